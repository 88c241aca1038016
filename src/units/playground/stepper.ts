import {matrix, random} from "../../core/numeric/index.ts";
import {FEATURES, featureMatrix} from "../../lab/playground/features.ts";
import {buildNetwork} from "../../lab/playground/network.ts";
import {unitExpression} from "../../lab/playground/unit-expression.ts";
import {NetworkVector} from "../../lab/playground/vector.ts";
import {html} from "../shared/element.ts";
import {fixedText} from "../shared/number-text.ts";
import {actionButton} from "./fields.ts";
import {type Moment, unitName} from "./moment.ts";

/** Where one unit is stepped through, below the network. */
export function stepperPlace() {
  const place = html("div", {class: "pg-stepper-place"});
  const title = html("p", {class: "pg-editor-title", tabindex: -1});
  const note = html("p", {class: "unit-note"});
  const node = html(
    "section",
    {class: "pg-stepper", hidden: true, "aria-label": "A unit in the graph stepper"},
    html("div", {class: "pg-editor-head"}, title, actionButton("Close", close)),
    note,
    place,
  );
  return {node, open, close};

  function close(): void {
    node.hidden = true;
    place.replaceChildren();
  }

  /** Steps through the selected unit with its weights as they are, at the first training point. */
  async function open(moment: Moment): Promise<void> {
    const {selected, run, snapshot, state} = moment;
    if (!selected || !run || !snapshot) return;
    const [x1 = 1, x2 = -1] = run.points.places;
    const isOutput = selected.column === state.hidden.length;
    const {expression, inputs} = unitExpression({
      plan: run.plan.columns[selected.column]!,
      unit: selected.unit,
      features: selected.column === 0 ? state.features : undefined,
      values: sourcesAt(moment, selected.column, x1, x2),
      activation: isOutput ? run.head.activation : state.activation,
      numbers: snapshot.numbers,
    });
    const {circuit} = await import("../circuit/index.ts");
    const label = `${unitName(selected, moment)} as a circuit`;
    title.textContent = label;
    note.textContent = `At the first training point, x₁ = ${fixedText(x1)} and x₂ = ${fixedText(x2)}, with the weights of epoch ${snapshot.epochs}. What you change here stays here.`;
    place.replaceChildren(circuit(expression, inputs, {label, step: "forward", code: false}));
    node.hidden = false;
    title.focus();
  }
}

/** What a column of units reads at one point: features, or the outputs of the layer before. */
function sourcesAt({state, run, snapshot}: Moment, column: number, x1: number, x2: number): number[] {
  if (column === 0) return state.features.map((name) => FEATURES[name](x1, x2));
  const built = buildNetwork(state, run!.head, random(state.seed));
  new NetworkVector(built).write(snapshot!.numbers);
  built.network.forward(featureMatrix(matrix(1, 2, Float64Array.of(x1, x2)), state.features), "test");
  const output = built.network.trace()[built.columns[column - 1]!.shownBy]!.output!;
  return [...output.data];
}
