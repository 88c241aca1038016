export type {PlaygroundOptions} from "./options.ts";
export {type PlaygroundElement, playground} from "./playground.ts";
export type {PlaygroundValue} from "./value.ts";
