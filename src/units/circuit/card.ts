import type {ComputationalGraph} from "../../core/graph/index.ts";
import {gateText, gateWithNumbers, localText} from "../shared/circuit/gate-text.ts";
import {type CircuitModel, gradientName, nodeName} from "../shared/circuit/model.ts";
import {gateName} from "../shared/circuit/names.ts";
import type {PictureState} from "../shared/circuit/state.ts";
import type {TraceStep} from "../shared/circuit/trace.ts";
import {html} from "../shared/element.ts";
import type {Format} from "../shared/number-text.ts";
import {withPartials} from "../shared/partials.ts";

/** The step at hand as a calculation: "upstream × local = downstream", each number in the colour of where it came from. */
export function stepCard(
  model: CircuitModel,
  graph: ComputationalGraph,
  {current}: PictureState,
  format: Format,
  note = "",
): HTMLElement {
  if (!current)
    return card(
      "Nothing is computed yet",
      html("p", {class: "circuit-hint"}, "“Next step”, or → on the keyboard, computes the first gate."),
    );
  const problem =
    "problem" in current && current.problem
      ? html("p", {class: "unit-problem"}, `Not a finite number: ${current.problem}.`)
      : null;
  switch (current.phase) {
    case "forward":
      return card(`Forward: ${gateName(graph.node(current.node).op)}`, forward(model, graph, current, format), problem);
    case "seed": {
      const name = gradientName(model, current.node);
      const row = html("div", {class: "circuit-product"}, factor("downstream", "seed", "1", name));
      return card("Backward begins: the output’s gradient in itself", row);
    }
    case "backward":
      return card(
        `Backward: ${gateName(graph.node(current.node).op)}, edge to ${nodeName(model, current.input)}`,
        product(model, graph, current, format),
        sum(model, current, format),
        note ? html("p", {class: "circuit-hint"}, note.trim()) : null,
        problem,
      );
  }
}

function card(title: string, ...rows: (HTMLElement | null)[]): HTMLElement {
  return html("div", {class: "circuit-card"}, html("p", {class: "circuit-card-title"}, title), ...rows);
}

function forward(model: CircuitModel, graph: ComputationalGraph, step: TraceStep & {phase: "forward"}, format: Format) {
  const node = graph.node(step.node);
  if (node.op === "copy") {
    const readers = model.byId.get(step.node)?.readers ?? 0;
    return html(
      "div",
      {class: "circuit-product"},
      factor("operand", `one value, ${readers} readers`, format(step.value), node.label),
    );
  }
  const result = nodeName(model, step.node);
  const formula = gateText(node);
  return html(
    "div",
    {class: "circuit-product"},
    factor("operand", "operands", gateWithNumbers(node, step.operands, format), formula),
    sign("="),
    factor("value", "value", format(step.value), result === formula ? "" : result),
  );
}

function product(
  model: CircuitModel,
  graph: ComputationalGraph,
  step: TraceStep & {phase: "backward"},
  format: Format,
) {
  const node = graph.node(step.node);
  const local = format(step.local);
  const formula = localText(node, step.argument);
  return html(
    "div",
    {class: "circuit-product"},
    factor("upstream", "upstream", format(step.upstream), gradientName(model, step.node)),
    sign("×"),
    factor("local", "local", local, formula === local ? "always" : formula),
    sign("="),
    factor(
      "downstream",
      "downstream",
      format(step.downstream),
      step.before === undefined ? gradientName(model, step.input) : "this path",
    ),
  );
}

/** Where gradients meet they add; with the bug planted, the second one wipes out the first. */
function sum(model: CircuitModel, step: TraceStep & {phase: "backward"}, format: Format): HTMLElement | null {
  if (step.before === undefined) return null;
  const name = gradientName(model, step.input);
  if (step.total !== step.before + step.downstream && Object.is(step.total, step.downstream)) {
    return html(
      "p",
      {class: "circuit-sum", "data-bug": true},
      ...withPartials(`${name} was ${format(step.before)}; “=” overwrites it: ${format(step.total)} is left.`),
    );
  }
  return html(
    "div",
    {class: "circuit-product circuit-sum"},
    factor("downstream", "before", format(step.before), ""),
    sign("+"),
    factor("downstream", "this path", format(step.downstream), ""),
    sign("="),
    factor("downstream", "adds up to", format(step.total), name),
  );
}

function factor(role: string, caption: string, number: string, note: string): HTMLElement {
  return html(
    "div",
    {class: "circuit-factor", "data-role": role},
    html("span", {class: "circuit-factor-caption"}, caption),
    html("span", {class: "circuit-factor-number"}, number),
    html("span", {class: "circuit-factor-note", title: note}, ...withPartials(note || "\u00a0")),
  );
}

function sign(text: string): HTMLElement {
  return html("span", {class: "circuit-sign"}, text);
}
