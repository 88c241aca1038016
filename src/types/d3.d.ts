/** Modules of D3 whose types are not installed: cells use them, and cells are not type-checked. */
declare module "d3-array" {
  export const ascending: unknown;
  export const bin: unknown;
  export const cross: unknown;
  export const cumsum: unknown;
  export const descending: unknown;
  export const deviation: unknown;
  export const extent: unknown;
  export const group: unknown;
  export const max: unknown;
  export const mean: unknown;
  export const median: unknown;
  export const min: unknown;
  export const pairs: unknown;
  export const quantile: unknown;
  export const range: unknown;
  export const rollup: unknown;
  export const sum: unknown;
  export const ticks: unknown;
  export const variance: unknown;
  export const zip: unknown;
}
declare module "d3-format" {
  export const format: unknown;
  export const formatPrefix: unknown;
}
