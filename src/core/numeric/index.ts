export * from "./matrix.ts";
export * from "./nonlinearity.ts";
export * from "./random.ts";
