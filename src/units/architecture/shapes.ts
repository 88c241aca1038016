import type {Layer, LayerOptions, LayerType, Shape} from "./layer.ts";

/** What a list of layers comes to, layer by layer. */
export interface LayerSummary {
  readonly name: string;
  readonly type: LayerType;
  /** Names of the layers that it reads. */
  readonly inputs: readonly string[];
  /** The output of one example, or `null` where a problem leaves it open. */
  readonly shape: Shape | null;
  /** Weights and biases that this layer is the first to use; `null` where a problem leaves them open. */
  readonly parameters: number | null;
  /** The layer that first used the same weights, if this is not it. */
  readonly sharedWith?: string;
  /** Why the shape is not known: what is wrong, and what would mend it. */
  readonly problem?: string;
}

export interface ShapeOptions {
  /** "exact" calls a window that does not fit a problem; "floor" drops the rest of the picture, as most libraries do. */
  rounding?: "exact" | "floor";
}

/**
 * The output shape and the number of parameters of every layer, in the order of the list. Never throws: what is wrong with
 * a layer is its `problem`, and what depends on it stays open.
 */
export function inferShapes(layers: readonly Layer[], {rounding = "exact"}: ShapeOptions = {}): LayerSummary[] {
  const done = new Map<string, LayerSummary>();
  const owners = new Map<string, {name: string; parameters: number | null}>();
  return layers.map((layer, index) => {
    const inputs = layer.inputs ?? (layer.type === "input" || index === 0 ? [] : [layers[index - 1]!.name]);
    const missing = inputs.find((name) => !done.has(name));
    let summary: LayerSummary;
    if (done.has(layer.name)) {
      summary = open(layer, inputs, `Two layers are called “${layer.name}”: give one of them another name.`);
    } else if (missing !== undefined) {
      summary = open(layer, inputs, `“${layer.name}” reads “${missing}”, which is not in the list before it.`);
    } else {
      summary = infer(
        layer,
        inputs,
        inputs.map((name) => done.get(name)!.shape),
        rounding,
      );
    }
    const key = layer.weights;
    const owner = key === undefined ? undefined : owners.get(key);
    if (owner) {
      if (summary.parameters !== null && owner.parameters !== null && summary.parameters !== owner.parameters) {
        const said = `“${layer.name}” needs ${summary.parameters} weights and cannot share the ${owner.parameters} of “${owner.name}”.`;
        summary = {...summary, problem: said};
      }
      summary = {...summary, parameters: 0, sharedWith: owner.name};
    } else if (key !== undefined) {
      owners.set(key, {name: layer.name, parameters: summary.parameters});
    }
    if (!done.has(layer.name)) done.set(layer.name, summary);
    return summary;
  });
}

/** The number of numbers in a shape: 55×55×96 → 290,400; a single number counts 1. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** What a whole network comes to. `null` where a problem leaves it open. */
export interface Totals {
  /** Weights and biases, shared ones once. */
  readonly parameters: number | null;
  /** Numbers that the forward pass computes and the backward pass needs again: outputs of all layers but inputs, × batch. */
  readonly activations: number | null;
}

export function totals(summaries: readonly LayerSummary[], batch = 1): Totals {
  const computed = summaries.filter(({type}) => type !== "input");
  return {
    parameters: sum(summaries.map(({parameters}) => parameters)),
    activations: sum(computed.map(({shape}) => (shape ? sizeOf(shape) * batch : null))),
  };
}

function sum(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce<number | null>((total, n) => (total === null || n === null ? null : total + n), 0);
}

function open(layer: Layer, inputs: readonly string[], problem?: string): LayerSummary {
  return {
    name: layer.name,
    type: layer.type,
    inputs,
    shape: null,
    parameters: hasWeights(layer.type) ? null : 0,
    problem,
  };
}

function hasWeights(type: LayerType): boolean {
  return type === "conv" || type === "dense";
}

type Outcome = {shape: Shape | null; parameters?: number | null; problem?: string};

function infer(
  layer: Layer,
  inputs: readonly string[],
  shapes: readonly (Shape | null)[],
  rounding: "exact" | "floor",
): LayerSummary {
  const {name, type} = layer;
  if (shapes.some((shape) => shape === null)) return open(layer, inputs);
  const outcome = rules[type]({name, options: (layer.options ?? {}) as never, shapes: shapes as Shape[], rounding});
  const parameters = outcome.parameters === undefined ? (hasWeights(type) ? null : 0) : outcome.parameters;
  return {name, type, inputs, shape: outcome.shape, parameters, problem: outcome.problem};
}

interface Asked<Type extends LayerType> {
  name: string;
  options: Partial<LayerOptions[Type]>;
  shapes: readonly Shape[];
  rounding: "exact" | "floor";
}

const same = ({shapes}: {shapes: readonly Shape[]}): Outcome => ({shape: shapes[0] ?? null});

const rules: {[Type in LayerType]: (asked: Asked<Type>) => Outcome} = {
  input: ({options}) => ({shape: options.shape ?? null}),

  conv({name, options, shapes, rounding}) {
    const {filters = 1, kernel = 1, stride = 1, padding = 0, groups = 1, bias = true} = options;
    const image = asImage(name, shapes[0]);
    if ("problem" in image) return image;
    const [height, width, channels] = image.shape;
    if (channels % groups !== 0 || filters % groups !== 0) {
      return fail(`“${name}” cannot split ${channels} channels and ${filters} filters into ${groups} equal groups.`);
    }
    // Weights belong to windows, not to places: their number does not depend on the picture's size.
    const parameters = filters * kernel * kernel * (channels / groups) + (bias ? filters : 0);
    const size = slide(name, [height, width], {kernel, stride, padding, rounding});
    if ("problem" in size) return {...size, parameters};
    return {shape: [...size.sides, filters], parameters};
  },

  pool({name, options, shapes, rounding}) {
    const {kernel = 2, stride = kernel, padding = 0} = options;
    const image = asImage(name, shapes[0]);
    if ("problem" in image) return image;
    const [height, width, channels] = image.shape;
    const size = slide(name, [height, width], {kernel, stride, padding, rounding});
    return "problem" in size ? size : {shape: [...size.sides, channels]};
  },

  dense({options, shapes}) {
    const {units = 1, bias = true} = options;
    const fanIn = shapes.reduce((total, shape) => total + sizeOf(shape), 0);
    return {shape: [units], parameters: units * fanIn + (bias ? units : 0)};
  },

  lrn: same,
  relu: same,
  sigmoid: same,
  tanh: same,
  softmax: same,
  dropout: same,

  add({name, shapes}) {
    const odd = shapes.find((shape) => shapeText(shape) !== shapeText(shapes[0]!));
    if (odd)
      return fail(`“${name}” cannot add ${shapeText(shapes[0]!)} and ${shapeText(odd)}: the shapes must be the same.`);
    return same({shapes});
  },

  concat: ({shapes}) => ({shape: [shapes.reduce((total, shape) => total + sizeOf(shape), 0)]}),

  // A weighting has one number for each row of the memory (Graves et al. 2014, equations 5 to 9).
  address: ({name, shapes}) => weighting(name, shapes[1]),
  content: ({name, shapes}) => weighting(name, shapes[1]),
  interpolate: ({shapes}) => ({shape: shapes[1] ?? null}),
  shift: ({shapes}) => ({shape: shapes[1] ?? null}),
  sharpen: ({shapes}) => ({shape: shapes[1] ?? null}),

  read: ({name, shapes}) => {
    const memory = shapes[1];
    return memory?.length === 2
      ? {shape: [memory[1]!]}
      : fail(`“${name}” needs a weighting and a memory of rows × columns.`);
  },
  write: ({name, shapes}) => {
    const memory = shapes[2];
    return memory?.length === 2 ? {shape: memory} : fail(`“${name}” needs head parameters, a weighting and a memory.`);
  },
  loss: () => ({shape: []}),
};

function weighting(name: string, memory: Shape | undefined): Outcome {
  return memory?.length === 2 ? {shape: [memory[0]!]} : fail(`“${name}” needs a memory of rows × columns to address.`);
}

function fail(problem: string): {shape: null; problem: string} {
  return {shape: null, problem};
}

function asImage(
  name: string,
  shape: Shape | undefined,
): {shape: [number, number, number]} | {shape: null; problem: string} {
  if (shape?.length === 3) return {shape: [shape[0]!, shape[1]!, shape[2]!]};
  return fail(`“${name}” slides over height × width × channels, but gets ${shape ? shapeText(shape) : "nothing"}.`);
}

interface Window {
  kernel: number;
  stride: number;
  padding: number;
  rounding: "exact" | "floor";
}

/** (W − F + 2P)/S + 1 on both sides of a picture. */
function slide(
  name: string,
  [height, width]: readonly [number, number],
  {kernel, stride, padding, rounding}: Window,
): {sides: [number, number]} | {shape: null; problem: string} {
  const sides: [number, number] = [0, 0];
  for (const [axis, side] of [height, width].entries()) {
    const room = side - kernel + 2 * padding;
    if (room < 0) {
      return fail(
        `“${name}”: a window of ${kernel} does not fit into ${side}${padding ? ` with a margin of ${padding}` : ""}.`,
      );
    }
    const size = room / stride + 1;
    if (!Number.isInteger(size) && rounding === "exact") {
      const margin = padding ? ` + 2·${padding}` : "";
      const rest = room % stride;
      const fits = `${side - rest} or ${side - rest + stride} would fit`;
      return fail(
        `“${name}”: (${side} − ${kernel}${margin})/${stride} + 1 = ${trim(size)} is not a whole number of windows. ` +
          `Its input may not be ${side} wide: ${fits}.`,
      );
    }
    sides[axis] = Math.floor(size);
  }
  return {sides};
}

function trim(x: number): string {
  return String(Math.round(x * 100) / 100);
}

/** 55×55×96; a single number is "1". */
export function shapeText(shape: Shape | null, batch = 1): string {
  if (!shape) return "?";
  const sides = batch > 1 ? [batch, ...shape] : shape;
  return sides.length === 0 ? "1" : sides.join("×");
}
