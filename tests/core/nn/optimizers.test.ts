import {describe, expect, it} from "vitest";
import {
  AdaGrad,
  Adam,
  Momentum,
  Nesterov,
  type Optimizer,
  type Param,
  parameter,
  penalty,
  RMSProp,
  SGD,
} from "../../../src/core/index.ts";
import {addPenaltyGradient} from "../../../src/core/nn/regularization.ts";

/** ½(x² + 20y²), its gradient, and steps until it is below 1e−3. */
function valley(optimizer: Optimizer, limit = 5000): number {
  const p = parameter("w", 1, 2);
  p.value.data.set([-10, 1]);
  for (let step = 1; step <= limit; step++) {
    const [x, y] = p.value.data as unknown as [number, number];
    p.grad.data.set([x, 20 * y]);
    optimizer.step([p]);
    const [x1, y1] = p.value.data as unknown as [number, number];
    if (0.5 * (x1 * x1 + 20 * y1 * y1) < 1e-3) return step;
  }
  return Infinity;
}

describe("the course's valley", () => {
  it("is crossed in as many steps as the course says", () => {
    expect(valley(new SGD({rate: 0.05}))).toBe(106);
    expect(valley(new SGD({rate: 0.0952}))).toBe(55);
    expect(valley(new SGD({rate: 0.1}))).toBe(Infinity);
    expect(valley(new SGD({rate: 0.101}))).toBe(Infinity);
    expect(valley(new Momentum({rate: 0.05, momentum: 0.5}))).toBe(46);
    expect(valley(new Momentum({rate: 0.05, momentum: 0.9}))).toBe(77);
    expect(valley(new Momentum({rate: 0.133, momentum: 0.404}))).toBe(17);
  });

  it.each([
    ["AdaGrad", new AdaGrad({rate: 1})],
    ["RMSProp", new RMSProp({rate: 0.01})],
    ["Adam", new Adam({rate: 0.1})],
    ["Nesterov", new Nesterov({rate: 0.03, momentum: 0.7})],
  ])("is crossed by %s", (_, optimizer) => {
    expect(valley(optimizer)).toBeLessThan(2000);
  });
});

/** Two steps on one number from 1, with gradients 2 and −1. */
function twoSteps(optimizer: Optimizer): [number, number] {
  const p = parameter("w", 1, 1);
  p.value.data[0] = 1;
  const steps = [2, -1].map((g) => {
    p.grad.data[0] = g;
    optimizer.step([p]);
    return p.value.data[0] as number;
  });
  return steps as [number, number];
}

describe("two steps by hand", () => {
  const cases: [string, () => Optimizer, [number, number]][] = [
    ["SGD", () => new SGD({rate: 0.1}), [0.8, 0.9]],
    // v = −0.2, then 0.9·(−0.2) + 0.1 = −0.08
    ["Momentum", () => new Momentum({rate: 0.1, momentum: 0.9}), [0.8, 0.72]],
    // v = −0.2: 1 + 0.9·(−0.2) − 0.2 = 0.62; v = −0.08: 0.62 − 0.072 + 0.1 = 0.648
    ["Nesterov", () => new Nesterov({rate: 0.1, momentum: 0.9}), [0.62, 0.648]],
    // s = 4, then 5
    ["AdaGrad", () => new AdaGrad({rate: 0.1, epsilon: 0}), [0.9, 0.9 + 0.1 / Math.sqrt(5)]],
    // s = 0.4, then 0.36 + 0.1 = 0.46
    [
      "RMSProp",
      () => new RMSProp({rate: 0.1, decay: 0.9, epsilon: 0}),
      [1 - 0.2 / Math.sqrt(0.4), 1 - 0.2 / Math.sqrt(0.4) + 0.1 / Math.sqrt(0.46)],
    ],
    // v̂ = 2, ŝ = 4; then v = 0.18 − 0.1 = 0.08, v̂ = 0.08/0.19, s = 0.003996 + 0.001 = 0.004996, ŝ = 0.004996/0.001999
    [
      "Adam",
      () => new Adam({rate: 0.1, epsilon: 0}),
      [0.9, 0.9 - (0.1 * (0.08 / 0.19)) / Math.sqrt(0.004996 / 0.001999)],
    ],
  ];

  it.each(cases)("%s", (_, make, [first, second]) => {
    const optimizer = make();
    const steps = twoSteps(optimizer);
    expect(steps[0]).toBeCloseTo(first, 12);
    expect(steps[1]).toBeCloseTo(second, 12);
  });

  it.each(cases)("%s forgets at reset, and keeps parameters apart", (_, make) => {
    const optimizer = make();
    const expected = twoSteps(optimizer);
    expect(twoSteps(make())).toEqual(expected);
    optimizer.reset();
    expect(twoSteps(optimizer)).toEqual(expected);

    const shared = make();
    const params = [0, 1].map(() => parameter("w", 1, 1));
    for (const p of params) p.value.data[0] = 1;
    for (const g of [2, -1]) {
      for (const p of params) p.grad.data[0] = g;
      shared.step(params);
    }
    for (const p of params) expect(p.value.data[0]).toBeCloseTo(expected[1], 12);
  });

  it("know a parameter by its matrix, under whatever name", () => {
    const optimizer = new Momentum({rate: 0.1, momentum: 0.9});
    const p = parameter("w", 1, 1);
    p.value.data[0] = 1;
    p.grad.data[0] = 2;
    optimizer.step([p]);
    p.grad.data[0] = -1;
    const renamed: Param = {...p, name: "dense 1 w"};
    optimizer.step([renamed]);
    expect(p.value.data[0]).toBeCloseTo(0.72, 12);
  });
});

it("Nesterov looks ahead: it keeps w + μ v", () => {
  const [rate, momentum] = [0.02, 0.8];
  // On f(w) = w², as Sutskever et al. write it: v ← μ v − α f′(w + μ v), w ← w + v.
  let [w, v] = [3, 0];
  const optimizer = new Nesterov({rate, momentum});
  const p = parameter("w", 1, 1);
  p.value.data[0] = w;
  for (let step = 0; step < 20; step++) {
    v = momentum * v - rate * 2 * (w + momentum * v);
    w += v;
    p.grad.data[0] = 2 * (p.value.data[0] as number);
    optimizer.step([p]);
    expect(p.value.data[0]).toBeCloseTo(w + momentum * v, 12);
  }
});

describe("settings", () => {
  it("are refused where they make no sense", () => {
    expect(() => new SGD({rate: -1})).toThrow("sgd: the learning rate must be a number of at least 0, not -1");
    expect(() => new Momentum({momentum: 1})).toThrow("0 ≤ momentum < 1");
    expect(() => new Adam({rate: Number.NaN})).toThrow("adam: the learning rate");
  });
});

describe("regularization", () => {
  it("is on weights only", () => {
    const weights = parameter("weights", 1, 3, {regularized: true});
    const bias = parameter("bias", 1, 1);
    weights.value.data.set([2, -3, 0]);
    bias.value.data[0] = 5;
    addPenaltyGradient([weights, bias], {l1: 0.1, l2: 0.01});
    expect(Array.from(weights.grad.data)).toEqual([0.1 + 0.02, -0.1 - 0.03, 0]);
    expect(bias.grad.data[0]).toBe(0);
    expect(penalty([weights, bias], {l1: 0.1, l2: 0.01})).toBeCloseTo(0.5 + 0.065, 14);
    expect(penalty([weights, bias], {})).toBe(0);
  });
});
