export * from "./descent/index.ts";
export * from "./graph/index.ts";
export {gradientCheck} from "./nn/gradient-check.ts"; // of a graph or of parameters: stands for both
export * from "./nn/index.ts";
export {sigmoid} from "./numeric/elementwise.ts"; // of a number or of a matrix: stands for graph’s too
export * from "./numeric/index.ts";
export * from "./objectives/index.ts";
