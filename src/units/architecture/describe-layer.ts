import {countText} from "../shared/number-text.ts";
import type {Layer, LayerOptions, LayerType, Shape} from "./layer.ts";
import {type LayerSummary, shapeText, sizeOf} from "./shapes.ts";

/** A layer's kind in a word or two, for the table. */
const KIND: Record<LayerType, string> = {
  input: "input",
  conv: "convolution",
  pool: "max pooling",
  lrn: "normalization",
  dense: "dense",
  relu: "ReLU",
  sigmoid: "sigmoid",
  tanh: "tanh",
  softmax: "softmax",
  dropout: "dropout",
  add: "sum",
  concat: "concatenation",
  address: "addressing",
  content: "content match",
  interpolate: "interpolation",
  shift: "shift",
  sharpen: "sharpening",
  read: "memory read",
  write: "memory write",
  loss: "loss",
};

export function kindOf(type: LayerType): string {
  return KIND[type];
}

/** A layer's kind and sizes, short enough for its box: "conv 11×11 × 96". */
export function shortText(layer: Layer): string {
  switch (layer.type) {
    case "conv": {
      const {filters = 1, kernel = 1} = options(layer);
      return `conv ${kernel}×${kernel}, ${filters}`;
    }
    case "pool": {
      const {kernel = 2} = options(layer);
      return `max pool ${kernel}×${kernel}`;
    }
    case "lrn":
      return "normalize";
    case "dense":
      return "dense";
    case "address":
      return "addressing";
    case "content":
      return "match content";
    case "interpolate":
      return "interpolate";
    case "read":
      return "read memory";
    case "write":
      return "erase and add";
    default:
      return KIND[layer.type];
  }
}

/** What a layer does, in one sentence. */
export function longText(layer: Layer): string {
  switch (layer.type) {
    case "input":
      return "given from outside";
    case "conv": {
      const {filters = 1, kernel = 1, stride = 1, padding = 0, groups = 1} = options(layer);
      const more = [
        stride > 1 ? `stride ${stride}` : "",
        padding > 0 ? `padding ${padding}` : "",
        groups > 1 ? `${groups} groups that do not see each other` : "",
      ].filter(Boolean);
      return [`convolution with ${filters} filters of ${kernel}×${kernel}`, ...more].join(", ");
    }
    case "pool": {
      const {kernel = 2, stride = kernel} = options(layer);
      return `the largest of each ${kernel}×${kernel} window, stride ${stride}`;
    }
    case "lrn": {
      const {size = 5} = options(layer);
      return `each channel divided by the activity of ${size} neighbouring channels`;
    }
    case "dense":
      return `every one of ${options(layer).units ?? 1} units reads every number of its input`;
    case "dropout":
      return `each number set to 0 with probability ${options(layer).rate ?? 0.5} while training`;
    case "relu":
      return "max(0, x), number by number";
    case "sigmoid":
      return "σ(x), number by number";
    case "tanh":
      return "tanh x, number by number";
    case "softmax":
      return "scores become probabilities";
    case "add":
      return "the sum of its inputs";
    case "concat":
      return "its inputs end to end";
    case "address":
      return "where to look: by content, interpolated, shifted, sharpened";
    case "content":
      return "softmax of β times the likeness of the key to each memory row";
    case "interpolate":
      return "g of the new weighting and 1 − g of the one before";
    case "shift":
      return "the weighting convolved with the shift distribution";
    case "sharpen":
      return "each weight to the power γ, normalized";
    case "read":
      return "the sum of the memory’s rows, each times its weight";
    case "write":
      return "every row erased and added to in proportion to its weight";
    case "loss":
      return "one number: how wrong the output is";
  }
}

/** A layer's parameter count as the sum that it is: "256·(5·5·48) + 256". `null` for layers without weights. */
export function parameterText(layer: Layer, inputs: readonly (Shape | null)[]): string | null {
  if (layer.type === "conv") {
    const {filters = 1, kernel = 1, groups = 1, bias = true} = options(layer);
    const channels = inputs[0]?.[2];
    if (channels === undefined) return null;
    return `${filters}·(${kernel}·${kernel}·${channels / groups})${bias ? ` + ${filters}` : ""}`;
  }
  if (layer.type === "dense") {
    const {units = 1, bias = true} = options(layer);
    if (inputs.some((shape) => !shape)) return null;
    const parts = inputs.map((shape) => sizeOf(shape!));
    return `${units}·${parts.length > 1 ? `(${parts.join(" + ")})` : parts[0]}${bias ? ` + ${units}` : ""}`;
  }
  return null;
}

/** All that is known of a layer, in a sentence or three: for whoever picks it. */
export function describeLayer(layer: Layer, summaries: readonly LayerSummary[], batch: number): string {
  const own = summaries.find(({name}) => name === layer.name)!;
  const inputs = own.inputs.map((name) => summaries.find((s) => s.name === name)?.shape ?? null);
  const from = inputs.length > 0 ? `${inputs.map((shape) => shapeText(shape, batch)).join(" and ")} → ` : "";
  const parts = [`${layer.name}: ${longText(layer)}.`, `Shape ${from}${shapeText(own.shape, batch)}.`];
  const sum = parameterText(layer, inputs);
  if (own.sharedWith) parts.push(`Its parameters are those of ${own.sharedWith}: counted once, their gradients add.`);
  else if (own.parameters) parts.push(`Parameters: ${sum ? `${sum} = ` : ""}${countText(own.parameters)}.`);
  else if (own.parameters === 0) parts.push("No parameters.");
  if (own.problem) parts.push(own.problem);
  return parts.join(" ");
}

function options<Type extends LayerType>(layer: {
  type: Type;
  options?: LayerOptions[Type];
}): Partial<LayerOptions[Type]> {
  return layer.options ?? {};
}
