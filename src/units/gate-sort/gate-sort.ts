import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {liveRegion} from "../shared/live-region.ts";
import {numberText} from "../shared/number-text.ts";
import {shuffled} from "../shared/seeded.ts";
import {gateCard} from "./gate-card.ts";
import {type Behaviour, counterexample, flow, GATES, type Operands} from "./gates.ts";

export interface GateSortOptions {
  /** Decides the order of the gates. Default 1. */
  seed?: number;
}

export interface GateSortValue {
  /** How many gates have been put somewhere. */
  readonly assigned: number;
  /** How many of them were right when last checked. */
  readonly correct: number;
  readonly total: number;
  /** Whether the names have been told. */
  readonly revealed: boolean;
}

export type GateSortElement = HTMLElement & {readonly value: GateSortValue};

const SLIDERS: readonly {key: keyof Operands; label: string; name: string}[] = [
  {key: "x", label: "x", name: "x"},
  {key: "y", label: "y", name: "y"},
  {key: "upstream", label: "gradient in", name: "gradient that comes back to each gate"},
];

/**
 * Gates without names, all at the same operands: the reader sees which gradient goes in and which come out, sorts the
 * gates by behaviour, and is told the names last.
 */
export function gateSort({seed = 1}: GateSortOptions = {}): GateSortElement {
  const operands: Operands = {x: 3, y: -2, upstream: 2};
  const id = ++count;
  const gates = shuffled(GATES, seed).map((gate, index) => {
    const letter = "ABCDEFGHIJ"[index]!;
    return {
      gate,
      letter,
      assigned: null as Behaviour | null,
      verdict: null as {right: boolean; shown?: ReturnType<typeof flow>} | null,
      card: gateCard(gate, letter, `gate-sort-${id}-${letter}`, (behaviour) => assign(index, behaviour)),
    };
  });
  let revealed = false;

  const said = liveRegion("gate-said");
  const check = html("button", {type: "button", class: "unit-action", onclick: judge}, "Check");
  const tell = html("button", {type: "button", class: "unit-action unit-quiet", onclick: reveal}, "Tell the names");
  const again = html("button", {type: "button", class: "unit-action unit-quiet", onclick: restart}, "Start again");
  const sliders = SLIDERS.map(({key, label, name}) => {
    const output = html("output", {class: "gate-number"}, numberText(operands[key]));
    const range = html("input", {
      type: "range",
      class: "unit-range",
      min: -5,
      max: 5,
      step: 0.5,
      value: operands[key],
      "aria-label": name,
      oninput: () => {
        operands[key] = range.valueAsNumber;
        output.textContent = numberText(operands[key]);
        refresh();
      },
    });
    const role = key === "upstream" ? "gradient" : "value";
    return html(
      "label",
      {class: "unit-field unit-grow gate-slider", "data-role": role},
      html("span", {}, label),
      range,
      output,
    );
  });
  const root = html(
    "div",
    {class: "unit gate-sort", role: "group", "aria-label": "Sort gates by what they do with a gradient"},
    html("div", {class: "unit-row"}, ...sliders),
    html("div", {class: "gate-cards"}, ...gates.map(({card}) => card.node)),
    html("div", {class: "unit-row gate-buttons"}, check, tell, again, said.node),
  );
  keepInputInside(root);

  function assign(index: number, behaviour: Behaviour) {
    const entry = gates[index]!;
    entry.assigned = behaviour;
    entry.verdict = null;
    changed();
  }

  function judge() {
    const open = gates.filter(({assigned}) => assigned === null).map(({letter}) => letter);
    for (const entry of gates) {
      if (entry.assigned === null) continue;
      const right = entry.assigned === entry.gate.behaviour;
      const shown = right ? null : counterexample(entry.gate, entry.assigned, operands);
      entry.verdict = {right, ...(shown && {shown})};
    }
    const wrong = gates.filter(({verdict}) => verdict && !verdict.right).map(({letter}) => letter);
    changed();
    const parts = [`${correct()} of ${gates.length} right.`];
    if (wrong.length > 0) parts.push(`Look again at ${wrong.join(", ")}.`);
    if (open.length > 0) parts.push(`Not sorted yet: ${open.join(", ")}.`);
    if (correct() === gates.length) parts.push("Now see their names.");
    said.say(parts.join(" "));
  }

  function reveal() {
    if (tell.getAttribute("aria-disabled") === "true") {
      said.say("Sort every gate first, and check. Then the names are told.");
      return;
    }
    revealed = true;
    changed();
    said.say(`The gates are ${gates.map(({letter, gate}) => `${letter} ${gate.name}`).join(", ")}.`);
  }

  function restart() {
    for (const entry of gates) Object.assign(entry, {assigned: null, verdict: null});
    revealed = false;
    changed();
    said.node.textContent = "";
  }

  function correct(): number {
    return gates.filter(({verdict}) => verdict?.right).length;
  }

  function changed() {
    refresh();
    announceInput(root);
  }

  function refresh() {
    for (const {gate, assigned, verdict, card} of gates) {
      card.update({flow: flow(gate, operands), assigned, verdict, told: revealed});
    }
    const judged = gates.every(({verdict}) => verdict !== null);
    if (judged || revealed) tell.removeAttribute("aria-disabled");
    else tell.setAttribute("aria-disabled", "true");
  }

  Object.defineProperty(root, "value", {
    get: (): GateSortValue => ({
      assigned: gates.filter(({assigned}) => assigned !== null).length,
      correct: correct(),
      total: gates.length,
      revealed,
    }),
  });
  refresh();
  return root as HTMLElement as GateSortElement;
}

/** Radio buttons of two units on one page must not be one group. */
let count = 0;
