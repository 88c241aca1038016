export type {ClassifierState} from "./classifier.ts";
export type {SoftmaxRegionsElement, SoftmaxRegionsOptions, SoftmaxRegionsValue} from "./options.ts";
export {softmaxRegions} from "./softmax-regions.ts";
