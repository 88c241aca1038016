import type {Position} from "../../page/index.ts";
import {formatPlace} from "../../page/index.ts";
import type {LiveCell} from "../live-page.ts";
import {codeFrame, type FrameLine} from "./code-frame.ts";

/** What is said about a cell that failed: what happened, where, and the line in question. */
export interface ErrorView {
  /** "TypeError", or nothing for a problem that was found before the cell ran. */
  name?: string;
  message: string;
  path: string;
  place: Position;
}

/** A broken cell's message, in its own place. An inline cell gets one line of text, as it stands in a sentence. */
export function renderError(view: ErrorView, cell: LiveCell): HTMLElement {
  return cell.mode === "inline" ? inlineError(view) : blockError(view, cell);
}

/** Why a cell does not run, where that is nobody's fault. */
export function renderRemark(message: string, {mode}: LiveCell): HTMLElement {
  const view = element(mode === "block" ? "p" : "span", "cell-note");
  appendText(view, message);
  return view;
}

function blockError(view: ErrorView, cell: LiveCell): HTMLElement {
  const box = element("div", "cell-error");
  box.setAttribute("role", "alert");
  const message = box.appendChild(element("p", "cell-error-message"));
  if (view.name) message.append(Object.assign(element("strong"), {textContent: view.name}), ": ");
  const [first, ...more] = view.message.split("\n");
  appendText(message, first as string);
  if (more.length > 0) box.append(renderLines(more));
  const place = box.appendChild(element("p", "cell-error-place"));
  place.append(Object.assign(element("code"), {textContent: formatPlace({path: view.path, ...view.place})}));
  const frame = codeFrame(cell, view.place);
  if (frame.length > 0) box.append(renderFrame(frame));
  return box;
}

/** What a message says in further lines: a piece of text with a mark below it, say. */
function renderLines(lines: string[]): HTMLElement {
  const pre = element("pre", "cell-error-lines");
  pre.textContent = lines.join("\n");
  return pre;
}

function inlineError(view: ErrorView): HTMLElement {
  const span = element("span", "cell-error");
  span.setAttribute("role", "alert");
  if (view.name) span.append(`${view.name}: `);
  appendText(span, view.message);
  const place = Object.assign(element("code"), {textContent: formatPlace({path: view.path, ...view.place})});
  span.append(" (", place, ")");
  return span;
}

/**
 * A cell that did not run since another one failed: says which, and leads to it (`target`, an id) or, where that one is
 * not on this page, tells its message.
 */
export function renderWaiting(
  {name, path, line, target, message}: {name: string; path: string; line: number; target?: string; message?: string},
  mode: "block" | "inline",
): HTMLElement {
  const view = element(mode === "block" ? "p" : "span", "cell-waiting");
  const place = Object.assign(element("code"), {textContent: `${path}:${line}`});
  const link = target === undefined ? place : Object.assign(element("a"), {href: `#${target}`});
  if (link !== place) link.append(place);
  view.append("waiting for ", Object.assign(element("code"), {textContent: name}), ", which failed at ", link);
  if (message !== undefined) appendText(view, `: ${message}`);
  return view;
}

/** Lines of code with their numbers, and a caret below the one in question. */
export function renderFrame(lines: FrameLine[]): HTMLElement {
  const pre = element("pre", "cell-error-frame");
  pre.tabIndex = 0; // It may scroll sideways, so the keyboard must reach it.
  pre.setAttribute("aria-label", "The code in question");
  pre.setAttribute("role", "group");
  const digits = String(lines.at(-1)?.number ?? "").length;
  for (const {number, text, caret} of lines) {
    const row = pre.appendChild(element("span", caret === undefined ? "frame-line" : "frame-line frame-culprit"));
    row.append(`${caret === undefined ? " " : ">"} ${String(number).padStart(digits)} | ${text}\n`);
    if (caret === undefined) continue;
    const mark = pre.appendChild(element("span", "frame-caret"));
    mark.setAttribute("aria-hidden", "true"); // The place is told in words above.
    mark.textContent = `  ${" ".repeat(digits)} | ${(text.slice(0, caret).match(/[\t]|[^\t]/gu) ?? [])
      .map((c) => (c === "\t" ? c : " "))
      .join("")}^\n`;
  }
  return pre;
}

/** Text in which `backticks` mark code. */
function appendText(parent: HTMLElement, text: string): void {
  for (const [i, part] of text.split(/`([^`\n]+)`/).entries()) {
    if (i % 2 === 0) parent.append(part);
    else parent.append(Object.assign(element("code"), {textContent: part}));
  }
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, className = ""): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  if (className) node.className = className;
  return node;
}
