import type {Position} from "../../page/index.ts";
import {codeFrame} from "../failure/code-frame.ts";
import {renderFrame} from "../failure/error-view.ts";
import {element, textWithCode} from "./elements.ts";
import type {FromWorker} from "./protocol.ts";
import type {RunOutcome} from "./run.ts";

/** What is said of a run, and where in the code. */
export interface Verdict {
  kind: "right" | "wrong" | "trouble";
  text: string;
  place?: Position & {end?: Position};
}

/** What a run's end means for the reader. */
export function verdictOf(outcome: RunOutcome, code: string, count: number): Verdict {
  if (outcome.kind === "passed")
    return {kind: "right", text: count === 1 ? "Right: it is as expected." : `Right: all ${count} expectations hold.`};
  if (outcome.kind === "failed")
    return {kind: "wrong", text: `Not yet: ${sentence(outcome.label)} ${sentence(capitalized(outcome.message))}`};
  if (outcome.kind === "unavailable") return {kind: "trouble", text: outcome.message};
  if (outcome.kind === "problem") {
    const {message, line, column, end, code: kind} = outcome.problem;
    const text = kind === "blank" ? message : `Line ${line}: ${message}`;
    return {kind: "trouble", text, place: {line, column, ...(end && {end})}};
  }
  const {line, message} = outcome;
  if (line === undefined) return {kind: "trouble", text: message};
  const source = code.split("\n")[line - 1] ?? "";
  const column = source.length - source.trimStart().length + 1;
  return {
    kind: "trouble",
    text: `Line ${line}: ${message}`,
    place: {line, column, end: {line, column: source.trimEnd().length + 1}},
  };
}

const sentence = (text: string) => text.replace(/(?<![.?!…])$/, ".");
const capitalized = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

const ICONS = {right: "✓", wrong: "✗", trouble: "!"} as const;
const STATES = {
  holds: {icon: "✓", words: "holds"},
  fails: {icon: "✗", words: "does not hold"},
  stuck: {icon: "!", words: "came to no end"},
  waits: {icon: "○", words: "not reached"},
} as const;

/** Shows the runs of one exercise: the verdict, each expectation, and what the code wrote. */
export class ResultView {
  readonly root = element("div", "exercise-result");
  /** Stays in the page, so that screen readers hear what it says next. */
  readonly #verdict = this.root.appendChild(element("p", "exercise-verdict"));
  readonly #details = this.root.appendChild(element("div", "exercise-details"));
  readonly #expectations = element("ol", "expectations");
  readonly #output = element("div", "exercise-output");
  readonly #lines = element("pre");
  #labels: string[] = [];
  #held: string[] = [];

  constructor() {
    this.#verdict.setAttribute("role", "status");
    this.#lines.tabIndex = 0; // It may scroll, so the keyboard must reach it.
    this.#lines.setAttribute("role", "group");
    this.#lines.setAttribute("aria-label", "What your code wrote");
    this.#output.append(element("p", "exercise-output-title", "Console"), this.#lines);
  }

  /** How many expectations were met or are still known of. */
  get count(): number {
    return Math.max(this.#labels.length, this.#held.length);
  }

  clear(): void {
    this.#labels = [];
    this.#held = [];
    this.#say(undefined, "");
    this.#details.replaceChildren();
    this.#lines.replaceChildren();
    delete this.root.dataset.stale;
  }

  running(): void {
    this.clear();
    this.#say(undefined, "Running…");
  }

  expect(labels: string[]): void {
    this.#labels = labels;
  }

  tell(message: Extract<FromWorker, {kind: "log" | "result" | "holds"}>): void {
    if (message.kind === "holds") this.#held.push(String(message.label));
    else {
      const isResult = message.kind === "result";
      const line = element("span", isResult ? "console-result" : `console-${message.level}`);
      line.append(`${isResult ? "→ " : ""}${message.text}\n`);
      this.#lines.append(line);
      if (!this.#output.isConnected) this.#details.append(this.#output);
    }
  }

  end(verdict: Verdict, outcome: RunOutcome, code: string): void {
    this.#say(verdict.kind, verdict.text);
    if (verdict.place) {
      const frame = codeFrame({source: code, position: {line: 1, column: 1}, mode: "block"}, verdict.place);
      if (frame.length > 0) this.#details.prepend(renderFrame(frame));
    }
    if (outcome.kind === "problem" || outcome.kind === "unavailable") return;
    this.#listExpectations(outcome.kind === "failed" ? outcome.label : undefined, outcome.kind);
  }

  /** Says what stands for a run of an earlier visit, or what has happened to the code. */
  note(text: string): void {
    this.#say(undefined, text);
  }

  /** The code is another one than that which was checked. */
  setStale(): void {
    if (this.#verdict.dataset.kind) this.root.dataset.stale = "";
  }

  #say(kind: Verdict["kind"] | undefined, text: string): void {
    if (kind) this.#verdict.dataset.kind = kind;
    else delete this.#verdict.dataset.kind;
    const words = element("span");
    words.append(...textWithCode(text));
    const icon = element("span", "verdict-icon", kind && ICONS[kind]);
    icon.setAttribute("aria-hidden", "true");
    this.#verdict.replaceChildren(...(kind ? [icon] : []), words);
    this.#verdict.hidden = false;
  }

  #listExpectations(failed: string | undefined, kind: "passed" | "failed" | "error"): void {
    const items: {label: string; state: keyof typeof STATES}[] = this.#held.map((label) => ({label, state: "holds"}));
    if (failed !== undefined) items.push({label: failed, state: "fails"});
    // What was reached stands in the order of the check; a label that a loop repeats is listed as often as it was met.
    const rest = [...this.#labels];
    for (const {label} of items) {
      const at = rest.indexOf(label);
      if (at >= 0) rest.splice(at, 1);
    }
    if (kind !== "passed")
      rest.forEach((label, i) => {
        items.push({label, state: kind === "error" && i === 0 ? "stuck" : "waits"});
      });
    if (items.length === 0) return;
    this.#expectations.replaceChildren(...items.map(({label, state}) => expectation(label, state)));
    this.#expectations.setAttribute("aria-label", "What the check expects");
    this.#details.prepend(this.#expectations);
    const frame = this.#details.querySelector(":scope > .cell-error-frame");
    if (frame) this.#details.prepend(frame);
  }
}

function expectation(label: string, state: keyof typeof STATES): HTMLLIElement {
  const {icon, words} = STATES[state];
  const item = element("li", "expectation");
  item.dataset.state = state;
  const mark = element("span", "expectation-icon", icon);
  mark.setAttribute("aria-hidden", "true");
  const text = element("span");
  text.append(element("span", "expectation-label", label), element("span", "expectation-state", ` ${words}`));
  item.append(mark, text);
  return item;
}
