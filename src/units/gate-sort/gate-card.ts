import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {drawGate} from "./draw-gate.ts";
import {BEHAVIOURS, type Behaviour, type Flow, type SortedGate} from "./gates.ts";

/** What a reader sees of one gate. */
export interface CardState {
  flow: Flow;
  assigned: Behaviour | null;
  /** Set once the reader has asked: whether they are right, and where one can see it if not. */
  verdict: {right: boolean; shown?: Flow} | null;
  told: boolean;
}

export interface GateCard {
  node: HTMLElement;
  update(state: CardState): void;
}

/** One gate, with a group of radio buttons for its behaviour. */
export function gateCard(
  gate: SortedGate,
  letter: string,
  group: string,
  assign: (behaviour: Behaviour) => void,
): GateCard {
  const drawing = drawGate();
  const title = html("legend", {class: "gate-title"}, `Gate ${letter}`);
  const verdict = html("p", {class: "unit-verdict gate-verdict"});
  const choices = BEHAVIOURS.map(({key, label, told = label}) => {
    const input = html("input", {type: "radio", name: group, value: key, onchange: () => assign(key)});
    const text = html("span", {}, label);
    const name = (known: boolean) => {
      text.textContent = known ? told : label;
    };
    return {input, name, node: html("label", {class: "gate-choice"}, input, text)};
  });
  const node = html(
    "fieldset",
    {class: "gate-card"},
    title,
    drawing.node,
    ...choices.map((choice) => choice.node),
    verdict,
  );
  return {
    node,
    update({flow, assigned, verdict: given, told}) {
      drawing.update(flow, told ? gate.symbol : letter, told);
      title.textContent = told ? `Gate ${letter}: ${gate.name}` : `Gate ${letter}`;
      for (const {input, name} of choices) {
        input.checked = input.value === assigned;
        name(told);
      }
      if (given) node.dataset.verdict = given.right ? "right" : "wrong";
      else delete node.dataset.verdict;
      const text = told ? gate.rule : verdictText(given, assigned);
      if (verdict.textContent !== text) verdict.textContent = text;
    },
  };
}

function verdictText(verdict: CardState["verdict"], assigned: Behaviour | null): string {
  if (!verdict || !assigned) return "";
  if (verdict.right) return "Right.";
  const {label, would} = BEHAVIOURS.find(({key}) => key === assigned)!;
  if (!verdict.shown) return "Look again.";
  const {x, y, upstream, dx, dy} = verdict.shown;
  const at = `At x = ${numberText(x)}, y = ${numberText(y)} a gradient of ${numberText(upstream)}`;
  return `${at} sends ${numberText(dx)} to x and ${numberText(dy)} to y. A gate that ${label} ${would}.`;
}
