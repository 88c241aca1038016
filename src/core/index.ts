export * from "./graph/index.ts";
export * from "./numeric/index.ts";
