import {formatNumber} from "../number.ts";
import {type Comparison, type Formula, PRECEDENCE} from "./formula.ts";
import {list, type Notation, type Piece} from "./print.ts";
import {BINARY} from "./text.ts";

const {choose, add, negate, power, atom} = PRECEDENCE;

/** KaTeX. */
export const TEX: Notation = {
  open: "\\left(",
  close: "\\right)",
  name: texName,
  write(formula) {
    switch (formula.kind) {
      case "number":
        return {precedence: formula.value < 0 ? negate : atom, pieces: [texNumber(formula.value)]};
      case "name":
        return {precedence: atom, pieces: [texName(formula.name)]};
      case "negate":
        return {precedence: negate, pieces: ["-", {formula: formula.operand, least: negate + 1}]};
      case "binary":
        return writeBinary(formula);
      case "call":
        return writeCall(formula);
      case "choose":
        return {precedence: choose, pieces: ["\\begin{cases}", ...cases(formula), " & \\text{else}\\end{cases}"]};
    }
  },
};

function writeBinary({op, left, right}: Extract<Formula, {kind: "binary"}>) {
  // A fraction's bar and a raised exponent group by themselves.
  if (op === "/") {
    const pieces: Piece[] = ["\\frac{", {formula: left, least: choose}, "}{", {formula: right, least: choose}, "}"];
    return {precedence: power, pieces};
  }
  if (op === "^") {
    return {
      precedence: power,
      pieces: ["{", {formula: left, least: atom}, "}^{", {formula: right, least: choose}, "}"],
    };
  }
  const sign = {"+": " + ", "-": " - ", "*": " \\cdot "}[op];
  const place = BINARY[op];
  return {
    precedence: place.precedence,
    pieces: [{formula: left, least: place.left}, sign, {formula: right, least: place.right, afterSign: true}],
  };
}

const COMMANDS: Record<string, string> = {
  log: "\\log",
  sin: "\\sin",
  cos: "\\cos",
  tanh: "\\tanh",
  max: "\\max",
  min: "\\min",
  sigmoid: "\\sigma",
  σ: "\\sigma",
  relu: "\\operatorname{ReLU}",
};

function writeCall({fn, args}: Extract<Formula, {kind: "call"}>): {precedence: number; pieces: Piece[]} {
  if (fn === "exp") return {precedence: power, pieces: ["e^{", ...list(args), "}"]};
  if (fn === "sqrt") return {precedence: atom, pieces: ["\\sqrt{", ...list(args), "}"]};
  if (fn === "abs") return {precedence: atom, pieces: ["\\left|", ...list(args), "\\right|"]};
  const command = COMMANDS[fn] ?? `\\operatorname{${escapeText(fn)}}`;
  return {precedence: atom, pieces: [`${command}\\left(`, ...list(args, ",\\,"), "\\right)"]};
}

/** The rows of a case distinction; one that follows under "else" continues it. */
function cases(formula: Formula): Piece[] {
  const pieces: Piece[] = [];
  let rest = formula;
  for (; rest.kind === "choose"; rest = rest.otherwise) {
    pieces.push({formula: rest.then, least: choose}, " & ", ...rest.when.flatMap(compare), " \\\\ ");
  }
  return [...pieces, {formula: rest, least: choose}];
}

function compare({left, relation, right}: Comparison, i: number): Piece[] {
  const sign = {"≥": " \\ge ", "≤": " \\le ", ">": " > ", "<": " < ", "=": " = "}[relation];
  return [i > 0 ? ",\\ " : "", {formula: left, least: add}, sign, {formula: right, least: add}];
}

function texNumber(value: number): string {
  const text = formatNumber(value).replaceAll("−", "-");
  if (!Number.isFinite(value)) return text.replace("∞", "\\infty").replace("NaN", "\\text{NaN}");
  const [digits, exponent] = text.split("e");
  return exponent === undefined ? text : `${digits} \\cdot 10^{${exponent}}`;
}

const GREEK =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega";
const GREEK_NAMES = new Set(
  [...GREEK.split(" "), "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega".split(" ")].flat(),
);

/** A name as mathematics: w0 → w_{0}, x_1 → x_{1}, alpha and α → α, loss → upright. */
export function texName(text: string): string {
  const plain = text.replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080));
  const match = /^(.*?[^\d_])(?:_+(.+)|(\d+))$/u.exec(plain);
  const subscript = match?.[2] ?? match?.[3];
  const base = match ? match[1]! : plain;
  return subscript === undefined ? symbol(base) : `${symbol(base)}_{${subscript.split("_").map(symbol).join(",")}}`;
}

function symbol(text: string): string {
  if (GREEK_NAMES.has(text)) return `\\${text}`;
  return [...text].length <= 1 || /^\d+$/.test(text) ? escapeText(text) : `\\mathrm{${escapeText(text)}}`;
}

function escapeText(text: string): string {
  return text.replaceAll("_", "\\_").replaceAll("∂", "\\partial ").replaceAll("−", "-").replaceAll("×", "\\times ");
}
