/** Most operands of one max or min. The formulas of their derivatives grow with its square. */
const MAX_ARGUMENTS = 100;

/** The functions of the expression language: how many operands each takes. */
export const FUNCTIONS: ReadonlyMap<string, {readonly least: number; readonly most: number}> = functionTable();

function functionTable() {
  const table = new Map<string, {least: number; most: number}>();
  for (const name of ["exp", "log", "sqrt", "sin", "cos", "tanh", "sigmoid", "σ", "relu", "abs"]) {
    table.set(name, {least: 1, most: 1});
  }
  for (const name of ["max", "min"]) table.set(name, {least: 2, most: MAX_ARGUMENTS});
  return table;
}

/** A letter of any script (Greek included) or "_", then letters, digits, "_" and subscript digits: w0, x_1, α, w₀. */
export const NAME = /[\p{L}_][\p{L}\p{Mn}\p{Mc}\p{Nd}_₀-₉]*/u;

const WHOLE_NAME = new RegExp(`^(?:${NAME.source})$`, "u");

/** Why a text cannot name an input or a definition, with what to do about it; undefined if it can. */
export function nameProblem(name: string): {what: string; hint: string} | undefined {
  if (FUNCTIONS.has(name)) return {what: `${name} is the name of a function.`, hint: "Choose another name."};
  if (name === "__proto__") return {what: "__proto__ is reserved.", hint: "Choose another name."};
  if (!WHOLE_NAME.test(name)) {
    return {
      what: `"${name}" cannot be a name.`,
      hint: "A name starts with a letter or _ and goes on with letters, digits and _.",
    };
  }
  return undefined;
}
