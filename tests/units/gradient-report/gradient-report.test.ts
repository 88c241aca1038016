// @vitest-environment jsdom
import {expect, test} from "vitest";
import {gradientCheck, parameter, randomStream} from "../../../src/core/index.ts";
import {factorText, gradientReport} from "../../../src/units/gradient-report/index.ts";

/** Σ w² + Σ b, with gradients as given. */
function check(gradient: (w: number, i: number) => number, bias = 1) {
  const [w, b] = [parameter("weights", 2, 2), parameter("bias", 1, 2)];
  w.value.data.set([1, -2, 3, 0.5]);
  b.value.data.set([0.3, 0.7]);
  const f = () => {
    w.grad.data.set(w.value.data.map((value, i) => gradient(value, i)));
    b.grad.data.fill(bias);
    return w.value.data.reduce((sum, value) => sum + value * value, 0) + b.value.data[0]! + b.value.data[1]!;
  };
  return gradientCheck(f, [w, b]);
}

const cells = (node: HTMLElement) => [...node.querySelectorAll("td")].map((cell) => cell.textContent);

test("a right gradient is ticks, and its largest relative error", () => {
  const node = gradientReport(check((w) => 2 * w));
  expect(cells(node)).toEqual(["✓", "✓", "✓", "✓", "✓", "✓"]);
  expect(node.textContent).toContain("All 6 entries that were checked agree. None differs by more than rounding");
  const near = gradientReport(check((w) => 2 * w * (1 + 3e-6)));
  expect(near.textContent).toContain("The largest relative error is 3×10−6, of weights [");
});

test("names the first wrong entry with what was expected and found, and shows each factor", () => {
  const node = gradientReport(check((w, i) => (i === 1 ? -2 * w : i === 2 ? 16 * w : 2 * w), 0.25));
  expect(cells(node)).toEqual(["✓", "×−1", "×8", "✓", "×0.25", "×0.25"]);
  expect(node.textContent).toContain("4 of 6 entries are wrong");
  expect(node.querySelector("p")!.textContent).toContain("The first is weights [0, 1]: expected −4");
  expect(node.querySelector("p")!.textContent).toContain("found 4 in the backward pass");
  expect(node.querySelector("caption")!.textContent).toBe("weights ✗ 2 of 4 wrong");
});

test("one wrong entry is one", () => {
  const node = gradientReport(check((w, i) => (i === 3 ? 0 : 2 * w)));
  expect(node.textContent).toContain("1 of 6 entries is wrong: weights [1, 1]");
  expect(cells(node)[3]).toBe("×0");
});

test("factors that are no plain numbers", () => {
  const entry = {label: "w [0, 0]", row: 0, col: 0, relativeError: 1};
  expect(factorText({...entry, analytic: 0.3, numerical: 1e-13})).toBe("not 0");
  expect(factorText({...entry, analytic: Number.NaN, numerical: 1})).toBe("NaN");
  expect(factorText({...entry, analytic: 1.0004, numerical: 1})).toBe("×1.0004");
  expect(factorText({...entry, analytic: 40000, numerical: 1})).toBe("×4×10⁴");
});

test("a sample leaves entries unchecked, and large parameters are counted", () => {
  const [small, large] = [parameter("w", 3, 3), parameter("v", 20, 30)];
  const sample = {count: 4, rng: randomStream(1, "sample")};
  const node = gradientReport(gradientCheck(() => 0, [small], {sample}));
  expect(cells(node).filter((text) => text === "✓")).toHaveLength(4);
  expect(cells(node).filter((text) => text === "·not checked")).toHaveLength(5);
  const counted = gradientReport(gradientCheck(() => 0, [small, large], {sample}));
  expect(cells(counted)).toEqual([]);
  expect(counted.textContent).toContain("v, 20 × 30: 4 checked, ✓ none wrong");
});
