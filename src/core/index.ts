export * from "./graph/index.ts";
export {gradientCheck} from "./nn/gradient-check.ts"; // of a graph or of parameters: stands for both
export * from "./nn/index.ts";
export * from "./numeric/index.ts";
