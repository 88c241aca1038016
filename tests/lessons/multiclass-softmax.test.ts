import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import {type ClassifierState, scoresOf} from "../../src/units/softmax-regions/classifier.ts";
import {regionsOf} from "../../src/units/softmax-regions/regions.ts";

/** What the lesson says in words holds for the very code that its readers see: its cells are read from its Markdown and run here. */
const lesson = readFileSync("content/multiclass-softmax.md", "utf8");
const LOGITS = [3.2, 5.1, -1.7];

const range = (count: number): number[] => Array.from({length: count}, (_, i) => i);
const sum = (values: Iterable<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
const largest = (values: Iterable<number>): number => Math.max(...Array.from(values, Math.abs));

/** Runs the cells that hold these lines, one after the other, and returns the names asked for. */
function run<T>(holds: readonly string[], given: object, names: string): T {
  const fences = [...lesson.matchAll(/^```js[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
  const code = holds.map((line) => {
    const found = fences.filter((fence) => fence.includes(line));
    if (found.length !== 1) throw new Error(`${found.length} cells of the lesson hold “${line}”`);
    return found[0]!;
  });
  const scope = {...core, d3, format: String, ...given};
  return new Function(...Object.keys(scope), `${code.join("\n")}\nreturn ${names};`)(...Object.values(scope)) as T;
}

type Softmax = (s: readonly number[]) => number[];
const {naiveSoftmax, stableSoftmax} = run<{naiveSoftmax: Softmax; stableSoftmax: Softmax}>(
  ["const naiveSoftmax =", "const stableSoftmax ="],
  {},
  "{naiveSoftmax, stableSoftmax}",
);

describe("softmax, naive and repaired", () => {
  it("gives (0.1300, 0.8690, 0.0010) both ways, and the repaired one is core’s", () => {
    for (const softmax of [naiveSoftmax, stableSoftmax, core.softmax]) {
      expect(softmax(LOGITS).map((p) => p.toFixed(4))).toEqual(["0.1300", "0.8690", "0.0010"]);
    }
    for (const scale of [1, 120, 200, 1000]) {
      const large = LOGITS.map((s) => s * scale);
      for (const [k, p] of stableSoftmax(large).entries()) expect(p).toBeCloseTo(core.softmax(large)[k]!, 12);
    }
  });

  it("does not see c, until the naive form breaks beyond 705 and below about −750", () => {
    const shifted = (c: number) => LOGITS.map((s) => s + c);
    for (const c of [-700, -100, 0, 100, 700]) {
      for (const [k, p] of naiveSoftmax(shifted(c)).entries()) expect(p).toBeCloseTo(core.softmax(LOGITS)[k]!, 5);
    }
    for (const c of [705, 800, -755]) expect(naiveSoftmax(shifted(c)).some(Number.isNaN)).toBe(true);
    for (const c of [-1000, 1000]) {
      for (const [k, p] of core.softmax(shifted(c)).entries()) expect(p).toBeCloseTo(core.softmax(LOGITS)[k]!, 9);
    }
  });

  it("overflows where the text says: e^709.78 is the largest number, e^710 is ∞, e^−746 is 0", () => {
    expect(Math.log(Number.MAX_VALUE).toFixed(2)).toBe("709.78");
    expect([Math.exp(710), Math.exp(-746)]).toEqual([Infinity, 0]);
    expect(Math.exp(-744)).toBeGreaterThan(0);
  });

  it("at a factor of 120 only the naive loss of C is infinite, at 200 all is lost, and the stable form stands", () => {
    const at = (size: number) =>
      run<{rows: [string, number, number | string][]}>(
        ["const large ="],
        {
          ...{size, naiveSoftmax, stableSoftmax, names: ["A", "B", "C"], tuple: String, display: () => {}},
          ...{example: {scores: LOGITS}, html: () => ""},
        },
        "{rows}",
      ).rows;
    const naive = (size: number, what: string) => at(size).find(([name]) => name === what)![1];
    expect(naive(1, "loss if C is true")).toBeCloseTo(6.94, 2);
    expect(naive(120, "Σ eˢ")).toBeLessThan(Infinity);
    expect(naive(120, "p of B")).toBe(1);
    expect(naive(120, "loss if C is true")).toBe(Infinity);
    expect(naive(200, "Σ eˢ")).toBe(Infinity);
    expect(naive(200, "p of B")).toBeNaN();
    for (const size of [1, 120, 200, 1000]) {
      for (const [what, , stable] of at(size)) {
        if (typeof stable === "number") expect(Number.isFinite(stable), `${what} at ${size}`).toBe(true);
      }
    }
  });

  it("is flat at high temperature and sharp at low, as the curve’s ends show", () => {
    for (const p of core.softmax(LOGITS, {temperature: 50})) expect(Math.abs(p - 1 / 3)).toBeLessThan(0.03);
    expect(core.softmax(LOGITS, {temperature: 0.05})[1]).toBeGreaterThan(0.999);
  });

  it("of two scores is the sigmoid of their difference", () => {
    for (const [a, b] of [
      [1, 2],
      [3, -3],
      [0, 0],
    ] as const)
      expect(core.softmax([a, b])[0]).toBeCloseTo(core.sigmoid(a - b), 12);
  });
});

describe("the loss and its gradient", () => {
  const {loss, gradient, probabilities} = core.softmaxCrossEntropy(core.matrixFrom([LOGITS]), [0]);

  it("are 2.0404 and (−0.870, 0.869, 0.001) for the example", () => {
    expect(loss.toFixed(4)).toBe("2.0404");
    expect(loss).toBeCloseTo(-Math.log(probabilities.data[0]!), 12);
    expect(Array.from(gradient.data, (g) => g.toFixed(3))).toEqual(["-0.870", "0.869", "0.001"]);
    expect(sum(gradient.data)).toBeCloseTo(0, 12);
  });

  it("agree with central differences in the lesson’s own cell, whatever the scores and the class", () => {
    for (const scores of [LOGITS, [0, 0, 0], [30, -20, 4]]) {
      for (const truth of [0, 1, 2]) {
        const checked = run<{gradient: {data: Float64Array}; numerical: number[]}>(
          ["const lossAt ="],
          {example: {scores}, truth},
          "{gradient, numerical}",
        );
        for (const [k, difference] of checked.numerical.entries()) {
          expect(checked.gradient.data[k]).toBeCloseTo(difference, 6);
        }
      }
    }
  });

  it("the softmax of scores is the gradient of their log-sum-exp", () => {
    const h = 1e-6;
    for (const k of [0, 1, 2]) {
      const nudged = (by: number) => core.logSumExp(LOGITS.map((s, j) => (j === k ? s + by : s)));
      expect((nudged(h) - nudged(-h)) / (2 * h)).toBeCloseTo(core.softmax(LOGITS)[k]!, 8);
    }
  });

  it("for two classes with w and −w is the last lesson’s gradient, with its 2", () => {
    const [f, w] = [
      [0.7, -1.3],
      [0.4, 0.9],
    ] as const;
    const s = core.linearScore(w, f);
    const p = core.softmax([s, -s]);
    const likelihood = core.logLikelihoodGradient(w, [{f, y: 1}]);
    for (const j of [0, 1]) {
      const fromClasses = (p[0]! - 1) * f[j]! - (p[1]! - 0) * f[j]!;
      expect(-fromClasses).toBeCloseTo(likelihood[j]!, 12);
      expect(-fromClasses).toBeCloseTo(2 * (1 - p[0]!) * f[j]!, 12);
    }
  });
});

describe("the training", () => {
  type State = ClassifierState & {loss: number; accuracy: number};
  const {clouds} = run<{clouds: core.Dataset}>(["const clouds ="], {}, "{clouds}");
  const train = (rate: number) => run<{path: State[]}>(["const trainer ="], {clouds, rate}, "{path}").path;
  const path = train(0.3);
  const regionsAt = (state: ClassifierState) => [0, 1, 2].map((k) => regionsOf(state, 4)[k]!.share);

  it("starts at ln 3 = 1.0986, and goes down at every step at the rate of 0.3", () => {
    expect(path[0]!.loss.toFixed(4)).toBe("1.0986");
    expect(path).toHaveLength(61);
    for (let step = 1; step < path.length; step++) expect(path[step]!.loss).toBeLessThan(path[step - 1]!.loss);
  });

  it("after one step has regions nearly like the last ones, and an accuracy that hardly changes", () => {
    const [first, last] = [path[1]!, path.at(-1)!];
    for (const [k, share] of regionsAt(first).entries())
      expect(Math.abs(share - regionsAt(last)[k]!)).toBeLessThan(0.05);
    // The same class wins nearly everywhere.
    const places = range(33 * 33).map((i) => [(i % 33) / 4 - 4, Math.floor(i / 33) / 4 - 4]);
    const winners = (state: ClassifierState) => core.predictedClasses(scoresOf(state, core.matrixFrom(places)));
    const after = winners(last);
    const same = range(places.length).filter((i) => winners(first)[i] === after[i]).length;
    expect(same / places.length).toBeGreaterThan(0.95);
    for (const {accuracy} of path.slice(1)) expect(Math.abs(accuracy - first.accuracy)).toBeLessThan(0.03);
    expect(last.loss).toBeLessThan(first.loss / 3);
  });

  it("moves each arrow in its first step to the mean of its points and away from the others’", () => {
    const meanOf = (inside: (label: number) => boolean, j: number) => {
      const members = range(75).filter((i) => inside(clouds.labels[i]!));
      return sum(members.map((i) => clouds.inputs.data[2 * i + j]!)) / members.length;
    };
    for (const k of [0, 1, 2])
      for (const j of [0, 1]) {
        // p = 1/3 for all: −(1/75) Σ (1/3 − y) f = (1/3) (2/3 mean of its own − 2/3 mean of the others’).
        const pull = (2 / 9) * (meanOf((label) => label === k, j) - meanOf((label) => label !== k, j));
        expect(path[1]!.weights[k]![j]).toBeCloseTo(0.3 * pull, 12);
      }
  });

  it("keeps the sum of the three arrows at 0", () => {
    for (const {weights} of path) for (const j of [0, 1]) expect(sum(weights.map((w) => w[j]!))).toBeCloseTo(0, 12);
  });

  it("lengthens the arrows all the way, and narrows the strip between 90 % and the border", () => {
    const length = ({weights}: State) => sum(weights.map((w) => Math.hypot(...w)));
    for (let step = 1; step < path.length; step++) expect(length(path[step]!)).toBeGreaterThan(length(path[step - 1]!));
  });

  it("at a rate of 3 is near its lowest loss after one step; at 50 jumps up and down, with arrows beyond the picture", () => {
    const [at3, at10, at50] = [train(3), train(10), train(50)];
    const lowest = Math.min(...[...at3, ...at10].map(({loss}) => loss));
    expect(at3[1]!.loss).toBeLessThan(1.15 * lowest);
    const rises = at50.filter(({loss}, step) => step > 0 && loss > at50[step - 1]!.loss);
    expect(rises.length).toBeGreaterThan(5);
    expect(largest(at50.at(-1)!.weights.flat())).toBeGreaterThan(4);
  });

  it("shows all of its points in the square", () => {
    expect(largest(clouds.inputs.data)).toBeLessThan(4);
  });
});
