import type {ComputationalGraph} from "../../core/graph/index.ts";
import type {PictureState} from "../shared/circuit/state.ts";

/** Says which convention decides where operands of max or min are equal: there the derivative is not unique. */
export function tieNote(graph: ComputationalGraph, {current, values}: PictureState, ties: "first" | "split"): string {
  if (current?.phase !== "backward") return "";
  const node = graph.node(current.node);
  if (node.op !== "max" && node.op !== "min") return "";
  const tied = node.inputs.filter((input) => values[input.id] === values[node.id]);
  if (tied.length < 2) return "";
  const rule =
    ties === "first" ? "by convention the first one gets all of the gradient" : "they share the gradient equally";
  return ` The operands are equal: ${rule}.`;
}
