export {linearClassifier} from "./linear-classifier.ts";
export type {LinearClassifierElement, LinearClassifierOptions, LinearClassifierValue, PathStep} from "./options.ts";
