import {type Formula, PRECEDENCE} from "./formula.ts";
import {list, type Notation, type Piece} from "./print.ts";
import {BINARY} from "./text.ts";

const {choose, add, multiply, negate, atom} = PRECEDENCE;

const SIGNS = {"+": " + ", "-": " - ", "*": " * ", "/": " / ", "^": " ** "} as const;
const RELATIONS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", "=": "==="} as const;

/** JavaScript. */
export const CODE: Notation = {
  open: "(",
  close: ")",
  name: (text) => text,
  write(formula) {
    switch (formula.kind) {
      case "number":
        return {precedence: formula.value < 0 ? negate : atom, pieces: [String(formula.value)]};
      case "name":
        return {precedence: atom, pieces: [formula.name]};
      case "negate":
        // JavaScript refuses -x ** 2: a minus asks for an atom.
        return {precedence: negate, pieces: ["-", {formula: formula.operand, least: atom}]};
      case "binary": {
        const {precedence, left, right} = BINARY[formula.op];
        return {
          precedence,
          pieces: [{formula: formula.left, least: left}, SIGNS[formula.op], {formula: formula.right, least: right}],
        };
      }
      case "call":
        return writeCall(formula);
      case "choose":
        return {precedence: choose, pieces: writeChoice(formula)};
    }
  },
};

function writeCall({fn, args}: Extract<Formula, {kind: "call"}>): {precedence: number; pieces: Piece[]} {
  if (fn === "relu") return {precedence: atom, pieces: ["Math.max(0, ", ...list(args), ")"]};
  if (fn === "sigmoid" || fn === "σ") {
    return {precedence: multiply, pieces: ["1 / (1 + Math.exp(-", {formula: args[0]!, least: atom}, "))"]};
  }
  const known = ["exp", "log", "sqrt", "sin", "cos", "tanh", "abs", "max", "min"].includes(fn);
  return {precedence: atom, pieces: [known ? `Math.${fn}(` : `${fn}(`, ...list(args), ")"]};
}

function writeChoice({when, then, otherwise}: Extract<Formula, {kind: "choose"}>): Piece[] {
  const conditions = when.flatMap(({left, relation, right}, i): Piece[] => [
    i > 0 ? " && " : "",
    {formula: left, least: add},
    ` ${RELATIONS[relation]} `,
    {formula: right, least: add},
  ]);
  return [...conditions, " ? ", {formula: then, least: add}, " : ", {formula: otherwise, least: choose}];
}
