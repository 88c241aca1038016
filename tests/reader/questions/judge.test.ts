import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {LiveQuiz} from "../../../src/reader/index.ts";
import {judge} from "../../../src/reader/questions/judge.ts";
import {moveItem} from "../../../src/reader/questions/move-item.ts";

const quiz = (given: Partial<LiveQuiz>): LiveQuiz => ({id: "q", kind: "quiz", type: "choice", hash: "h", ...given});

describe("an answer", () => {
  it("is right if it is the right option, by its number", () => {
    const choice = quiz({correct: [false, true, false]});
    expect([0, 1, 2, null, "1", [1], 99].map((answer) => judge(choice, answer)?.right)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it("of several options must have all the right ones and no other", () => {
    const several = quiz({type: "multiple", correct: [true, false, true]});
    expect(judge(several, [2, 0])).toEqual({right: true});
    expect(judge(several, [0])).toEqual({right: false, detail: "What you chose is right, but there is more."});
    expect(judge(several, [0, 1, 2])?.detail).toBe("One of those that you chose is not right.");
    expect(judge(several, "hostile")?.right).toBe(false);
  });

  it("in numbers may be off by the tolerance, and by the last bits of a decimal", () => {
    const numeric = quiz({type: "numeric", answer: 0.3, tolerance: 0});
    expect(judge(numeric, "3/10")?.right).toBe(true);
    expect(judge(quiz({type: "numeric", answer: 0.1 + 0.2, tolerance: 0}), "0.3")?.right).toBe(true);
    const near = quiz({type: "numeric", answer: 2, tolerance: 0.1});
    expect(["2.1", "1.9", "2.101", "0,2", "x", ""].map((answer) => judge(near, answer)?.right)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("in words is compared without case and spaces", () => {
    const text = quiz({type: "text", answer: ["ReLU", "rectified linear unit"]});
    expect(
      [" relu", "Rectified  Linear\tunit", "rectifiedlinearunit", "sigmoid", ""].map((a) => judge(text, a)?.right),
    ).toEqual([true, true, true, false, false]);
  });

  it("as an order says how many are in place", () => {
    const order = quiz({type: "order", places: [2, 0, 1]});
    expect(judge(order, [0, 1, 2])).toEqual({right: true});
    expect(judge(order, [1, 0, 2])).toEqual({right: false, detail: "1 of 3 is in place."});
    expect(judge(order, [0, 1])?.right).toBe(false);
  });

  it("in free text has no verdict", () => {
    expect(judge(quiz({type: "free"}), "x")).toBeUndefined();
  });
});

describe("a moved item", () => {
  it("leaves a permutation in which the others keep their order, and moves back", () => {
    const list = fc.uniqueArray(fc.integer(), {minLength: 1, maxLength: 9});
    fc.assert(
      fc.property(list, fc.nat(8), fc.integer({min: -3, max: 12}), (items, at, to) => {
        const from = at % items.length;
        const moved = moveItem(items, from, to);
        expect(moved.toSorted()).toEqual(items.toSorted());
        expect(moved.filter((item) => item !== items[from])).toEqual(items.filter((_, i) => i !== from));
        const now = moved.indexOf(items[from] as number);
        expect(now).toBe(Math.max(0, Math.min(items.length - 1, to)));
        expect(moveItem(moved, now, from)).toEqual(items);
      }),
    );
  });
});
