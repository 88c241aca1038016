/** Modules of D3 whose types are not installed: cells use them, and cells are not type-checked. */
declare module "d3-array" {
  const everything: Record<string, never>;
  export = everything;
}
declare module "d3-format" {
  const everything: Record<string, never>;
  export = everything;
}
