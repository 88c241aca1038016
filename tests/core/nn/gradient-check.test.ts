import {describe, expect, it} from "vitest";
import {
  ComputationalGraph,
  Dense,
  Dropout,
  gradientCheck,
  parameter,
  randomStream,
  Sequential,
  SoftmaxCrossEntropy,
  Tanh,
} from "../../../src/core/index.ts";
import {randomMatrix, rowsOf} from "./helpers.ts";

describe("gradientCheck of parameters", () => {
  const rng = randomStream(1, "check");
  const x = randomMatrix(4, 2, rng);

  it("finds a right network right, and leaves it as it was", () => {
    const network = new Sequential([new Dense(2, 3, {rng}), new Tanh(), new Dense(3, 2, {rng})]);
    const loss = new SoftmaxCrossEntropy();
    const before = network.params().map(({value}) => rowsOf(value));
    const report = gradientCheck(
      () => {
        const value = loss.forward(network.forward(x, "train"), [0, 1, 1, 0]);
        network.backward(loss.backward());
        return value;
      },
      network.params(),
      {h: 1e-5},
    );
    expect(report.relativeError).toBeLessThan(1e-7);
    expect(report.params.map(({name}) => name)).toEqual(network.params().map(({name}) => name));
    expect(report.worst.label).toMatch(/^dense [12] (weights|bias) \[\d, \d\]$/);
    expect(network.params().map(({value}) => rowsOf(value))).toEqual(before);
  });

  it("names the entry that is wrong", () => {
    const p = parameter("w", 2, 3);
    p.value.data.set([1, 2, 3, 4, 5, 6]);
    const report = gradientCheck(() => {
      p.grad.data.set(p.value.data.map((w, i) => (i === 5 ? w : 2 * w)));
      return p.value.data.reduce((sum, w) => sum + w * w, 0);
    }, [p]);
    expect(report.worst).toMatchObject({label: "w [1, 2]", row: 1, col: 2, analytic: 6});
    expect(report.worst.numerical).toBeCloseTo(12, 6);
    expect(report.relativeError).toBeCloseTo(0.5, 6);
    expect(report.params).toHaveLength(1);
  });

  it("takes NaN for the worst", () => {
    const p = parameter("w", 1, 2);
    const report = gradientCheck(() => {
      p.grad.data.set([5, Number.NaN]);
      return p.value.data[0] as number;
    }, [p]);
    expect(report.worst.label).toBe("w [0, 1]");
    expect(report.relativeError).toBeNaN();
  });

  it("does not hold a gradient of 0 against rounding", () => {
    const p = parameter("w", 1, 1);
    const report = gradientCheck(() => {
      p.grad.data[0] = 0;
      return 1 + Math.sin((p.value.data[0] as number) * 1e7) * 1e-16;
    }, [p]);
    expect(report.relativeError).toBe(0);
  });

  it("wants f to be the same function at each call", () => {
    const layer = new Dropout(0.5, {rng});
    const p = parameter("w", 1, 1);
    const f = () => layer.forward(x, "train").data.reduce((a, b) => a + b, 0);
    expect(() => gradientCheck(f, [p])).toThrow("freeze what is random");
    expect(() => gradientCheck(() => 0, [])).toThrow("there are no parameters to check");
  });

  it("reports every entry, and those that are wrong in their order", () => {
    const [p, q] = [parameter("w", 2, 3), parameter("b", 1, 2)];
    p.value.data.set([1, 2, 3, 4, 5, 6]);
    q.value.data.set([1, -1]);
    const f = () => {
      p.grad.data.set(p.value.data.map((w, i) => (i === 4 ? -1 : 1) * 2 * w));
      q.grad.data.fill(0); // should be 1
      return p.value.data.reduce((sum, w) => sum + w * w, 0) + q.value.data[0]! + q.value.data[1]!;
    };
    const report = gradientCheck(f, [p, q]);
    expect(report.checked).toBe(8);
    expect(report.wrong.map(({label}) => label)).toEqual(["w [1, 1]", "b [0, 0]", "b [0, 1]"]);
    expect(report.wrong[0]!.relativeError).toBeCloseTo(2, 6);
    expect(report.params[0]).toMatchObject({name: "w", rows: 2, cols: 3});
    expect(report.params[0]!.entries.map(({row, col}) => 3 * row + col)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(gradientCheck(f, [p, q], {tolerance: 3}).wrong).toEqual([]);
  });

  it("checks a few entries of each parameter, drawn from the stream", () => {
    const [p, q] = [parameter("w", 40, 50), parameter("b", 1, 3)];
    let calls = 0;
    const f = () => {
      calls++;
      return 0;
    };
    const check = () => gradientCheck(f, [p, q], {sample: {count: 5, rng: randomStream(1, "entries")}});
    const report = check();
    expect(calls).toBe(2 + 2 * 8 + 1);
    expect(report.params.map(({entries}) => entries.length)).toEqual([5, 3]);
    const places = report.params[0]!.entries.map(({row, col}) => 50 * row + col);
    expect(new Set(places).size).toBe(5);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(check()).toEqual(report);
    expect(() => gradientCheck(f, [p], {sample: {count: 0, rng: randomStream(1, "entries")}})).toThrow("at least 1");
  });

  it("wants a step above 0", () => {
    expect(() => gradientCheck(() => 0, [parameter("w", 1, 1)], {h: 0})).toThrow("above 0, not 0");
  });

  it("still checks graphs", () => {
    const check = gradientCheck(ComputationalGraph.parse("x * y"), {x: 2, y: 3}, {h: 1e-4, accumulation: "overwrite"});
    expect(check.x?.analytic).toBe(3);
  });
});
