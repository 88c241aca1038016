import type {Matrix} from "../../numeric/index.ts";
import {isFiniteMatrix, nameOf} from "../errors.ts";
import {Sequential} from "../layers/sequential.ts";
import type {Layer, Param} from "../types.ts";

/** Why training stopped: a number that is not finite. */
export interface Breakdown {
  /** The step, counted from 1, that met it. */
  readonly step: number;
  /** Where it was met first: "dense 2 weights", "the output of tanh 1", "the loss", "the gradient of dense 1 bias". */
  readonly where: string;
  /** NaN, Infinity or −Infinity. */
  readonly value: number;
  /** The whole as a sentence, with what to do. */
  readonly reason: string;
}

/** Looks where the numbers of a forward pass first went wrong: parameters, the outputs of the layers, then the loss. */
export function forwardBreakdown(step: number, network: Layer, loss: number): Breakdown {
  return (
    ofParams(step, network.params()) ??
    first(
      step,
      outputs(network).map(({name, matrix}) => [`the output of ${name}`, matrix]),
    ) ??
    breakdown(step, "the loss", loss)
  );
}

/** Which parameter's gradient is not finite: the last in the network, as gradients run backward. */
export function gradientBreakdown(step: number, params: readonly Param[]): Breakdown | undefined {
  return first(
    step,
    params.toReversed().map(({name, grad}) => [`the gradient of ${name}`, grad]),
  );
}

/** Which parameter is not finite. */
export function ofParams(step: number, params: readonly Param[]): Breakdown | undefined {
  return first(
    step,
    params.map(({name, value}) => [name, value]),
  );
}

function first(step: number, places: readonly (readonly [string, Matrix])[]): Breakdown | undefined {
  for (const [where, matrix] of places) {
    if (isFiniteMatrix(matrix)) continue;
    return breakdown(step, where, matrix.data.find((entry) => !Number.isFinite(entry)) as number);
  }
  return undefined;
}

function breakdown(step: number, where: string, value: number): Breakdown {
  const printed = String(value).replace("-", "−");
  const reason = `At step ${step}, ${where} became ${printed}. A smaller learning rate or smaller initial weights may help.`;
  return {step, where, value, reason};
}

function outputs(layer: Layer): {name: string; matrix: Matrix}[] {
  if (!(layer instanceof Sequential)) return [];
  return layer.trace().flatMap((trace) => {
    const own = trace.output ? [{name: nameOf(trace.layer), matrix: trace.output}] : [];
    return trace.layer instanceof Sequential ? outputs(trace.layer) : own;
  });
}
