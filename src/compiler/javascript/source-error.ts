import {advise} from "./advice.ts";
import {findName} from "./tokens.ts";
import {locateTypeScriptError} from "./typescript-error.ts";

/** What keeps a cell from running, with offsets in its source. */
export interface SourceError {
  code: string;
  message: string;
  start: number;
  end?: number;
  /** The name that the cell assigns, though it does not define it. */
  assigned?: string;
}

/** Splits "Unexpected token (1:7)". */
export function splitPlace(message: string): {text: string; line?: number; column: number} {
  const place = /\s*\((\d+):(\d+)\)$/.exec(message);
  if (!place) return {text: message, column: 0};
  return {text: message.slice(0, place.index), line: Number(place[1]), column: Number(place[2])};
}

const LINE_BREAK = /\r\n?|\n|\u2028|\u2029/g;

/**
 * Errors come in three forms: acorn's have an offset, notebook-kit's own have `(line:column)` in the message, and those
 * of the TypeScript compiler reach us without any place.
 */
export function toSourceError(error: unknown, source: string, language: "js" | "ts"): SourceError {
  if (error instanceof RangeError)
    return {
      code: "too-deep",
      message: "This code is nested too deeply to be read. Split it into smaller steps.",
      start: 0,
    };
  const {message, pos} = error as {message: string; pos?: unknown};
  const {text, line, column} = splitPlace(message);
  let start = 0;
  if (language === "ts") start = placeInTypeScript(text, source);
  else if (typeof pos === "number") start = pos;
  else if (line !== undefined) start = offsetOf(source, line, column);
  return {code: "syntax", ...advise(text, source, Math.min(start, source.length))};
}

function offsetOf(source: string, line: number, column: number): number {
  let start = 0;
  let row = 1;
  for (const {
    index,
    0: {length},
  } of source.matchAll(LINE_BREAK)) {
    if (row === line) break;
    row++;
    start = index + length;
  }
  return start + column;
}

/** A place in the message or on the error is one in the JavaScript that was made of the cell, so it is no help here. */
function placeInTypeScript(text: string, source: string): number {
  const name = /^(?:Assignment to|Global).*'([^']+)'/.exec(text)?.[1];
  return (name !== undefined ? findName(source, name) : undefined) ?? locateTypeScriptError(source, text);
}
