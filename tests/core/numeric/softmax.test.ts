import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {softmaxCrossEntropy} from "../../../src/core/nn/index.ts";
import {logSumExp, matrixFrom, softmax} from "../../../src/core/numeric/index.ts";

const finite = fc.double({min: -1e6, max: 1e6, noNaN: true});
const scores = fc.array(finite, {minLength: 1, maxLength: 8});
const moderate = fc.array(fc.double({min: -30, max: 30, noNaN: true}), {minLength: 2, maxLength: 6});
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe("softmax", () => {
  it("gives the course’s example: logits (3.2, 5.1, −1.7)", () => {
    expect(softmax([3.2, 5.1, -1.7]).map((p) => p.toFixed(4))).toEqual(["0.1300", "0.8690", "0.0010"]);
  });

  it("gives probabilities that add up to 1 and keep the scores’ order, however large the scores are", () => {
    fc.assert(
      fc.property(scores, (s) => {
        const p = softmax(s);
        expect(sum(p)).toBeCloseTo(1, 12);
        for (let i = 0; i < s.length; i++) {
          expect(p[i]).toBeGreaterThanOrEqual(0);
          for (let j = 0; j < s.length; j++) if (s[i]! > s[j]!) expect(p[i]).toBeGreaterThanOrEqual(p[j]!);
        }
      }),
    );
  });

  it("is the formula, where the formula does not overflow", () => {
    fc.assert(
      fc.property(moderate, (s) => {
        const total = sum(s.map(Math.exp));
        for (const [k, p] of softmax(s).entries()) expect(p).toBeCloseTo(Math.exp(s[k]!) / total, 12);
        expect(logSumExp(s)).toBeCloseTo(Math.log(total), 12);
      }),
    );
  });

  it("does not see a constant added to all scores, and log-sum-exp grows by it", () => {
    fc.assert(
      fc.property(moderate, fc.double({min: -1e4, max: 1e4, noNaN: true}), (s, c) => {
        const shifted = s.map((each) => each + c);
        for (const [k, p] of softmax(shifted).entries()) expect(p).toBeCloseTo(softmax(s)[k]!, 9);
        expect(logSumExp(shifted)).toBeCloseTo(logSumExp(s) + c, 8);
      }),
    );
  });

  it("tends to equal shares for high temperatures, and to the largest score for low ones", () => {
    const s = [3.2, 5.1, -1.7];
    for (const p of softmax(s, {temperature: 1e9})) expect(p).toBeCloseTo(1 / 3, 6);
    expect(softmax(s, {temperature: 1e-3})).toEqual([0, 1, 0]);
    expect(softmax(s, {temperature: 2})).toEqual(softmax([1.6, 2.55, -0.85]));
  });

  it("is what the loss runs, bit for bit", () => {
    const s = [3.2, 5.1, -1.7];
    const {loss, probabilities, gradient} = softmaxCrossEntropy(matrixFrom([s]), [0]);
    expect([...probabilities.data]).toEqual(softmax(s));
    expect(loss).toBe(logSumExp(s) - 3.2);
    expect([...gradient.data]).toEqual(softmax(s).map((p, k) => p - (k === 0 ? 1 : 0)));
  });

  it("says what it cannot take", () => {
    expect(() => softmax([])).toThrow("at least one score");
    for (const temperature of [0, -1, Number.NaN]) {
      expect(() => softmax([1], {temperature})).toThrow("a temperature is a number above 0");
    }
    expect(logSumExp([])).toBe(-Infinity);
  });
});
