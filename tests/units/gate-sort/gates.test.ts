import * as fc from "fast-check";
import {expect, test} from "vitest";
import {BEHAVIOURS, counterexample, flow, GATES, looksLike} from "../../../src/units/gate-sort/gates.ts";

const gate = (name: string) => GATES.find((each) => each.name === name)!;

test("gradients are those of the gates", () => {
  const at = {x: 3, y: -2, upstream: 2};
  const grads = Object.fromEntries(GATES.map((each) => [each.name, [flow(each, at).dx, flow(each, at).dy]]));
  expect(grads).toEqual({
    add: [2, 2],
    subtract: [2, -2],
    average: [1, 1],
    max: [2, 0],
    min: [0, 2],
    multiply: [-4, 6],
    "twice the product": [-8, 12],
  });
  expect(flow(gate("multiply"), at).value).toBe(-6);
});

const number = fc.integer({min: -10, max: 10}).map((n) => n / 2);

test("a gate always looks like its own behaviour", () => {
  fc.assert(
    fc.property(fc.constantFrom(...GATES), number, number, number, (each, x, y, upstream) => {
      expect(looksLike(each.behaviour, flow(each, {x, y, upstream}))).toBe(true);
    }),
  );
});

test("and for every other behaviour there is a place where one sees that it is not", () => {
  for (const each of GATES) {
    for (const {key} of BEHAVIOURS) {
      for (const now of [
        {x: 3, y: -2, upstream: 2},
        {x: 1, y: 1, upstream: 0},
        {x: 0, y: 0, upstream: -1},
      ]) {
        const shown = counterexample(each, key, now);
        expect(shown === null).toBe(key === each.behaviour);
        if (shown) expect(looksLike(key, shown)).toBe(false);
      }
    }
  }
});
