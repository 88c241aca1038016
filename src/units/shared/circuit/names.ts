const NAMES: Record<string, string> = {
  "+": "Add",
  "−": "Subtract",
  "×": "Multiply",
  "÷": "Divide",
  "^": "Power",
  max: "Max",
  min: "Min",
  exp: "Exp",
  log: "Log",
  sqrt: "Square root",
  sin: "Sine",
  cos: "Cosine",
  tanh: "Tanh",
  relu: "ReLU",
  abs: "Absolute value",
  "1/x": "Reciprocal",
  "×−1": "Negate",
  σ: "Sigmoid",
  copy: "Copy",
};

/** A gate in words: "Multiply gate", "Add 1 gate". */
export function gateName(op: string): string {
  const known = NAMES[op];
  if (known) return `${known} gate`;
  const constant = /^([+−×÷^])(.+)$/.exec(op);
  if (!constant) return `${op} gate`;
  const [, sign, amount] = constant;
  const verb = {"+": "Add", "−": "Subtract", "×": "Multiply by", "÷": "Divide by", "^": "Power"}[sign as "+"];
  return `${verb} ${amount} gate`;
}

/** A name's letters and its subscript: "w0" → ["w", "0"], "x_left" → ["x", "left"], "q" → ["q", ""]. */
export function splitName(name: string): [base: string, subscript: string] {
  const match = /^(.*?[^\d_₀-₉])(?:_+(.+)|([\d₀-₉]+))$/u.exec(name);
  if (!match) return [name, ""];
  const subscript = (match[2] ?? match[3] ?? "").replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080));
  return [match[1]!, subscript];
}
