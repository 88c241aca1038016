import {type Node, parse} from "acorn";
import {full} from "acorn-walk";
import type {Position} from "../page/index.ts";
import {EXPECTATIONS, expectationsOf} from "./expectations.ts";
import {advise} from "./javascript/advice.ts";
import {GUARD, guardLoops} from "./javascript/guard.ts";
import {applyInsertions} from "./javascript/insertions.ts";
import {KEY, MADE, meters} from "./javascript/meter.ts";
import {tokensOf} from "./javascript/tokens.ts";
import {LinesOrigin, SourceText} from "./positions.ts";

/** What a program is told of the value of the reader's last line, if that is an expression. */
export const RESULT = "$result";

/** An exercise's code and its check, ready to be run. */
export interface ExerciseProgram {
  /**
   * The body of a function that returns an async function: this runs the reader's code and resolves to a second async
   * function, which runs the check in the scope of that code. Free names: `names` and what the check is given.
   */
  body: string;
  /** Words of both: those that the library has are given from outside, but for what the starter defines itself. */
  names: string[];
  /** How many lines the reader's code has; in the body it begins on line 2. */
  lines: number;
  /** What the check expects, in the order in which it stands there, as far as its labels are plain texts. */
  labels: string[];
  /** Names of the page's cells whose values the check reads by `live("name")`. */
  reads: string[];
}

/** What keeps the reader's code from running, at its place in that code. */
export interface ExerciseProblem extends Position {
  code: "syntax" | "blank" | "import";
  message: string;
  end?: Position;
}

/** The names by which a metered program is watched. */
export const WATCHES = [GUARD, MADE, KEY, RESULT] as const;

/**
 * Makes a program of a reader's code and an author's check. Never throws for the code; a check that is no JavaScript throws.
 * @param starter what it defines the reader is to write: the library's own must not stand in when it is deleted
 */
export function compileExercise(
  code: string,
  check: string,
  starter = "",
): ExerciseProgram | {problem: ExerciseProblem} {
  const asked = new Set(
    [...starter.matchAll(/^(?:class|(?:async\s+)?function\s*\*?|const|let|var)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gmu)].map(
      ([, name]) => name,
    ),
  );
  const origin = new LinesOrigin(new SourceText(code), 0, code);
  const problem = (code: ExerciseProblem["code"], message: string, start: number, end?: number) => ({
    problem: {code, message, ...origin.position(start), ...(end !== undefined && {end: origin.position(end)})},
  });
  const blank = blankIn(code);
  if (blank)
    return problem(
      "blank",
      `Line ${origin.position(blank.start).line} still has a blank: write your code where the line “${code.slice(blank.start, blank.end)}” is.`,
      blank.start,
      blank.end,
    );
  let tree: Node & {body: Node[]};
  try {
    tree = parse(code, {ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true});
  } catch (error) {
    if (!(error instanceof SyntaxError))
      return problem("syntax", "This code is nested too deeply to be read. Split it into smaller steps.", 0);
    const {message, pos} = error as SyntaxError & {pos: number};
    const advice = advise(message.replace(/\s*\(\d+:\d+\)$/, ""), code, Math.min(pos, code.length));
    return problem("syntax", advice.message.replaceAll(/\b(?:in|of) this cell/g, "here"), advice.start, advice.end);
  }
  const foreign = importIn(tree);
  if (foreign)
    return problem(
      "import",
      "Nothing can be imported or exported here: what an exercise may use is there already.",
      foreign.start,
      Math.min(foreign.end, foreign.start + 6),
    );
  const insertions = meters(tree, code);
  const last = tree.body.at(-1) as (Node & {expression: Node; directive?: string}) | undefined;
  if (last?.type === "ExpressionStatement" && last.directive === undefined) {
    const {start, end} = last.expression;
    insertions.push({at: start, text: `${RESULT}(`}, {at: end, text: ")", closes: true});
  }
  const metered = applyInsertions(code, [...insertions, ...guardLoops(tree)]).code;
  const {labels, reads} = expectationsOf(check);
  return {
    body: `"use strict"; return async function () {\n${metered}\n;return async function (${[...Object.keys(EXPECTATIONS), "core", "live"].join(", ")}) {\n${check}\n};};`,
    names: [
      ...new Set([code, check].flatMap((text) => [...text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)].map(String))),
    ].filter((name) => !asked.has(name)),
    lines: code.split("\n").length,
    labels,
    reads,
  };
}

/** The first blank, `______`, which may stand in a comment: that is for a reader to see, and no hindrance. */
function blankIn(code: string): {start: number; end: number} | undefined {
  return tokensOf(code).find(({start, end}) => /^_{4,}$/.test(code.slice(start, end)));
}

function importIn(tree: Node): Node | undefined {
  let found: Node | undefined;
  full(tree, (node) => {
    if (/^(?:Import|Export)(?:Declaration|Expression|\w+Declaration)$/.test(node.type)) found ??= node;
    else if (node.type === "MetaProperty" && (node as Node & {meta: {name: string}}).meta.name === "import")
      found ??= node;
  });
  return found;
}
