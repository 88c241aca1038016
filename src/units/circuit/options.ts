/** What `circuit(expression, inputs, options)` can be told. All of it may be left out. */
export interface CircuitOptions {
  /** Where to begin: a step's number, "forward" (after the forward pass) or "end". Default 0: nothing computed. */
  step?: number | "forward" | "end";
  /** The table with every node's figures. Default true. */
  table?: boolean;
  /** The listing of both passes, line by line. Default true. */
  code?: boolean;
  /** The expression, its terms linked with the picture. Default true. */
  formula?: boolean;
  /** Inputs as number fields. Default true. */
  editable?: boolean;
  /** Asks, before the gradient of this input or definition is shown, where the output would go if it grew by 0.001. */
  predict?: string;
  /** A slider h that moves one input, and Δf/h beside its gradient. */
  nudge?: boolean;
  /** A slider η and a button that moves all inputs along the gradient. */
  update?: boolean;
  /** A switch that folds {×−1, exp, +1, 1/x} into one σ gate; "collapsed" begins folded. */
  collapse?: boolean | "collapsed";
  /** A switch that rounds to two decimals at each gate. */
  round?: boolean;
  /** Who gets the gradient of max and min when operands are equal. Default "first". */
  ties?: "first" | "split";
  /** A switch between the two conventions for ties. */
  tieToggle?: boolean;
  /** "copies" draws an explicit copy gate wherever a value is read more than once. Default "shared". */
  branches?: "shared" | "copies";
  branchToggle?: boolean;
  /** A switch for the classic bug: `=` for `+=` where gradients meet. Shows the finite-difference check. */
  overwriteToggle?: boolean;
  /** A column of finite differences in the table. */
  check?: boolean;
  /** Inputs that get a range slider: names, or names with [min, max, step]. */
  sliders?: readonly string[] | Readonly<Record<string, readonly [min: number, max: number, step?: number]>>;
  /** Decimals shown. Default 4. */
  digits?: number;
  /** The unit's accessible name. Default: "Circuit of" and the expression. */
  label?: string;
}

const KNOWN = new Set<string>([
  ...["step", "table", "code", "formula", "editable", "predict", "nudge", "update", "collapse", "round", "ties"],
  ...["tieToggle", "branches", "branchToggle", "overwriteToggle", "check", "sliders", "digits", "label"],
]);

/** The options with their defaults. */
export type ReadOptions = Required<Omit<CircuitOptions, "predict" | "label" | "sliders">> &
  Pick<CircuitOptions, "predict" | "label"> & {sliders: Map<string, Range>};

/** @throws {Error} for a name or a value that circuit() does not know */
export function readOptions(options: CircuitOptions): ReadOptions {
  for (const name of Object.keys(options))
    if (!KNOWN.has(name)) throw new Error(`circuit() has no option "${name}". It has ${[...KNOWN].join(", ")}.`);
  const {step = 0, digits = 4} = options;
  if (step !== "forward" && step !== "end" && !(Number.isInteger(step) && step >= 0))
    throw new Error(`circuit(): step is a number from 0, "forward" or "end", not ${JSON.stringify(step)}.`);
  if (!(Number.isInteger(digits) && digits >= 0 && digits <= 12))
    throw new Error(`circuit(): digits is a number of decimals from 0 to 12, not ${JSON.stringify(digits)}.`);
  oneOf("ties", options.ties, ["first", "split"]);
  oneOf("branches", options.branches, ["shared", "copies"]);
  oneOf("collapse", options.collapse, [true, false, "collapsed"]);
  return {
    step,
    digits,
    table: options.table ?? true,
    code: options.code ?? true,
    formula: options.formula ?? true,
    editable: options.editable ?? true,
    predict: options.predict,
    nudge: options.nudge ?? false,
    update: options.update ?? false,
    collapse: options.collapse ?? false,
    round: options.round ?? false,
    ties: options.ties ?? "first",
    tieToggle: options.tieToggle ?? false,
    branches: options.branches ?? "shared",
    branchToggle: options.branchToggle ?? false,
    overwriteToggle: options.overwriteToggle ?? false,
    check: options.check ?? options.overwriteToggle ?? false,
    sliders: ranges(options.sliders),
    label: options.label,
  };
}

export interface Range {
  min: number;
  max: number;
  step: number;
}

/** A slider that was only named goes from −5 to 5 in steps of 0.1. */
function ranges(sliders: CircuitOptions["sliders"] = []): Map<string, Range> {
  if (Array.isArray(sliders)) return new Map(sliders.map((name) => [String(name), {min: -5, max: 5, step: 0.1}]));
  return new Map(
    Object.entries(sliders).map(([name, range]) => {
      const [min, max, step] = range as readonly [number, number, number?];
      if (!(Number.isFinite(min) && Number.isFinite(max) && min < max && (step === undefined || step > 0)))
        throw new Error(
          `circuit(): the slider of ${name} needs [min, max] or [min, max, step] with min < max and step > 0.`,
        );
      return [name, {min, max, step: step ?? (max - min) / 100}];
    }),
  );
}

function oneOf(name: string, value: unknown, allowed: readonly unknown[]): void {
  if (value !== undefined && !allowed.includes(value))
    throw new Error(
      `circuit(): ${name} is ${allowed.map((a) => JSON.stringify(a)).join(" or ")}, not ${JSON.stringify(value)}.`,
    );
}
