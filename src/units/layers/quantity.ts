/**
 * One layer's figures, measured or predicted. It is what `layerStatistics` and `meanFieldTheory` yield, as far as a
 * picture needs it.
 */
export interface LayerFigures {
  /** From 1. */
  readonly layer: number;
  readonly mean: number;
  readonly std: number;
  readonly saturated?: number;
  readonly gradientStd?: number;
  readonly weightGradientStd?: number;
  readonly chi?: number;
  readonly note?: string;
}

export type QuantityName = Exclude<keyof LayerFigures, "layer" | "note">;

export interface Quantity {
  /** On an axis and above a column. */
  readonly label: string;
  /** Which way it runs through the network: that is its colour and the shape of its marks. */
  readonly pass: "forward" | "backward";
  /** An axis from here to here at least, so that a picture under a moving slider keeps still. */
  readonly domain?: readonly [number, number];
}

export const quantities: Record<QuantityName, Quantity> = {
  mean: {label: "mean of the outputs", pass: "forward", domain: [-0.1, 0.1]},
  std: {label: "std of the outputs", pass: "forward", domain: [0, 1]},
  saturated: {label: "saturated fraction", pass: "forward", domain: [0, 1]},
  gradientStd: {label: "std of the gradient", pass: "backward", domain: [0, 1]},
  weightGradientStd: {label: "std of the weights’ gradient", pass: "backward", domain: [0, 1]},
  chi: {label: "χ", pass: "backward", domain: [0, 1]},
};

/** @throws TypeError, with what to do, for what is not a list: a generator is one only in the cells after its own */
export function checkList(name: string, layers: unknown): void {
  if (Array.isArray(layers)) return;
  const generator = typeof (layers as {next?: unknown} | null)?.next === "function";
  throw new TypeError(
    generator
      ? `${name} was given a generator of layers; define it in a cell of its own, and other cells see what it yields`
      : `${name} needs a list of layers, as layerStatistics yields, not ${layers === null ? "null" : typeof layers}`,
  );
}
