import {ExpressionError} from "./error.ts";
import {NAME} from "./names.ts";
import {shown} from "./syntax-errors.ts";

export type Operator = "+" | "-" | "*" | "/" | "^";

export interface Token {
  readonly kind: "number" | "name" | "operator" | "(" | ")" | "," | "=" | ";" | "newline" | "end";
  /** As written. */
  readonly text: string;
  readonly position: number;
  /** Of an operator: its plain sign, whichever way it was written. */
  readonly operator?: Operator;
  /** Of a number. */
  readonly value?: number;
}

/** Longest expression that is read, in UTF-16 units. A longer text was pasted by mistake. */
export const MAX_EXPRESSION_LENGTH = 200_000;

const OPERATORS: Record<string, Operator> = {
  "+": "+",
  "-": "-",
  "−": "-",
  "*": "*",
  "×": "*",
  "·": "*",
  "⋅": "*",
  "∗": "*",
  "/": "/",
  "÷": "/",
  "∕": "/",
  "^": "^",
};

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+\-−]?\d+)?/y;
const NAME_HERE = new RegExp(NAME.source, "uy");

/** @throws {ExpressionError} on a text that is too long, and on characters and numbers that the language doesn't have */
export function tokenize(text: string): Token[] {
  if (text.length > MAX_EXPRESSION_LENGTH) {
    throw new ExpressionError(`The expression is ${text.length} characters long.`, {
      position: MAX_EXPRESSION_LENGTH,
      length: text.length - MAX_EXPRESSION_LENGTH,
      hint: `At most ${MAX_EXPRESSION_LENGTH} are read: shorten it.`,
    });
  }
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    const token = tokenAt(text, position);
    // Several line breaks in a row are one.
    const repeats = token?.kind === "newline" && tokens.at(-1)?.kind === "newline";
    if (token && !repeats) tokens.push(token);
    position += token ? token.text.length : 1;
  }
  tokens.push({kind: "end", text: "", position});
  return tokens;
}

function tokenAt(text: string, position: number): Token | undefined {
  const char = text[position]!;
  if (char === "\n" || char === "\r" || char === "\u2028") return {kind: "newline", text: char, position};
  if (/\s/.test(char)) return undefined;
  const operator = Object.hasOwn(OPERATORS, char) ? OPERATORS[char] : undefined;
  if (operator) return {kind: "operator", text: char, position, operator};
  if (char === "(" || char === ")" || char === "," || char === "=" || char === ";") {
    return {kind: char, text: char, position};
  }
  NUMBER.lastIndex = NAME_HERE.lastIndex = position;
  const number = NUMBER.exec(text)?.[0];
  if (number) return numberToken(text, number, position);
  const name = NAME_HERE.exec(text)?.[0];
  if (name) return {kind: "name", text: name, position};
  throw unknownCharacter(text, position);
}

function numberToken(text: string, number: string, position: number): Token {
  const value = Number(number.replace("−", "-"));
  const rest = /^[.\d]+/.exec(text.slice(position + number.length, position + number.length + 40))?.[0];
  if (rest) {
    throw new ExpressionError(`"${shown(number + rest)}" is not a number.`, {
      position,
      length: number.length + rest.length,
      hint: "A number has one decimal point, as in 3.14 or 1e-3.",
    });
  }
  if (!Number.isFinite(value)) {
    throw new ExpressionError(`${shown(number)} is too large.`, {
      position,
      length: number.length,
      hint: "The largest number is about 1.8e308.",
    });
  }
  return {kind: "number", text: number, position, value};
}

const HINTS: Record<string, string> = {
  "[": "Group with round parentheses ( ).",
  "]": "Group with round parentheses ( ).",
  "{": "Group with round parentheses ( ).",
  "}": "Group with round parentheses ( ).",
  "|": "For an absolute value write abs(x).",
  "√": "For a square root write sqrt(x).",
  "∑": "Write the sum out: x1 + x2 + x3.",
  "²": "For a square write x^2.",
  "³": "For a cube write x^3.",
  "–": "For minus write -.",
  "—": "For minus write -.",
  ":": "Write a division with /, a definition with =.",
  "!": "Leave it out.",
  "#": "Comments are not supported: leave it out.",
  "%": "Leave it out.",
  "<": "To choose between two values write max(a, b) or min(a, b).",
  ">": "To choose between two values write max(a, b) or min(a, b).",
  ".": "A decimal point needs a digit beside it; functions are written without a prefix: exp(x), not Math.exp(x).",
  "∞": "Use a large finite number.",
  "'": "Leave it out.",
  '"': "Leave it out.",
};

function unknownCharacter(text: string, position: number): ExpressionError {
  const char = String.fromCodePoint(text.codePointAt(position)!);
  const hint = Object.hasOwn(HINTS, char) ? HINTS[char]! : "Use names, numbers, + - * / ^, parentheses and functions.";
  return new ExpressionError(`The character ${char} has no meaning here.`, {position, length: char.length, hint});
}
