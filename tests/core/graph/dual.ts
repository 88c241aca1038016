/**
 * The outside oracle: expressions as plain trees, evaluated by forward-mode differentiation on dual numbers a + bε with
 * ε² = 0. It shares no code with src/core/graph: neither parser, gates, order nor chain rule.
 */
export type Tree =
  | {kind: "number"; value: number}
  | {kind: "name"; name: string}
  | {kind: "negate"; operand: Tree}
  | {kind: "binary"; op: "+" | "-" | "*" | "/" | "^"; left: Tree; right: Tree}
  | {kind: "call"; fn: string; args: Tree[]};

/** Definitions in order, then the result, which may use them. */
export interface Program {
  definitions: {name: string; tree: Tree}[];
  result: Tree;
}

export interface Dual {
  /** Value. */
  a: number;
  /** Derivative. */
  b: number;
}

/** What the evaluation met on its way, to tell where central differences cannot be trusted. */
export interface Trace {
  /** The smallest distance to a kink: |x| of abs and relu, |x − y| of max and min. */
  kink: number;
  /** The largest absolute value or derivative. */
  largest: number;
  finite: boolean;
}

/** The value and the derivative in the input `by`. */
export function evaluateDual(program: Program, inputs: Record<string, number>, by: string): Dual & Trace {
  const trace: Trace = {kink: Number.POSITIVE_INFINITY, largest: 0, finite: true};
  const names = new Map<string, Dual>(Object.entries(inputs).map(([name, a]) => [name, {a, b: name === by ? 1 : 0}]));
  for (const {name, tree} of program.definitions) names.set(name, evaluate(tree, names, trace));
  return {...evaluate(program.result, names, trace), ...trace};
}

function evaluate(tree: Tree, names: Map<string, Dual>, trace: Trace): Dual {
  const dual = operate(tree, names, trace);
  trace.largest = Math.max(trace.largest, Math.abs(dual.a), Math.abs(dual.b));
  if (!Number.isFinite(dual.a) || !Number.isFinite(dual.b)) trace.finite = false;
  return dual;
}

function operate(tree: Tree, names: Map<string, Dual>, trace: Trace): Dual {
  switch (tree.kind) {
    case "number":
      return {a: tree.value, b: 0};
    case "name":
      return names.get(tree.name)!;
    case "negate": {
      const x = evaluate(tree.operand, names, trace);
      return {a: -x.a, b: -x.b};
    }
    case "binary":
      return combine(tree.op, evaluate(tree.left, names, trace), evaluate(tree.right, names, trace));
    case "call": {
      const args = tree.args.map((arg) => evaluate(arg, names, trace));
      return apply(tree.fn, args, trace);
    }
  }
}

function combine(op: string, x: Dual, y: Dual): Dual {
  if (op === "+") return {a: x.a + y.a, b: x.b + y.b};
  if (op === "-") return {a: x.a - y.a, b: x.b - y.b};
  if (op === "*") return {a: x.a * y.a, b: x.b * y.a + x.a * y.b};
  if (op === "/") return {a: x.a / y.a, b: (x.b * y.a - x.a * y.b) / (y.a * y.a)};
  const power = x.a ** y.a;
  const inBase = x.b === 0 ? 0 : y.a * x.a ** (y.a - 1) * x.b;
  return {a: power, b: inBase + (y.b === 0 ? 0 : power * Math.log(x.a) * y.b)};
}

function apply(fn: string, args: Dual[], trace: Trace): Dual {
  const x = args[0]!;
  switch (fn) {
    case "exp":
      return {a: Math.exp(x.a), b: Math.exp(x.a) * x.b};
    case "log":
      return {a: Math.log(x.a), b: x.b / x.a};
    case "sqrt":
      return {a: Math.sqrt(x.a), b: x.b / (2 * Math.sqrt(x.a))};
    case "sin":
      return {a: Math.sin(x.a), b: Math.cos(x.a) * x.b};
    case "cos":
      return {a: Math.cos(x.a), b: -Math.sin(x.a) * x.b};
    case "tanh":
      return {a: Math.tanh(x.a), b: (1 - Math.tanh(x.a) ** 2) * x.b};
    case "sigmoid":
    case "σ": {
      // By tanh, not by exp: σ(x) = (1 + tanh(x/2)) / 2.
      const t = Math.tanh(x.a / 2);
      return {a: (1 + t) / 2, b: ((1 - t * t) / 4) * x.b};
    }
    case "abs":
      trace.kink = Math.min(trace.kink, Math.abs(x.a));
      return x.a > 0 ? x : x.a < 0 ? {a: -x.a, b: -x.b} : {a: 0, b: 0};
    case "relu":
      trace.kink = Math.min(trace.kink, Math.abs(x.a));
      return x.a > 0 ? x : {a: 0, b: 0};
    default: {
      const better = fn === "max" ? (p: Dual, q: Dual) => p.a >= q.a : (p: Dual, q: Dual) => p.a <= q.a;
      const chosen = args.reduce((best, next) => (better(best, next) ? best : next));
      for (const other of args) {
        if (other !== chosen) trace.kink = Math.min(trace.kink, Math.abs(other.a - chosen.a));
      }
      return chosen;
    }
  }
}
