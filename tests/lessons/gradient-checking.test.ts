import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import {testFunctions} from "../../src/units/difference-quotient/index.ts";

/**
 * What the lesson says in words holds for the very code that its readers see: the cells are read from its Markdown and run
 * here, some of them with a line repaired.
 */
const lesson = readFileSync("content/gradient-checking.md", "utf8");
const fences = [...lesson.matchAll(/^```js([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info, code]) => ({info, code: code!}));

type Repair = (code: string) => string;

/** Runs the cells that hold these lines, one after the other, and returns the names asked for. */
function run<T>(holding: readonly string[], given: object, names: string, repair: Repair = (code) => code): T {
  const code = holding.map((part) => {
    const found = fences.filter((fence) => fence.code.includes(part));
    if (found.length !== 1) throw new Error(`${found.length} cells of the lesson hold “${part}”`);
    return found[0]!.code;
  });
  const scope = {...core, d3, testFunctions, ...given};
  return new Function(...Object.keys(scope), `${repair(code.join("\n"))}\nreturn ${names};`)(
    ...Object.values(scope),
  ) as T;
}

const HONEST = ["function examine(", "const dense ="];
const Case = ["class Loss1", "class Loss2", "class Relu3", "class Layer4", "class Layer5", "class Layer6"];

/** The report of a case, as its cell makes it. */
function report(n: number, repair?: Repair): core.GradientReport {
  const shown = new RegExp(`id=hunt-${n}\\ndisplay\\(gradientReport\\((.*)\\)\\);\\n`).exec(lesson)![1]!;
  return run([...HONEST, Case[n - 1]!], {}, shown, repair);
}

const verdicts = ({params, wrong}: core.GradientReport) =>
  Object.fromEntries(
    params.map(({name, entries}) => [name, entries.filter((entry) => wrong.includes(entry)).length / entries.length]),
  );

const factors = ({wrong}: core.GradientReport) => wrong.map(({analytic, numerical}) => analytic / numerical);

describe("the valley", () => {
  const best = (kind: "one-sided" | "central", bits: core.Precision, where: keyof typeof testFunctions = "exp") => {
    const cell = run<{valley: {kind: string; h: number; error: number}[]}>(
      ["const errorOf ="],
      {where, bits},
      "{valley}",
    );
    return cell.valley.filter((row) => row.kind === kind).reduce((a, b) => (b.error < a.error ? b : a));
  };

  it("has its floor near √ε and ∛ε", () => {
    for (const bits of ["double", "single"] as const) {
      const epsilon = core.machineEpsilon[bits];
      expect(Math.abs(Math.log10(best("one-sided", bits).h / Math.sqrt(epsilon)))).toBeLessThan(1);
      expect(Math.abs(Math.log10(best("central", bits).h / Math.cbrt(epsilon)))).toBeLessThan(1);
      expect(best("central", bits).error).toBeLessThan(best("one-sided", bits).error / 3);
    }
    expect(Math.cbrt(core.machineEpsilon.double)).toBeCloseTo(6e-6, 6);
  });

  it("has no right-hand slope for a parabola", () => {
    expect(core.differenceQuotient((x) => x * x, 1, 1)).toBe(2);
  });

  it("leaves one digit or none at h = 1e−15, and ε/h is 1.2 % at h = 1e−5 in 32 bits", () => {
    const error = (h: number, precision: core.Precision) =>
      core.relativeError(Math.E, core.differenceQuotient(Math.exp, 1, h, {precision}));
    expect(error(1e-15, "double")).toBeGreaterThan(0.01);
    expect(error(1e-5, "single")).toBeGreaterThan(0.003);
    expect(error(1e-5, "single")).toBeLessThan(0.012);
    expect(core.machineEpsilon.single / 1e-5).toBeCloseTo(0.0119, 4);
  });
});

describe("the hunt", () => {
  it("begins with a network that is right", () => {
    const {honest} = run<{honest: core.GradientReport}>(HONEST, {}, "{honest}");
    expect(honest.wrong).toEqual([]);
    expect(honest.relativeError).toBeLessThan(1e-7);
    expect(honest.checked).toBe(31);
  });

  it("1 and 2: one factor everywhere", () => {
    expect(report(1).wrong).toHaveLength(31);
    for (const factor of factors(report(1))) expect(factor).toBeCloseTo(-1, 5);
    expect(report(2).wrong).toHaveLength(31);
    for (const factor of factors(report(2))) expect(factor).toBeCloseTo(8, 4);
  });

  it("3 to 6: the border is where the text says", () => {
    const [w1, b1, w2, b2] = ["dense 1 weights", "dense 1 bias", "dense 2 weights", "dense 2 bias"];
    expect(verdicts(report(3))).toEqual({[w1!]: 1, [b1!]: 1, [w2!]: 0, [b2!]: 0});
    expect(verdicts(report(4))).toEqual({[w1!]: 1, [b1!]: 1, "layer 1 weights": 0, [w2!]: 0, [b2!]: 0});
    expect(verdicts(report(5))).toEqual({[w1!]: 0, [b1!]: 0, "layer 1 weights": 1, [w2!]: 0, [b2!]: 0});
    const six = {[w1!]: 0, [b1!]: 0, "layer 1 weights": 1, "layer 1 bias": 0, [w2!]: 0, [b2!]: 0};
    expect(verdicts(report(6))).toEqual(six);
  });

  it.each([
    [1, "((labels[i] === k ? 1 : 0) - pk) / p.rows", "(pk - (labels[i] === k ? 1 : 0)) / p.rows"],
    [2, "pk - (labels[i] === k ? 1 : 0)", "(pk - (labels[i] === k ? 1 : 0)) / p.rows"],
    [3, "map(dy, (g) => (g > 0 ? g : 0))", "multiply(dy, map(this.x, (v) => (v > 0 ? 1 : 0)))"],
    [4, "matmul(dy, this.w.value)", "matmul(dy, transpose(this.w.value))"],
    [
      5,
      "matmul(transpose(this.x), ds).data",
      "matmul(transpose(this.x), ds).data.map((g, i) => g + this.w.grad.data[i])",
    ],
    [
      6,
      "this.x = add(matmul(x, this.w.value), this.b.value);\n    return this.x",
      "this.x = x;\n    return add(matmul(x, this.w.value), this.b.value)",
    ],
  ])("%i: the repair turns it right", (n, bug, repaired) => {
    const right = report(n, (code) => {
      expect(code.split(bug)).toHaveLength(2);
      return code.replace(bug, () => repaired);
    });
    expect(right.wrong).toEqual([]);
    expect(right.relativeError).toBeLessThan(1e-6);
  });
});

describe("false alarms and missed ones", () => {
  it("a step across the kink of a ReLU gives 0.6", () => {
    expect(core.differenceQuotient((x) => Math.max(0, x), 0.02, 0.1)).toBeCloseTo(0.6, 12);
  });

  it("kinks spoil a right ReLU network at large steps only, and more of them with more samples", () => {
    type Row = {kind: string; h: number; wrong: number};
    const rows = (crowd: number) =>
      run<{kinkRows: Row[]}>(["const dense =", "const kinkRows ="], {crowd, examine: () => undefined}, "{kinkRows}")
        .kinkRows;
    const wrong = (all: Row[], kind: string, e: number) =>
      all.find((row) => row.kind === kind && Math.abs(row.h * 10 ** e - 1) < 0.01)!.wrong;
    const [few, many] = [rows(4), rows(40)];
    for (const all of [few, many]) {
      expect(wrong(all, "tanh", 5)).toBe(0);
      expect(wrong(all, "relu", 5)).toBe(0);
      expect(wrong(all, "relu", 1)).toBeGreaterThan(2 * wrong(all, "tanh", 1));
    }
    expect(wrong(many, "relu", 2)).toBeGreaterThan(wrong(few, "relu", 2));
    expect(wrong(many, "relu", 2)).toBeGreaterThan(wrong(many, "tanh", 2));
  });

  it("dropout is refused, a frozen mask and batch normalization are checked", () => {
    const check = (middle: string) => {
      let result: unknown;
      const names = "0";
      run(
        [...HONEST, "const examineOnce =", "const noisy ="],
        {
          middle,
          display: (node: unknown) => (result = node),
          html: (_: unknown, text: string) => text,
          gradientReport: (r: unknown) => r,
        },
        names,
      );
      return result;
    };
    expect(check("dropout")).toContain("freeze what is random");
    for (const middle of ["dropout, frozen", "batch norm"]) {
      expect((check(middle) as core.GradientReport).wrong).toEqual([]);
    }
  });

  it("a large penalty hides the wrong weights, and not the biases", () => {
    const caught = (lambda: number) =>
      verdicts(
        run<{drowned: core.GradientReport}>(
          [...HONEST, "class Relu3", "const drowned ="],
          {lambda, display: () => undefined, gradientReport: () => undefined},
          "{drowned}",
        ).drowned,
      );
    expect(caught(1e-3)["dense 1 weights"]).toBeGreaterThan(0.9);
    expect(caught(1e4)["dense 1 weights"]).toBe(0);
    expect(caught(1e4)["dense 1 bias"]).toBeGreaterThan(0);
  });

  it("a sample misses a bug of 1 in 32 entries about as often as the formula says", () => {
    const missed = Array.from({length: 60}, (_, i) => {
      const {sampled} = run<{sampled: core.GradientReport}>(
        [...HONEST, "class OffByOne"],
        {tries: 20, draw: i + 1},
        "{sampled}",
      );
      return sampled.wrong.length === 0 ? 1 : (0 as number);
    });
    const share = missed.reduce((a, b) => a + b, 0) / missed.length;
    expect(Math.abs(share - (31 / 32) ** 20)).toBeLessThan(0.2);
  });
});
