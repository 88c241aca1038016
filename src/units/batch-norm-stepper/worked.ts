import {type Format, MINUS} from "../shared/number-text.ts";
import type {Passes} from "./batch-graph.ts";
import type {StageId} from "./stages.ts";
import {directGradient, sharedGradient} from "./state.ts";

/**
 * A stage's formula with the numbers in place, for one sample where there is one a sample: "c_1 = 3 − 2 = 1". A subscript
 * stands after _, a power after ^.
 */
export function worked(passes: Passes, stage: StageId, sample: number, format: Format): string {
  const {values, gradients, batch} = passes;
  const m = batch.x.length;
  const k = sample;
  const v = (id: string) => format(values[id]);
  const d = (id: string) => format(gradients[id]);
  const samples = batch.x.map((_, i) => i + 1);
  const direct = (quantity: "c" | "x") => directGradient(passes, quantity, k);
  const shared = (quantity: "c" | "x") => sharedGradient(passes, quantity, k);
  switch (stage) {
    case "mean":
      return `μ = (${sum(samples.map((i) => v(`x${i}`)))}) / ${m} = ${v("mu")}`;
    case "center":
      return `c_${k} = ${v(`x${k}`)} − ${factor(v("mu"))} = ${v(`c${k}`)}`;
    case "variance":
      return `σ² = (${samples.map((i) => `${factor(v(`c${i}`))}²`).join(" + ")}) / ${m} = ${v("variance")}`;
    case "normalize":
      return `x̂_${k} = ${v(`c${k}`)} / √(${v("variance")} + ε) = ${v(`c${k}`)} / ${v("std")} = ${v(`xhat${k}`)}`;
    case "scale":
      return `y_${k} = ${factor(v("gamma"))} · ${factor(v(`xhat${k}`))} ${plus(v("beta"))} = ${v(`y${k}`)}`;
    case "seed":
      return `∂y_${k} = ${d(`y${k}`)}`;
    case "d-beta":
      return `∂β = ${sum(samples.map((i) => d(`y${i}`)))} = ${d("beta")}`;
    case "d-gamma":
      return `∂γ = ${products(samples.map((i) => [d(`y${i}`), v(`xhat${i}`)]))} = ${d("gamma")}`;
    case "d-xhat":
      return `∂x̂_${k} = ${factor(v("gamma"))} · ${factor(d(`y${k}`))} = ${d(`xhat${k}`)}`;
    case "d-variance": {
      const total = samples.reduce((all, i) => all + gradients[`xhat${i}`]! * values[`c${i}`]!, 0);
      return `∂σ² = ${MINUS}½ · ${format(values.std! ** -3)} · ${factor(format(total))} = ${d("variance")}`;
    }
    case "d-c-direct":
      return `∂c_${k} = ${d(`xhat${k}`)} / ${v("std")} = ${format(direct("c"))}, so far`;
    case "d-c-variance": {
      const step = `${factor(d("variance"))} · 2 · ${factor(v(`c${k}`))} / ${m}`;
      return `${step} = ${format(shared("c"))};  ∂c_${k} = ${format(direct("c"))} ${plus(format(shared("c")))} = ${d(`c${k}`)}`;
    }
    case "d-mean":
      return `∂μ = ${MINUS}(${sum(samples.map((i) => d(`c${i}`)))}) = ${d("mu")}`;
    case "d-x-direct":
      return `∂x_${k} = ${format(direct("x"))}, so far`;
    case "d-x-mean":
      return `${d("mu")} / ${m} = ${format(shared("x"))};  ∂x_${k} = ${format(direct("x"))} ${plus(format(shared("x")))} = ${d(`x${k}`)}`;
  }
}

/** "3 − 1 + 2": a sign is an operation here. */
function sum(terms: readonly string[]): string {
  return terms.map((term, i) => (i === 0 ? term : plus(term))).join(" ");
}

function plus(term: string): string {
  return term.startsWith(MINUS) ? `− ${term.slice(1)}` : `+ ${term}`;
}

/** A negative number in the middle of a product needs parentheses. */
function factor(text: string): string {
  return text.startsWith(MINUS) ? `(${text})` : text;
}

function products(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([a, b]) => `${factor(a)}·${factor(b)}`).join(" + ");
}
