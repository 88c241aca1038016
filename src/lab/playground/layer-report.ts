import type {Matrix} from "../../core/numeric/index.ts";
import type {BuiltNetwork} from "./network.ts";
import type {Activation} from "./state.ts";

/** What goes on in one layer of units, over the training points and in the last step. */
export interface LayerReport {
  readonly name: string;
  /** Of the outputs of all its units over all training points. */
  readonly mean: number;
  readonly std: number;
  /** Share of outputs at the flat ends of tanh or sigmoid; undefined where there are none. */
  readonly saturated: number | undefined;
  /** Units that are 0 at every training point (ReLU); undefined for other activations. */
  readonly dead: number | undefined;
  /** √Σw² over the weights and biases of the layer. */
  readonly weightNorm: number;
  /** √Σ(∂L/∂w)² in the last step, penalty included; undefined before the first. */
  readonly gradientNorm: number | undefined;
}

/** Beyond these the slope of tanh is below 0.06, and that of the sigmoid below 0.03. */
const FLAT = {tanh: (y: number) => Math.abs(y) > 0.97, sigmoid: (y: number) => y < 0.03 || y > 0.97};

/** Of a network that has just been run on the training points. `hasGradients` is false before the first step. */
export function layerReports(
  {network, columns}: BuiltNetwork,
  {activation, outputActivation, hasGradients}: ReportOptions,
): LayerReport[] {
  const trace = network.trace();
  return columns.map(({sums, norm, shownBy}, i) => {
    const isOutput = i === columns.length - 1;
    const params = [...sums.flatMap((dense) => dense.params()), ...(norm?.params() ?? [])];
    const output = trace[shownBy]!.output!;
    const kind = isOutput ? outputActivation : activation;
    const flat = kind === "tanh" || kind === "sigmoid" ? FLAT[kind] : undefined;
    return {
      name: isOutput ? "output" : `layer ${i + 1}`,
      ...spread(output),
      saturated: flat && share(output, flat),
      dead: kind === "relu" ? deadUnits(output) : undefined,
      weightNorm: norm2(params.map(({value}) => value.data)),
      gradientNorm: hasGradients ? norm2(params.map(({grad}) => grad.data)) : undefined,
    };
  });
}

interface ReportOptions {
  activation: Activation;
  outputActivation: "tanh" | "linear";
  hasGradients: boolean;
}

function spread({data}: Matrix): {mean: number; std: number} {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]!;
  const mean = sum / data.length;
  let squares = 0;
  for (let i = 0; i < data.length; i++) squares += (data[i]! - mean) ** 2;
  return {mean, std: Math.sqrt(squares / data.length)};
}

function share({data}: Matrix, counts: (y: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (counts(data[i]!)) count++;
  return count / data.length;
}

function deadUnits({rows, cols, data}: Matrix): number {
  let dead = 0;
  for (let j = 0; j < cols; j++) {
    let i = 0;
    while (i < rows && data[i * cols + j]! <= 0) i++;
    if (i === rows) dead++;
  }
  return dead;
}

function norm2(lists: readonly Float64Array[]): number {
  let sum = 0;
  for (const list of lists) for (let i = 0; i < list.length; i++) sum += list[i]! * list[i]!;
  return Math.sqrt(sum);
}
