import type {Path, Question} from "./quiz.ts";

/** What an answer is, in the eyes of whoever has seen many. */
export type Verdict = "right" | "rounded" | "empty" | "sign" | "one-path" | "local" | "upstream" | "value" | "wrong";

/** Judges an answer. `null` is an empty field. `digits` decimals must be right. */
export function judge(question: Question, answer: number | null, digits: number): Verdict {
  const {answer: truth, rounded, paths, value, ask} = question;
  if (answer === null) return "empty";
  const is = (x: number) => Math.abs(answer - x) <= 0.5 * 10 ** -digits * (1 + 1e-9);
  if (is(truth)) return "right";
  if (rounded !== undefined && is(rounded)) return "rounded";
  if (is(-truth)) return "sign";
  if (ask === "value") return "wrong";
  if (paths.length > 1 && paths.some(({downstream}) => is(downstream))) return "one-path";
  if (paths.some(({local}) => is(local))) return "local";
  if (paths.some(({upstream}) => is(upstream))) return "upstream";
  if (is(value)) return "value";
  return "wrong";
}

export function isRight(verdict: Verdict): boolean {
  return verdict === "right" || verdict === "rounded";
}

/** What to say about an answer that is not right: what it is, and how the right one comes about. Never the number. */
export function hint(question: Question, verdict: Verdict): string {
  const {label, ask, formula, paths} = question;
  if (verdict === "empty") return `Next is ${label}. ${shape(question)}`;
  const first = `First to mend: ${label}.`;
  if (ask === "value") {
    const turned = verdict === "sign" ? " Its size is right, its sign is not." : "";
    return `${first}${turned} It is the ${formula}.`;
  }
  switch (verdict) {
    case "sign":
      return `${first} Its size is right, its sign is not. ${shape(question)}`;
    case "one-path":
      return `${first} That comes by one of its ${paths.length} paths. Gradients add where a value branches. ${shape(question)}`;
    case "local":
      return `${first} You gave the local derivative; multiply it by what comes from above. ${shape(question)}`;
    case "upstream":
      return `${first} You gave what comes from above; multiply it by the local derivative. ${shape(question)}`;
    case "value":
      return `${first} You gave the value of the forward pass. The gradient says how the output answers when this value grows. ${shape(question)}`;
    default:
      return `${first} ${shape(question)}`;
  }
}

/** How a gradient comes about, without its numbers: upstream × local, added at branches. */
function shape({paths, label, ask, formula}: Question): string {
  if (ask === "value") return `It is the ${formula}.`;
  if (paths.length === 0) return `${label} asks how the output answers to itself: no gate lies between.`;
  if (paths.length === 1) return `It comes back through the ${paths[0]!.gate}: ${product(paths[0]!)}.`;
  const gates = paths.map((path) => `through the ${path.gate} ${product(path)}`);
  return `It is a sum over ${paths.length} paths: ${gates.join("; ")}.`;
}

function product({from, formula}: Path): string {
  const local =
    formula === "" || /^−?\d+(\.\d+)?$/.test(formula) ? "its local derivative" : `its local derivative ${formula}`;
  return `${from} × ${local}`;
}

/** The right answer with its calculation, for whoever has given up on it. */
export function solution({paths, label, answer, ask, formula}: Question, format: (x: number) => string): string {
  if (ask === "value") return `${label}: ${formula} = ${format(answer)}.`;
  if (paths.length === 0) return `${label} = 1, where every backward pass begins.`;
  const parenthesized = (x: number) => (x < 0 ? `(${format(x)})` : format(x));
  const products = paths.map(({upstream, local}) => `${format(upstream)} × ${parenthesized(local)}`);
  return `${label} = ${products.join(" + ")} = ${format(answer)}.`;
}
