import {describe, expect, it} from "vitest";
import {
  AbsGate,
  AddGate,
  CopyGate,
  CosGate,
  DivideGate,
  ExpGate,
  type Gate,
  GraphError,
  LogGate,
  MaxGate,
  MinGate,
  MultiplyGate,
  NegateGate,
  PowerGate,
  PowGate,
  ReciprocalGate,
  ReluGate,
  ScaleGate,
  ShiftGate,
  SigmoidGate,
  SinGate,
  SqrtGate,
  SubtractGate,
  TanhGate,
} from "../../../src/core/index.ts";

const E = Math.E;
const cases: [name: string, gate: Gate, op: string, operands: number[], value: number, locals: number[]][] = [
  ["AddGate", new AddGate(), "+", [3, -4], -1, [1, 1]],
  ["AddGate of three", new AddGate(3), "+", [1, 2, 3], 6, [1, 1, 1]],
  ["SubtractGate", new SubtractGate(), "−", [3, -4], 7, [1, -1]],
  ["MultiplyGate", new MultiplyGate(), "×", [3, -4], -12, [-4, 3]],
  ["MultiplyGate of three, one 0", new MultiplyGate(3), "×", [2, 0, 5], 0, [0, 10, 0]],
  ["DivideGate", new DivideGate(), "÷", [3, -4], -0.75, [-0.25, -3 / 16]],
  ["MaxGate", new MaxGate(), "max", [2, -1], 2, [1, 0]],
  ["MaxGate of three", new MaxGate(3), "max", [2, 7, -1], 7, [0, 1, 0]],
  ["MinGate", new MinGate(), "min", [2, -1], -1, [0, 1]],
  ["NegateGate", new NegateGate(), "×−1", [3], -3, [-1]],
  ["ScaleGate", new ScaleGate(2), "×2", [3], 6, [2]],
  ["ScaleGate that divides", ScaleGate.dividingBy(4), "÷4", [3], 0.75, [0.25]],
  ["ShiftGate", new ShiftGate(1), "+1", [3], 4, [1]],
  ["ShiftGate down", new ShiftGate(-3), "−3", [3], 0, [1]],
  ["ReciprocalGate", new ReciprocalGate(), "1/x", [-4], -0.25, [-1 / 16]],
  ["ExpGate", new ExpGate(), "exp", [-1], 1 / E, [1 / E]],
  ["LogGate", new LogGate(), "log", [E], 1, [1 / E]],
  ["SqrtGate", new SqrtGate(), "sqrt", [9], 3, [1 / 6]],
  ["SinGate", new SinGate(), "sin", [Math.PI / 6], 0.5, [Math.sqrt(3) / 2]],
  ["CosGate", new CosGate(), "cos", [Math.PI / 6], Math.sqrt(3) / 2, [-0.5]],
  ["PowGate", new PowGate(3), "^3", [-2], -8, [12]],
  ["PowGate by 0 at 0", new PowGate(0), "^0", [0], 1, [0]],
  ["PowGate below 0", new PowGate(-2), "^−2", [2], 0.25, [-0.25]],
  ["PowerGate", new PowerGate(), "^", [2, 3], 8, [12, 8 * Math.LN2]],
  ["PowerGate at 0", new PowerGate(), "^", [0, 2], 0, [0, 0]],
  ["SigmoidGate", new SigmoidGate(), "σ", [1], 1 / (1 + 1 / E), [1 / E / (1 + 1 / E) ** 2]],
  ["TanhGate", new TanhGate(), "tanh", [Math.log(2)], 0.6, [0.64]],
  ["ReluGate above 0", new ReluGate(), "relu", [3], 3, [1]],
  ["ReluGate below 0", new ReluGate(), "relu", [-3], 0, [0]],
  ["AbsGate", new AbsGate(), "abs", [-3], 3, [-1]],
  ["CopyGate", new CopyGate(), "copy", [3], 3, [1]],
];

describe.each(cases)("%s", (_, gate, op, operands, value, locals) => {
  it("is printed, and has value and local gradients in closed form", () => {
    expect(gate.op).toBe(op);
    expect(gate.arity).toBe(operands.length);
    expect(gate.forward(...operands)).toBeCloseTo(value, 12);
    gate.localGradients().forEach((local, i) => {
      expect(local).toBeCloseTo(locals[i]!, 12);
    });
    expect(gate.localGradients()).toHaveLength(operands.length);
  });

  it("multiplies by what comes from upstream", () => {
    gate.forward(...operands);
    gate.backward(-2.5).forEach((downstream, i) => {
      expect(downstream).toBeCloseTo(-2.5 * locals[i]!, 12);
    });
  });

  it("has a clone that remembers for itself", () => {
    gate.forward(...operands);
    const clone = gate.clone!();
    clone.forward(...operands.map((x) => x + 0.5));
    gate.localGradients().forEach((local, i) => {
      expect(local).toBeCloseTo(locals[i]!, 12);
    });
    expect(clone.op).toBe(op);
  });
});

describe("ties and kinks", () => {
  it("max and min give all to the first of the equal operands", () => {
    for (const gate of [new MaxGate(), new MinGate()]) {
      gate.forward(2, 2);
      expect(gate.backward(6)).toEqual([6, 0]);
    }
    const three = new MaxGate(3);
    three.forward(1, 5, 5);
    expect(three.backward(6)).toEqual([0, 6, 0]);
  });

  it('"split" gives the equal operands equal parts', () => {
    const max = new MaxGate(3, {ties: "split"});
    max.forward(5, 1, 5);
    expect(max.backward(6)).toEqual([3, 0, 3]);
    const min = new MinGate(2, {ties: "split"});
    min.forward(2, 2);
    expect(min.backward(6)).toEqual([3, 3]);
    min.forward(1, 2);
    expect(min.backward(6)).toEqual([6, 0]);
  });

  it("abs and relu have slope 0 at 0", () => {
    for (const gate of [new AbsGate(), new ReluGate()]) {
      expect(gate.forward(0)).toBe(0);
      expect(gate.localGradients()).toEqual([0]);
    }
  });
});

describe("the sigmoid far out", () => {
  const gate = new SigmoidGate();
  it.each([
    [-40, 4.248354255291589e-18, 4.248354255291589e-18],
    [40, 1, 4.248354255291589e-18],
    [-745, 5e-324, 5e-324],
    [800, 1, 0],
    [-800, 0, 0],
  ])("at %d keeps its digits and never overflows", (x, value, slope) => {
    expect(Math.abs(gate.forward(x) - value)).toBeLessThanOrEqual(1e-12 * value + 5e-324);
    expect(Math.abs(gate.localGradients()[0]! - slope)).toBeLessThanOrEqual(1e-12 * slope + 5e-324);
  });
  it("and so does the slope of tanh", () => {
    const tanh = new TanhGate();
    tanh.forward(20);
    expect(tanh.localGradients()[0]! / (4 * Math.exp(-40))).toBeCloseTo(1, 12);
    tanh.forward(1000);
    expect(tanh.localGradients()).toEqual([0]);
  });
});

describe("misuse", () => {
  it("backward before forward says what to call", () => {
    expect(() => new MultiplyGate().backward(1)).toThrow(GraphError);
    expect(() => new MultiplyGate().backward(1)).toThrow(/Call forward\(…\) before backward/);
    expect(() => new ExpGate().localGradients()).toThrow(/Call forward/);
  });
  it("counts operands", () => {
    expect(() => new MultiplyGate().forward(1)).toThrow("The × gate takes 2 operands, not 1.");
    expect(() => new ExpGate().forward(1, 2)).toThrow("The exp gate takes 1 operand, not 2.");
    expect(() => new MaxGate(1)).toThrow("two or more");
    expect(() => new ScaleGate(Number.NaN)).toThrow("finite");
  });
  it("the copy gate adds what comes back", () => {
    const copy = new CopyGate();
    copy.forward(3);
    expect(copy.backward(3, 5)).toEqual([8]);
  });
});
