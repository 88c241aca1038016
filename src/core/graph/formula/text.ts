import {formatNumber} from "../number.ts";
import {type BinaryOperator, type Formula, PRECEDENCE} from "./formula.ts";
import {list, type Notation, type Piece} from "./print.ts";

const {add, multiply, negate, power, atom} = PRECEDENCE;

/** Where a binary operator stands, and how tightly its two operands must hold. ^ groups to the right. */
export const BINARY: Record<BinaryOperator, {precedence: number; left: number; right: number}> = {
  "+": {precedence: add, left: add, right: add + 1},
  "-": {precedence: add, left: add, right: add + 1},
  "*": {precedence: multiply, left: multiply, right: multiply + 1},
  "/": {precedence: multiply, left: multiply, right: multiply + 1},
  "^": {precedence: power, left: power + 1, right: negate},
};

/** The expression language with the signs of a keyboard, as `ComputationalGraph.parse` reads it back. */
export const ASCII_TEXT: Notation = textNotation({"+": " + ", "-": " - ", "*": " * ", "/": " / ", "^": "^"}, "-");

/** The expression language with the signs of a book: × ÷ −. It reads back just as well. */
export const BOOK_TEXT: Notation = textNotation({"+": " + ", "-": " − ", "*": " × ", "/": " / ", "^": "^"}, "−");

function textNotation(signs: Record<BinaryOperator, string>, minus: string): Notation {
  const print = (value: number) => (minus === "-" ? formatNumber(value).replaceAll("−", "-") : formatNumber(value));
  return {
    open: "(",
    close: ")",
    name: (text) => text,
    write(formula) {
      switch (formula.kind) {
        case "number":
          return {precedence: formula.value < 0 ? negate : atom, pieces: [print(formula.value)]};
        case "name":
          return {precedence: atom, pieces: [formula.name]};
        case "negate":
          // One more than its own precedence: "-(-x)", never "--x".
          return {precedence: negate, pieces: [minus, {formula: formula.operand, least: negate + 1}]};
        case "binary": {
          const {precedence, left, right} = BINARY[formula.op];
          return {
            precedence,
            pieces: [
              {formula: formula.left, least: left},
              signs[formula.op],
              {formula: formula.right, least: right, afterSign: minus !== "-" && formula.op !== "^"},
            ],
          };
        }
        case "call":
          return {
            precedence: atom,
            pieces: [`${minus !== "-" && formula.fn === "sigmoid" ? "σ" : formula.fn}(`, ...list(formula.args), ")"],
          };
        case "choose":
          return {precedence: PRECEDENCE.choose, pieces: chooseInWords(formula)};
      }
    },
  };
}

function chooseInWords({when, then, otherwise}: Extract<Formula, {kind: "choose"}>): Piece[] {
  const conditions = when.flatMap(({left, relation, right}, i): Piece[] => [
    i > 0 ? " and " : "",
    {formula: left, least: add},
    ` ${relation} `,
    {formula: right, least: add},
  ]);
  return [{formula: then, least: add}, " if ", ...conditions, ", else ", {formula: otherwise, least: 0}];
}
