import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import type {SearchStep, SignedSample} from "../../src/core/objectives/index.ts";

/** What the lesson says in words holds for the very code that its readers see: its cells are read from the Markdown. */
const lesson = readFileSync("content/softmax.md", "utf8");

/** Runs the cells that hold these words, one after the other, and returns the names asked for. */
function run<T>(holds: readonly string[], given: object, names: string): T {
  const fences = [...lesson.matchAll(/^```js[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
  const code = holds.map((words) => {
    const found = fences.filter((fence) => fence.includes(words));
    if (found.length !== 1) throw new Error(`${found.length} cells of the lesson hold “${words}”`);
    return found[0]!;
  });
  const scope = {...core, d3, format: String, ...given};
  return new Function(...Object.keys(scope), `{\n${code.join("\n")}\nreturn ${names};\n}`)(
    ...Object.values(scope),
  ) as T;
}

const {data} = run<{data: SignedSample[]}>(["const clouds ="], {}, "{data}");
const both = {points: data, weights: [-2, 1]};
type Objective = (w: readonly number[]) => number;
const OBJECTIVES = "const ll = (w)";
const {acc, ll} = run<{acc: Objective; ll: Objective}>([OBJECTIVES], {both}, "{acc, ll}");

describe("probabilities", () => {
  it("of the open cell are those of core, twice as steep as the sigmoid", () => {
    for (const s of [-4, -1, 0, 0.5, 1, 3]) {
      const p = run<number>(["const plus ="], {s}, "p");
      expect(p).toBeCloseTo(core.sigmoid(2 * s), 14);
      expect(p).toBeCloseTo(core.labelProbability([1], [s]), 14);
    }
    expect(run<number>(["const plus ="], {s: 1}, "p")).toBeCloseTo(0.8808, 4);
  });
});

describe("likelihood", () => {
  it("underflows as a product, and not as a sum", () => {
    expect(1 / 0.9 ** 40).toBeCloseTo(67.7, 1);
    expect(0.9 ** 40_000).toBe(0);
    type Row = {m: number; product: number; sum: number};
    const repeated = run<Row[]>(["const repeated ="], {data, html: () => "", display: () => {}}, "repeated");
    expect(repeated.map(({m}) => m)).toEqual([40, 400, 4000, 40_000]);
    expect(repeated[0]!.product).toBeGreaterThan(0);
    expect(repeated.at(-1)!.product).toBe(0);
    expect(Number.isFinite(repeated.at(-1)!.sum)).toBe(true);
  });

  it("feels a nudge that accuracy does not", () => {
    expect(acc([-1.999, 1])).toBe(acc([-2, 1]));
    expect(ll([-1.999, 1])).toBeGreaterThan(ll([-2, 1]));
  });

  it("has its peak on the slice where accuracy is near its own, but not at it", () => {
    const w1s = d3Range(-4, 4, 0.01);
    const peak = w1s.reduce((best, w1) => (ll([w1, 1]) > ll([best, 1]) ? w1 : best));
    const most = Math.max(...w1s.map((w1) => acc([w1, 1])));
    expect(acc([peak, 1])).toBeLessThan(most);
    expect(acc([peak, 1])).toBeGreaterThan(most - 0.06);
  });
});

describe("climbing", () => {
  const searches = run<Record<"accuracy" | "log-likelihood", SearchStep[]>>(
    [OBJECTIVES, "const searches ="],
    {both},
    "searches",
  );

  it("accuracy stalls, and the log-likelihood leads to better accuracy than that", () => {
    const [stalled, climbed] = [searches.accuracy.at(-1)!.weights, searches["log-likelihood"].at(-1)!.weights];
    expect(acc(stalled)).toBeLessThan(0.4);
    expect(acc(climbed)).toBeGreaterThanOrEqual(0.9);
    expect(ll(climbed)).toBeGreaterThan(ll([-2, 1]) + 100);
  });

  const GRADIENT = "const gradient = (w)";
  const ascentAt = (alpha: number) =>
    run<{weights: number[]}[]>([OBJECTIVES, GRADIENT, "const ascent ="], {both, alpha}, "ascent");

  it("by the gradient, which agrees with core’s and with differences", () => {
    const {gradient, nudged} = run<{gradient: (w: number[]) => number[]; nudged: number[]}>(
      [OBJECTIVES, GRADIENT, "const nudged ="],
      {both},
      "{gradient, nudged}",
    );
    for (const j of [0, 1]) {
      expect(gradient([-2, 1])[j]).toBeCloseTo(core.logLikelihoodGradient([-2, 1], data)[j]!, 10);
      expect(gradient([-2, 1])[j]).toBeCloseTo(nudged[j]!, 4);
    }
  });

  it("gets further in half as many steps, long ones first; too large an α overshoots", () => {
    const path = ascentAt(0.01).map(({weights}) => weights);
    expect(path.length - 1).toBe(searches.accuracy.slice(1).length / 2);
    expect(ll(path.at(-1)!)).toBeGreaterThan(ll(searches["log-likelihood"].at(-1)!.weights));
    const length = (i: number) => Math.hypot(path[i + 1]![0]! - path[i]![0]!, path[i + 1]![1]! - path[i]![1]!);
    expect(length(0)).toBeGreaterThan(100 * length(path.length - 2));
    const wild = ascentAt(0.1).map(({weights}) => ll(weights));
    expect(wild.some((value, i) => i > 0 && value < wild[i - 1]!)).toBe(true);
  });

  it("scaled tenfold, the weights are as accurate and less likely", () => {
    const good = ascentAt(0.01).at(-1)!.weights;
    const ten = good.map((w) => 10 * w);
    expect(Math.round(40 * acc(good))).toBe(38);
    expect(acc(ten)).toBe(acc(good));
    expect(ll(ten)).toBeLessThan(ll(good));
    expect(ll(good.map((w) => 0.3 * w)), "less confidence is worse, too").toBeLessThan(ll(good));
  });
});

describe("separable points", () => {
  type State = {step: number; length: number; ll: number};
  const apart = core.signedSamples(core.gauss({perClass: 20, radius: 1.8, noise: 0.4}, core.random(1).data));
  const states = (points: SignedSample[]) => run<State[]>(["const states = run(apart"], {apart: points}, "states");
  const at = (list: State[], step: number) => list.find((state) => state.step === step)!.length;

  it("are what the cell of the editor draws", () => {
    expect(lesson).toContain("gauss({perClass: 20, radius: 1.8, noise: 0.4}, random(1).data)");
    expect(core.separatingDirection(apart)).toBeDefined();
  });

  it("drive the weights on and on, by a bit more for every tenfold number of steps", () => {
    const growing = states(apart);
    expect(growing.map(({step}) => step)).toEqual([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]);
    const gains = [100, 1000, 10_000].map((step) => at(growing, step) - at(growing, step / 10));
    expect(gains[1]).toBeGreaterThan(gains[0]!);
    expect(gains[2]).toBeGreaterThan(gains[1]!);
    expect(growing.at(-1)!.ll).toBeGreaterThan(-0.05);
    expect(growing.at(-1)!.ll).toBeLessThan(0);
  });

  it("no longer do once a point among the others is relabelled", () => {
    const distance = ({f}: SignedSample) => Math.hypot(f[0]! - 1.27, f[1]! - 1.27);
    const middle = apart.reduce((best, point) => (distance(point) < distance(best) ? point : best));
    const mixed = apart.map((point): SignedSample => (point === middle ? {...point, y: -1} : point));
    expect(core.separatingDirection(mixed)).toBeUndefined();
    const level = states(mixed);
    expect(at(level, 10_000) - at(level, 1000)).toBeLessThan(0.05);
  });
});

function d3Range(from: number, to: number, step: number): number[] {
  return Array.from({length: Math.round((to - from) / step) + 1}, (_, i) => from + i * step);
}
