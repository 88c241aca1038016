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
