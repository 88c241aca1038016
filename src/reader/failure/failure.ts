import {RuntimeError} from "@observablehq/runtime";
import type {Position} from "../../page/index.ts";
import {isA, isError, readProperty, summarize} from "../inspect/summary.ts";
import type {LiveCell} from "../live-page.ts";
import type {PageScope} from "../page-scope.ts";
import type {RunningCell} from "../running-cell.ts";
import {placeOfError, positionInFile} from "./place.ts";
import {similarName} from "./similar.ts";

const MAX_MESSAGE = 2000;

/** Why a cell has no value: by its own fault, or since it needs one that failed. */
export type Failure = OwnFailure | UpstreamFailure;

/** `name` is the input that has no value since `culprit` failed. */
export interface UpstreamFailure {
  culprit: RunningCell;
  name: string;
}

export interface OwnFailure {
  /** "TypeError"; absent for a problem of the text. */
  name?: string;
  message: string;
  error?: unknown;
  /** It is no fault, and said as a remark: the reader has stopped the cell, or not yet allowed it to run. */
  quiet?: boolean;
  /** Relative to the cell's first line, so that it stays true when text above the cell changes. */
  offset: Promise<Position>;
}

/** The name of the input through which an error came to a variable; undefined if its own code threw. */
export function failedInput(error: unknown): string | undefined {
  return isA(error, RuntimeError) ? error.input : undefined;
}

/** What the cell's own code threw. */
export function thrownFailure(error: unknown, cell: LiveCell, moduleUrl: string | undefined): OwnFailure {
  const {position} = cell;
  const offset = placeOfError(error, cell, moduleUrl === undefined ? {} : {moduleUrl}).then((place) =>
    relativeTo(position, place),
  );
  if (isA(error, RuntimeError)) return {message: runtimeMessage(error.message), error, offset};
  return {...describeThrown(error), error, offset};
}

/** What was thrown may be anything: an object without a text of its own, or one whose properties throw in their turn. */
function describeThrown(error: unknown): {name?: string; message: string} {
  if (!isError(error)) return {message: `The cell threw ${summarize(error)}.`};
  const [name, message] = [readProperty(error, "name"), readProperty(error, "message")];
  return {
    name: typeof name === "string" && name !== "" ? name : "Error",
    message: typeof message === "string" && message !== "" ? shorten(message) : "(no message)",
  };
}

/** A message of a million characters tells nobody more, and a browser needs seconds to break it into lines. */
function shorten(message: string): string {
  return message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
}

/** What the compiler found wrong. */
export function problemFailure(cell: LiveCell): OwnFailure {
  const {problem, position} = cell;
  const message = problem?.message ?? "This cell has no code to run.";
  const quiet = problem?.severity === "warning";
  return {message, quiet, offset: Promise.resolve(relativeTo(position, problem ?? position))};
}

/** An input that no cell gives: a name of nobody, or one of the library that could not be loaded. */
export function missingInput(name: string, cell: LiveCell, scope: PageScope, error: unknown): OwnFailure {
  const offset = Promise.resolve(relativeTo(cell.position, placeOfName(name, cell)));
  if (scope.hasLibraryName(name)) {
    const reason = error instanceof Error ? `: ${error.message}` : "";
    return {message: `\`${name}\` could not be loaded${reason}`, error, offset};
  }
  const by = scope.parent?.replacements.get(name);
  if (by !== undefined) {
    const message = `\`${name}\` was replaced by \`${by}\`, which ${scope.parent!.scope.page.path} does not define.`;
    return {message, error, offset};
  }
  const meant = similarName(name, scope.names());
  const advice = meant
    ? `Did you mean \`${meant}\`?`
    : "No cell of this page defines it, and it is none of the names that every cell may use.";
  return {message: `\`${name}\` is not defined. ${advice}`, error, offset};
}

/** Where a name stands in a cell's source, or the cell's start. */
function placeOfName(name: string, cell: LiveCell): Position {
  const escaped = name.replace(/[$]/g, "\\$");
  const use = new RegExp(`(?<![\\w$.])${escaped}(?![\\w$])`);
  for (const [row, text] of cell.source.split("\n").entries()) {
    const match = use.exec(text);
    if (match) return positionInFile(cell, row, match.index + 1);
  }
  return cell.position;
}

function runtimeMessage(message: string): string {
  const duplicate = /^(.+) is defined more than once$/.exec(message);
  if (duplicate) return `\`${duplicate[1]}\` is defined more than once on this page. Give one of the two another name.`;
  if (message === "circular definition") {
    return "This cell needs, by way of others, what it defines itself. Take one of the names out of the circle.";
  }
  return message;
}

function relativeTo(start: Position, place: Position): Position {
  return {line: place.line - start.line, column: place.column};
}

export function isOwn(failure: Failure): failure is OwnFailure {
  return !("culprit" in failure);
}
