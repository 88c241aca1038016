import type {ComputationalGraph} from "../../core/graph/index.ts";
import {gateText, gateWithNumbers, localText} from "../shared/circuit/gate-text.ts";
import {type CircuitModel, gradientName, nodeName} from "../shared/circuit/model.ts";
import {gateName} from "../shared/circuit/names.ts";
import type {PictureState} from "../shared/circuit/state.ts";
import type {Format} from "../shared/number-text.ts";

/** The step that has just been taken, in one sentence that is read aloud and needs no picture. */
export function stepSentence(
  model: CircuitModel,
  graph: ComputationalGraph,
  state: PictureState,
  format: Format,
): string {
  return `Step ${state.step} of ${state.steps}. ${happening(model, graph, state, format)}`;
}

function happening(model: CircuitModel, graph: ComputationalGraph, {current}: PictureState, format: Format): string {
  if (!current) return "Only the inputs are given: nothing is computed yet.";
  const node = graph.node(current.node);
  if (current.phase === "seed") {
    return `The backward pass begins at the output: ${gradientName(model, node.id)} = 1.`;
  }
  const name = gateName(node.op);
  const problem = current.problem === undefined ? "" : ` ${capital(current.problem)}.`;
  if (current.phase === "forward") {
    if (node.op === "copy") return `${name}: hands on ${format(current.value)}, unchanged.`;
    const formula = gateText(node);
    const left = nodeName(model, node.id) === formula ? "" : `${nodeName(model, node.id)} = `;
    const numbers = gateWithNumbers(node, current.operands, format);
    return `${name}: ${left}${formula} = ${numbers} = ${format(current.value)}.${problem}`;
  }
  const local = format(current.local);
  const formula = localText(node, current.argument);
  const reason = formula === "" || formula === local || formula.length > 32 ? local : `${formula} = ${local}`;
  const product = `upstream ${format(current.upstream)} times local ${reason} gives ${format(current.downstream)}`;
  return `${name}, edge ${nodeName(model, current.input)}: ${product}.${meeting(model, current, format)}${problem}`;
}

/** What happens to a gradient where another one has already arrived. */
function meeting(
  model: CircuitModel,
  {input, before, downstream, total}: {input: string; before?: number; downstream: number; total: number},
  format: Format,
): string {
  if (before === undefined) return "";
  const name = nodeName(model, input);
  if (Object.is(total, downstream) && before !== 0) {
    return ` It overwrites the ${format(before)} that ${name} already had: ${format(total)} is left.`;
  }
  return ` It adds to the ${format(before)} that ${name} already had: ${addends(before, downstream, format)} = ${format(total)}.`;
}

/** "3 + 5", "3 − 5". */
export function addends(a: number, b: number, format: Format): string {
  return b < 0 ? `${format(a)} − ${format(-b)}` : `${format(a)} + ${format(b)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
