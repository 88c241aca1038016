import {transpileJavaScript} from "@observablehq/notebook-kit";
import {type LiveCell, type LivePage, openPage} from "../../src/reader/index.ts";
import type {WakingOptions} from "../../src/reader/waking.ts";

// jsdom lacks what idiomorph uses of it.
if (typeof document !== "undefined") {
  Element.prototype.checkVisibility ??= () => true;
  globalThis.CSS ??= {escape: (text: string) => text.replace(/[^\w-]/g, "\\$&")} as typeof CSS;
}

export interface CellText {
  id?: string;
  source: string;
  mode?: "block" | "inline";
  line?: number;
  column?: number;
  extra?: Partial<LiveCell>;
}

/** A cell as compiler and plugin would make it, with its body as a function of this process. */
export function cell({id, source, mode = "block", line = 10, column = 1, extra = {}}: CellText): LiveCell {
  const base = {
    mode,
    language: "js" as const,
    source,
    position: {line, column},
    imports: [],
    files: [],
    show: mode === "inline" ? ("hidden" as const) : ("folded" as const),
    key: `${mode}:${source}`,
  };
  if (extra.problem || extra.embed) {
    return {id: id ?? "broken", ...base, inputs: [], outputs: [], autodisplay: false, ...extra};
  }
  const {body, inputs = [], outputs = [], autodisplay = false} = transpileJavaScript(source);
  return {
    id: id ?? outputs[0] ?? `cell-${source.length}`,
    ...base,
    define: new Function(`return (${body})`)(),
    inputs,
    outputs,
    autodisplay,
    ...extra,
  };
}

export function blockHtml({id, key, source}: LiveCell): string {
  return `<div class="cell" id="cell-${id}" data-cell="${id}" data-key="${escapeHtml(key)}" data-state="pending"><div class="cell-output"></div><details class="cell-source"><summary>show code</summary><pre><code>${escapeHtml(source)}</code></pre></details></div>`;
}

export function inlineHtml({id, key}: LiveCell): string {
  return `<span class="cell-inline" id="cell-${id}" data-cell="${id}" data-key="${escapeHtml(key)}" data-state="pending"></span>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** A page of cells, one after the other, or arranged by `html`. */
export function page(texts: CellText[], html?: (cells: LiveCell[]) => string, path = "content/x.md"): LivePage {
  const cells = texts.map(cell);
  const arrange = html ?? ((all) => all.map((c) => (c.mode === "inline" ? inlineHtml(c) : blockHtml(c))).join("\n"));
  return {path, html: arrange(cells), cells, problems: []};
}

/** Opens a page in the document. */
export function open(live: LivePage, library: Record<string, unknown> = {}, turns?: WakingOptions) {
  document.body.innerHTML = `<main>${live.html}</main>`;
  const root = document.querySelector("main")!;
  const opened = openPage(live, {root, library, turns});
  return {...opened, root, $: (id: string) => root.querySelector<HTMLElement>(`#cell-${id}`)!, output};

  function output(id: string): HTMLElement {
    const cellRoot = root.querySelector<HTMLElement>(`#cell-${id}`)!;
    return cellRoot.querySelector<HTMLElement>(":scope > .cell-output") ?? cellRoot;
  }
}

/** Turns a control as a user does. */
export function enter(control: HTMLInputElement, value: string): void {
  control.value = value;
  control.dispatchEvent(new Event("input", {bubbles: true}));
}
