import {formatNumber} from "../../core/graph/number.ts";
import {html} from "../shared/element.ts";
import {type Format, parseNumber} from "../shared/number-text.ts";
import {withPartials} from "../shared/partials.ts";

/** How much the input grows in the question. */
const GROWTH = 0.001;

export interface Prediction {
  node: HTMLElement;
  /** `gradient`: the answer's slope, once the picture shows it. */
  update(gradient: number | undefined, format: Format): void;
  /** Whether the question is still open. */
  readonly open: boolean;
}

type Direction = "up" | "down" | "not at all";

/**
 * "If z grew by 0.001, would f go up or down, and by how much?" The reader answers or skips; once the gradient is in the
 * picture, the answer is compared with it. Stepping is never blocked. `changed` is called when the reader has answered,
 * skipped or asked to answer again.
 */
export function prediction(name: string, f: string, id: string, changed: () => void): Prediction {
  let answer: {direction: Direction; amount: number | null} | "skipped" | undefined;
  let shown: {gradient: number | undefined; format: Format} = {gradient: undefined, format: String};
  const radios = (["up", "down", "not at all"] as const).map((direction) => ({
    direction,
    input: html("input", {type: "radio", name: `${id}-predict`, value: direction}),
  }));
  const amount = html("input", {
    type: "text",
    inputmode: "decimal",
    class: "unit-number",
    "aria-label": "by how much",
    autocomplete: "off",
  });
  const problem = html("p", {class: "unit-problem", role: "alert"});
  const commit = () => {
    const chosen = radios.find(({input}) => input.checked);
    const size = parseNumber(amount.value);
    if (!chosen) {
      problem.textContent = "Choose up, down or not at all.";
      return;
    }
    if (chosen.direction !== "not at all" && amount.value.trim() !== "" && size === null) {
      problem.textContent = "The amount must be a number, such as 0.002.";
      return;
    }
    problem.textContent = "";
    answer = {direction: chosen.direction, amount: size === null ? null : Math.abs(size)};
    show();
    changed();
    verdict.focus();
  };
  const form = html(
    "form",
    {
      class: "circuit-question",
      onsubmit: (event: Event) => {
        event.preventDefault();
        commit();
      },
    },
    html(
      "fieldset",
      {},
      html(
        "legend",
        {},
        html("strong", {}, "Predict. "),
        `If ${name} grew by ${GROWTH}, would ${f} go up or down, and by how much?`,
      ),
      html(
        "div",
        {class: "circuit-answers"},
        ...radios.map(({direction, input}) => html("label", {}, input, direction)),
        html("label", {}, "by about ", amount),
        html("button", {type: "submit", class: "unit-action"}, "Answer"),
        html("button", {type: "button", class: "unit-action unit-quiet", onclick: () => skip()}, "Skip"),
      ),
      problem,
    ),
  );
  const verdict = html("p", {class: "circuit-verdict", role: "status", tabindex: -1});
  const again = html(
    "button",
    {type: "button", class: "unit-action unit-quiet", onclick: () => reopen()},
    "Change my answer",
  );
  const node = html("div", {class: "circuit-predict"}, form, verdict, again);

  function skip(): void {
    answer = "skipped";
    show();
    changed();
    verdict.focus();
  }
  function reopen(): void {
    answer = undefined;
    show();
    changed();
    radios[0]!.input.focus();
  }
  function show(): void {
    const {gradient, format} = shown;
    const revealed = gradient !== undefined;
    form.hidden = revealed || answer !== undefined;
    again.hidden = revealed || answer === undefined;
    verdict.hidden = !form.hidden;
    const text = form.hidden ? verdictText(answer, gradient, name, f, format) : "";
    if (verdict.textContent !== text) verdict.replaceChildren(...withPartials(text));
    node.dataset.verdict =
      revealed && answer && answer !== "skipped" ? (isRight(answer, gradient) ? "right" : "wrong") : "none";
  }
  return {
    node,
    get open() {
      return !form.hidden;
    },
    update(gradient, format) {
      if (shown.gradient === gradient && shown.format === format) return;
      shown = {gradient, format};
      show();
    },
  };
}

type Answer = {direction: Direction; amount: number | null};

function verdictText(
  answer: Answer | "skipped" | undefined,
  gradient: number | undefined,
  name: string,
  f: string,
  format: Format,
): string {
  const mine = answer && answer !== "skipped" ? `You said ${inWords(answer)}.` : "";
  if (gradient === undefined) {
    return mine ? `${mine} Step on until ∂${f}/∂${name} shows.` : `Skipped. The answer shows with ∂${f}/∂${name}.`;
  }
  const change = gradient * GROWTH;
  const truth = `∂${f}/∂${name} = ${format(gradient)}, so ${GROWTH} more of ${name} moves ${f} by ${format(gradient)} × ${GROWTH} = ${shortest(change)}: ${
    change === 0 ? "not at all" : change > 0 ? "up" : "down"
  }.`;
  if (!answer || answer === "skipped") return truth;
  if (isRight(answer, gradient)) return `${mine} Right: ${truth}`;
  const slope =
    answer.amount !== null && close(answer.amount, Math.abs(gradient)) && answer.direction === directionOf(gradient);
  return slope
    ? `${mine} That is the slope itself; the change is ${GROWTH} times as much. ${truth}`
    : `${mine} Not this time: ${truth}`;
}

function inWords({direction, amount}: Answer): string {
  if (direction === "not at all" || amount === null) return direction;
  return `${direction} by ${shortest(amount)}`;
}

function isRight({direction, amount}: Answer, gradient: number): boolean {
  if (direction !== directionOf(gradient)) return false;
  return direction === "not at all" || amount === null || close(amount, Math.abs(gradient) * GROWTH);
}

function directionOf(gradient: number): Direction {
  return gradient === 0 ? "not at all" : gradient > 0 ? "up" : "down";
}

/** Within a tenth: the question says "about". */
function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.1 * Math.abs(b);
}

function shortest(value: number): string {
  return formatNumber(Number(value.toPrecision(3)));
}
