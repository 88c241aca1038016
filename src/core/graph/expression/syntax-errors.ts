import {ExpressionError} from "./error.ts";
import {FUNCTIONS} from "./names.ts";
import type {Token} from "./tokenize.ts";

/** What people write for functions that have another name here, or none. */
const OTHER_NAMES: Record<string, string> = {
  ln: "The natural logarithm is log(x).",
  log10: "Write log(x) / log(10).",
  log2: "Write log(x) / log(2).",
  sigma: "The sigmoid is sigmoid(x) or σ(x).",
  logistic: "The sigmoid is sigmoid(x) or σ(x).",
  ReLU: "Write relu(x).",
  pow: "Write x^2.",
  sqr: "Write x^2.",
  square: "Write x^2.",
  tan: "Write sin(x) / cos(x).",
  tg: "Write sin(x) / cos(x).",
  e: "For the exponential write exp(x).",
  sum: "Write the sum out with +.",
  softplus: "Write log(1 + exp(x)).",
  sinh: "Write (exp(x) - exp(-x)) / 2.",
  cosh: "Write (exp(x) + exp(-x)) / 2.",
};

export function unknownFunction(token: Token): ExpressionError {
  const fn = shown(token.text);
  const place = {position: token.position, length: token.text.length};
  if (Object.hasOwn(OTHER_NAMES, fn)) {
    return new ExpressionError(`There is no function ${fn}.`, {...place, hint: OTHER_NAMES[fn]!});
  }
  const near = [...FUNCTIONS.keys()].find((known) => known.length > 2 && distance(known, fn.toLowerCase()) <= 1);
  if (near) return new ExpressionError(`There is no function ${fn}.`, {...place, hint: `Did you mean ${near}(…)?`});
  // A short name before a parenthesis is a variable far more often than a function.
  const hint =
    [...fn].length <= 2
      ? `If ${fn} is a variable, write ${fn}*(…).`
      : `Known are ${[...FUNCTIONS.keys()].join(", ")}. If ${fn} is a variable, write ${fn}*(…).`;
  return new ExpressionError(`There is no function ${fn}.`, {...place, hint});
}

export function argumentCount(token: Token, count: number): ExpressionError {
  const {least, most} = FUNCTIONS.get(token.text)!;
  const wanted = most > least ? `${least} to ${most} arguments` : "one argument";
  const example = most > least ? `${token.text}(a, b)` : `${token.text}(x)`;
  return new ExpressionError(`${token.text} takes ${wanted}, not ${count}.`, {
    position: token.position,
    length: token.text.length,
    hint: `Write ${example}.`,
  });
}

export function implicitMultiplication(left: Token, right: Token): ExpressionError {
  const after = right.kind === "(" ? "(…)" : shown(right.text);
  const before = left.kind === ")" ? "(…)" : shown(left.text);
  return new ExpressionError(`There is no operator before ${shown(right.text)}.`, {
    position: right.position,
    length: right.text.length,
    hint: `For a product write ${before}*${after}.`,
  });
}

/** At tokens[at] an operand should stand, and does not. */
export function missingOperand(
  tokens: readonly Token[],
  at: number,
  previous: Token | undefined,
  open: Token | undefined,
): ExpressionError {
  const token = tokens[at]!;
  const here = {position: token.position, length: token.text.length};
  if (token.operator === "*" && previous?.operator === "*" && previous.position === token.position - 1) {
    const hint = "Write ^ for a power: x^2.";
    return new ExpressionError("** is not an operator.", {position: previous.position, length: 2, hint});
  }
  if (token.kind === ")" && !open) {
    return new ExpressionError("This ) closes nothing.", {...here, hint: "Remove it, or add a ( before it."});
  }
  if (token.kind === ")" && previous?.kind === "(") {
    return new ExpressionError("These parentheses are empty.", {
      position: previous.position,
      length: token.position + 1 - previous.position,
      hint: "Write an expression between them.",
    });
  }
  if (token.kind === "," || (token.kind === ")" && previous?.kind === ",")) {
    return new ExpressionError("An argument is missing.", {...here, hint: "Write an expression, or remove the comma."});
  }
  if (token.kind === "=") {
    const hint = "Write one = for a definition, after a single name: q = x + y.";
    return new ExpressionError("This = has no name before it.", {...here, hint});
  }
  if (previous && (previous.operator || previous.kind === "=")) {
    return new ExpressionError(`Something is missing after ${previous.text}.`, {
      position: previous.position,
      length: previous.text.length,
      hint: `Write what follows the ${previous.text}, or remove it.`,
    });
  }
  if (previous?.kind === "(" || previous?.kind === ",") {
    return new ExpressionError(`Something is missing after ${previous.text}.`, {
      position: previous.position,
      length: previous.text.length,
      hint: "Write an expression there.",
    });
  }
  return new ExpressionError(`Something is missing before ${token.text}.`, {
    ...here,
    hint: `Write what stands before the ${token.text}, or remove it.`,
  });
}

/** A word as a message quotes it: a very long one is cut. */
export function shown(text: string): string {
  return text.length > 40 ? `${[...text.slice(0, 40)].slice(0, -1).join("")}…` : text;
}

/** The number of letters to insert, delete or replace to turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
