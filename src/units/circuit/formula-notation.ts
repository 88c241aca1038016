import type {Formula} from "../../core/graph/formula/formula.ts";
import {PRECEDENCE} from "../../core/graph/formula/formula.ts";
import {list, type Notation, type Piece} from "../../core/graph/formula/print.ts";
import {BINARY, BOOK_TEXT} from "../../core/graph/formula/text.ts";

/** Marks in the printed text that `formula.ts` turns into elements: "\u0001frac", …, "\u0001end". */
export const MARK = "\u0001";
const {choose, power, atom} = PRECEDENCE;

/** Mathematics as a book sets it, for the page: fractions with a bar, raised exponents, e to a power. */
export const PAGE: Notation = {
  open: "(",
  close: ")",
  name: (text) => text,
  write(formula) {
    if (formula.kind === "binary") {
      const {left, right, op} = formula;
      if (op === "/") return {precedence: power, pieces: fraction(left, right)};
      if (op === "^") {
        return {
          precedence: power,
          pieces: [{formula: left, least: atom}, `${MARK}sup`, {formula: right, least: choose}, `${MARK}end`],
        };
      }
      const place = BINARY[op];
      const sign = {"+": " + ", "-": " − ", "*": " × "}[op];
      return {
        precedence: place.precedence,
        pieces: [{formula: left, least: place.left}, sign, {formula: right, least: place.right}],
      };
    }
    if (formula.kind === "call") return {precedence: formula.fn === "exp" ? power : atom, pieces: writeCall(formula)};
    return BOOK_TEXT.write(formula);
  },
};

function fraction(above: Formula, below: Formula): Piece[] {
  return [`${MARK}frac`, {formula: above, least: choose}, `${MARK}over`, {formula: below, least: choose}, `${MARK}end`];
}

function writeCall({fn, args}: Extract<Formula, {kind: "call"}>): Piece[] {
  if (fn === "exp") return ["e", `${MARK}sup`, ...list(args), `${MARK}end`];
  if (fn === "sqrt") return ["√", `${MARK}root`, ...list(args), `${MARK}end`];
  if (fn === "abs") return ["|", ...list(args), "|"];
  return [`${fn === "sigmoid" ? "σ" : fn}(`, ...list(args), ")"];
}
