import {appendInline} from "./inline.ts";
import {inspect} from "./inspect/inspect.ts";
import {isA} from "./inspect/summary.ts";

export type CellState = "pending" | "fulfilled" | "rejected";

/** More than this nobody reads, and a browser needs seconds for. */
const MAX_DISPLAYS = 1000;

/** More elements, or characters in a text of its own, would keep the browser from drawing for seconds. */
const MAX_ELEMENTS = 100_000;
const MAX_CHARACTERS = 1_000_000;

/**
 * The place where a cell shows what it makes: `.cell-output` of a block cell, or the whole span of an inline one. What
 * stands there is kept until there is something new, so that the page does not jump while a cell runs.
 */
export class CellOutput {
  readonly root: HTMLElement;
  readonly element: HTMLElement;
  readonly inline: boolean;
  /** Whether what stands here is of an earlier run. */
  #stale = true;
  #count = 0;

  constructor(root: HTMLElement, mode: "block" | "inline") {
    this.root = root;
    this.inline = mode === "inline";
    this.element = this.inline ? root : blockOutput(root);
  }

  get state(): CellState {
    return (this.root.dataset.state as CellState | undefined) ?? "pending";
  }

  set state(state: CellState) {
    if (this.root.dataset.state !== state) this.root.dataset.state = state;
    if (state === "pending") this.root.setAttribute("aria-busy", "true");
    else this.root.removeAttribute("aria-busy");
  }

  /** A new run begins: the next thing that is shown replaces what stands here. */
  begin(): void {
    this.#stale = true;
  }

  /** Whether nothing has been shown since the run began. */
  get isStale(): boolean {
    return this.#stale;
  }

  /** Adds a value below what this run has shown. */
  append(value: unknown): void {
    if (this.#stale) this.clear();
    if (++this.#count > MAX_DISPLAYS) {
      if (this.#count === MAX_DISPLAYS + 1) {
        const limit = MAX_DISPLAYS.toLocaleString("en-US");
        this.element.append(note(`… more than ${limit} values were displayed; the rest is left out.`));
      }
      return;
    }
    if (this.inline) appendInline(this.element, value);
    else this.element.append(this.#nodeOf(value));
  }

  /** Shows this value and nothing else. An element that stands here already is not touched. */
  replace(value: unknown): void {
    if (!this.inline && isNode(value) && value.parentNode === this.element && this.element.childNodes.length === 1) {
      this.#stale = false;
      return;
    }
    const opened = this.element.firstElementChild?.matches("details.inspect[open]");
    this.clear();
    this.append(value);
    const shown = this.element.firstElementChild;
    if (opened && shown?.matches("details.inspect")) (shown as HTMLDetailsElement).open = true;
  }

  clear(): void {
    this.#stale = false;
    this.#count = 0;
    this.element.replaceChildren();
  }

  #nodeOf(value: unknown): Node {
    if (!isNode(value)) return inspect(value);
    const size = sizeOf(value);
    if (size !== undefined) return note(`This has ${size}, too many for a page to draw. Show a part of it.`);
    if (value instanceof DocumentFragment) return value;
    if (!(value instanceof Element || value instanceof Text)) return inspect(value);
    if (value.parentNode === null || this.element.contains(value)) return value;
    return note("This element stands in another place of the page already, and it can only be in one.");
  }
}

function blockOutput(root: HTMLElement): HTMLElement {
  const existing = root.querySelector<HTMLElement>(":scope > .cell-output");
  if (existing) return existing;
  const output = document.createElement("div");
  output.className = "cell-output";
  root.prepend(output);
  return output;
}

export function isNode(value: unknown): value is Node {
  return isA(value, Node) && value !== (value.constructor as {prototype?: unknown} | undefined)?.prototype;
}

/** What there is too much of in a node, if there is. */
function sizeOf(node: Node): string | undefined {
  if (node instanceof Text)
    return node.length > MAX_CHARACTERS ? `${node.length.toLocaleString("en-US")} characters` : undefined;
  if (!(node instanceof Element || node instanceof DocumentFragment)) return undefined;
  const elements = node instanceof Element ? node.getElementsByTagName("*").length : node.querySelectorAll("*").length;
  if (elements > MAX_ELEMENTS) return `${elements.toLocaleString("en-US")} elements`;
  const characters = node.textContent?.length ?? 0;
  return characters > MAX_CHARACTERS ? `${characters.toLocaleString("en-US")} characters` : undefined;
}

function note(text: string): HTMLElement {
  const p = document.createElement("p");
  p.className = "cell-note";
  p.textContent = text;
  return p;
}
