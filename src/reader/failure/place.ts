import type {Position} from "../../page/index.ts";
import {isError, readProperty} from "../inspect/summary.ts";
import type {LiveCell} from "../live-page.ts";

/** A frame of a stack: the URL of a script, and a place in it as the engine counts it (both from 1). */
interface Frame {
  url: string;
  line: number;
  column: number;
}

/** The text of a served module, exactly as the engine ran it. */
export type FetchText = (url: string) => Promise<string>;

/**
 * The place in the Markdown file where a cell's code threw, or where the cell starts if that cannot be told.
 *
 * In development a page's module is served with the mark `/*cell:ID*​/` before each cell's function, whose lines follow
 * the cell's own: so the innermost stack frame inside that function gives the line. A build has no such marks.
 */
export async function placeOfError(
  error: unknown,
  cell: LiveCell,
  {moduleUrl, fetchText = cachedText}: {moduleUrl?: string; fetchText?: FetchText} = {},
): Promise<Position> {
  const start = {line: cell.position.line, column: cell.position.column};
  for (const frame of framesOf(error)) {
    if (cell.evaluated) {
      if (frame.url !== cell.evaluated.url) continue;
      const {code, columnAt} = cell.evaluated;
      const place = placeInCell({...frame, column: columnAt(frame.line, frame.column)}, code, cell);
      if (place) return place;
      continue;
    }
    if (!isPageModule(frame.url, moduleUrl)) continue;
    try {
      const place = placeInCell(frame, await fetchText(frame.url), cell);
      if (place) return place;
    } catch {
      return start; // The server has gone: the cell's start is still true.
    }
  }
  return start;
}

/** The frames of an error's stack, innermost first, in the forms of V8, SpiderMonkey and JavaScriptCore. */
export function framesOf(error: unknown): Frame[] {
  const stack = isError(error) ? readProperty(error, "stack") : undefined;
  if (typeof stack !== "string") return [];
  const frames: Frame[] = [];
  for (const line of stack.split("\n")) {
    const match = /((?:https?|file):\/\/\S+?|\/\S+?):(\d+):(\d+)\)?\s*$/.exec(line);
    if (match) frames.push({url: match[1] as string, line: Number(match[2]), column: Number(match[3])});
  }
  return frames;
}

function isPageModule(url: string, moduleUrl: string | undefined): boolean {
  const bare = (u: string) => u.replace(/[?#].*$/, "");
  return /\.md$/.test(bare(url)) || (moduleUrl !== undefined && bare(url) === bare(moduleUrl));
}

function placeInCell(frame: Frame, moduleText: string, cell: LiveCell): Position | undefined {
  const lines = moduleText.split("\n");
  const first = lines.findIndex((text) => text.includes(`/*cell:${cell.id}*/`));
  const next = lines.findIndex((text, i) => i > first && text.includes("/*cell:"));
  const last = next < 0 ? lines.length : next;
  const index = frame.line - 1;
  if (first < 0 || index < first || index >= last) return undefined;
  const header = cell.autodisplay ? 2 : 1; // "(x) => {" and, before an expression, "return ("
  const row = sourceRow(cell.source.split("\n"), lines[index] as string, index - first - header);
  return row === undefined ? undefined : positionInFile(cell, row, frame.column);
}

/**
 * The row of the source that a line of the function came from: the expected one if the texts agree, else the nearest
 * one with the same text (an import becomes several lines), else none.
 */
function sourceRow(source: readonly string[], text: string, expected: number): number | undefined {
  const same = (row: number) => source[row]?.trim() === text.trim();
  for (let distance = 0; distance < source.length + Math.abs(expected); distance++) {
    if (same(expected - distance)) return expected - distance;
    if (same(expected + distance)) return expected + distance;
  }
  // Vite rewrites the line of an import; its number still holds.
  return expected >= 0 && expected < source.length && /\bimport\b/.test(source[expected] as string)
    ? expected
    : undefined;
}

/** Every line of a fence is indented alike; only the first line of an inline expression starts within a line. */
export function positionInFile(cell: LiveCell, row: number, column: number): Position {
  const indent = cell.mode === "block" || row === 0 ? cell.position.column - 1 : 0;
  const width = cell.source.split("\n")[row]?.length ?? 0;
  return {line: cell.position.line + row, column: indent + Math.min(column, width + 1)};
}

const texts = new Map<string, Promise<string>>();

/** From the browser's cache if possible: that is the text which ran, even if the file has changed since. */
function cachedText(url: string): Promise<string> {
  let text = texts.get(url);
  if (!text) {
    text = fetch(url, {cache: "force-cache"}).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${url}`);
      return response.text();
    });
    texts.set(url, text);
  }
  return text;
}
