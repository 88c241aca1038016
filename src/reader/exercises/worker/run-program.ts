import type {ExerciseProgram} from "../../../compiler/exercise-program.ts";
import {framesOf} from "../../failure/place.ts";
import {isError, readProperty, summarize} from "../../inspect/summary.ts";
import {type FromWorker, type LiveValue, MOST_CHARACTERS, MOST_LINES, type Outcome} from "../protocol.ts";
import {expectations, Unmet} from "./expectations.ts";
import {type Meter, StoppedError} from "./meter.ts";

export interface RunOptions {
  /** What code and check may use without having it: the core's names. */
  library: Readonly<Record<string, unknown>>;
  live: Readonly<Record<string, LiveValue>>;
  meter: Meter;
  /** Makes a function of a text, as `Function` does. Held from before the lock-down, which takes it from the code. */
  makeFunction: FunctionConstructor;
  tell: (message: FromWorker) => void;
}

const URL = "/exercise-code.js";

/** Runs a reader's code and the check behind it. Never rejects: whatever is thrown is part of the outcome. */
export async function runProgram(program: ExerciseProgram, options: RunOptions): Promise<Outcome> {
  const {library, live, meter, makeFunction, tell} = options;
  const names = program.names.filter((name) => Object.hasOwn(library, name));
  const {guard, made, key} = meter;
  let inCheck = false;
  const result = (value: unknown): unknown => {
    // What is declared by the last line, or called for what it does, has no value to show.
    if (value !== undefined) tell({kind: "result", text: shorten(summarize(value))});
    return value;
  };
  try {
    const make = makeFunction(
      ...[...names, "$guard", "$made", "$key", "$result", "console"],
      `${program.body}\n//# sourceURL=${URL}`,
    );
    const code = make(...names.map((name) => library[name]), guard, made, key, result, newConsole(tell));
    const check = await code();
    inCheck = true;
    const {near, equal, ok, throws, sameGraph} = expectations((label) => tell({kind: "holds", label: shorten(label)}));
    await check(near, equal, ok, throws, sameGraph, library, reading(live));
    return {kind: "passed"};
  } catch (error) {
    meter.end();
    return outcomeOf(error, program, inCheck);
  }
}

function reading(live: Readonly<Record<string, LiveValue>>) {
  return (name: string): unknown => {
    const read = Object.hasOwn(live, name) ? live[name] : undefined;
    if (read && "value" in read) return read.value;
    throw new Error(read?.missing ?? `The check reads live(“${name}”) by a name that is not written out there.`);
  };
}

function outcomeOf(error: unknown, program: ExerciseProgram, inCheck: boolean): Outcome {
  try {
    if (error instanceof Unmet) return {kind: "failed", label: shorten(error.label), message: shorten(error.message)};
    const line = lineOf(error, program);
    const message = shorten(describe(error, line === undefined && inCheck));
    return {kind: "error", message, ...(line !== undefined && {line})};
  } catch {
    return {kind: "error", message: "Something was thrown that cannot be read."};
  }
}

/** The innermost line of the reader's own code in an error's stack. */
export function lineOf(error: unknown, program: ExerciseProgram): number | undefined {
  for (const {url, line} of framesOf(error)) {
    if (!url.endsWith(URL)) continue;
    const own = line - linesBefore() - 1;
    if (own >= 1 && own <= program.lines) return own;
  }
  return undefined;
}

let before: number | undefined;

/** Lines that the engine counts before the text of a function made from text. To be asked first before the lock-down. */
export function linesBefore(makeFunction?: FunctionConstructor): number {
  if (before === undefined && makeFunction) {
    const error = makeFunction(`return new Error()\n//# sourceURL=${URL}`)();
    before = (framesOf(error).find(({url}) => url.endsWith(URL))?.line ?? 3) - 1;
  }
  return before ?? 2;
}

function describe(error: unknown, fromCheck: boolean): string {
  if (error instanceof StoppedError) return error.message;
  if (!isError(error)) return `The code threw ${summarize(error)}.`;
  const [name = "Error", message = "(no message)"] = ["name", "message"].map((key) => textOf(readProperty(error, key)));
  if (name === "RangeError" && /call stack|recursion/i.test(message))
    return `${name}: ${message}. A function calls itself too often: does it always come to an end?`;
  const missing =
    name === "ReferenceError" ? /^(?:Can't find variable: )?(\S+)(?: is not defined)?$/.exec(message)?.[1] : undefined;
  if (missing !== undefined && fromCheck)
    return `The check needs \`${missing}\`, which your code does not define at its top level.`;
  if (missing !== undefined && TAKEN_AWAY.test(missing))
    return `${name}: \`${missing}\` is not there. An exercise reaches neither the page nor the network nor what is stored.`;
  if (fromCheck) return `The check cannot go on: ${name}: ${message}`;
  return `${name}: ${message}${advice(name, message, missing)}`;
}

/** What often is behind an error in the reader's own code. */
function advice(name: string, message: string, missing: string | undefined): string {
  if (missing !== undefined) return ". Is it declared? A name that belongs to another function is not known here.";
  if (name === "TypeError" && /\bundefined\b/.test(message) && !/is not a function/.test(message))
    return ". An index past the end of a list gives undefined, and so does a property that is not there.";
  if (name === "TypeError" && /not iterable/.test(message)) return ". A list is wanted there.";
  return "";
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

const TAKEN_AWAY =
  /^(?:fetch|XMLHttpRequest|WebSocket|EventSource|importScripts|indexedDB|caches|localStorage|sessionStorage|navigator|Worker|SharedWorker|BroadcastChannel|postMessage|close|self|window|document|setTimeout|setInterval|performance|crypto|eval|alert|WebAssembly|location)$/;

/** A console whose lines go to the page, up to a number: the rest is counted by nobody, and one line says so. */
function newConsole(tell: (message: FromWorker) => void) {
  let lines = 0;
  const write =
    (level: "log" | "warn" | "error") =>
    (...values: unknown[]): void => {
      if (++lines > MOST_LINES + 1) return;
      const text =
        lines > MOST_LINES
          ? `… only the first ${MOST_LINES} lines are shown.`
          : values.map((value) => (typeof value === "string" ? value : summarize(value))).join(" ");
      tell({kind: "log", level, text: shorten(text)});
    };
  const log = write("log");
  return Object.freeze({log, info: log, debug: log, table: log, dir: log, warn: write("warn"), error: write("error")});
}

function shorten(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
