import {describe, expect, it} from "vitest";
import {newAllocations} from "../../../src/reader/edit/allocation.ts";

/** Limits of 100 items and 4000 bytes; `pause` ends the present task. */
function allocations() {
  const waiting: (() => void)[] = [];
  const made = newAllocations({items: 100, bytes: 4000, soon: (callback) => waiting.push(callback)});
  return {
    ...made,
    pause: () => {
      for (const callback of waiting.splice(0)) callback();
    },
  };
}

describe("allocations", () => {
  it("give back what they look at", () => {
    const {sized, ofLength} = allocations();
    for (const value of [[1], "text", null, undefined, 3, {a: 1}, new Map(), () => 1, new DataView(new ArrayBuffer(8))])
      expect(sized(value, "map")).toBe(value);
    for (const value of [3, -1, Number.NaN, "7", [1], {length: 2}, new ArrayBuffer(8)])
      expect(ofLength(value, 8)).toBe(value);
  });

  it("refuse what is too long, whatever it is made of", () => {
    const {sized, ofLength} = allocations();
    expect(() => ofLength(101, 8)).toThrow("an array with a length of 101, and at most 100 are allowed");
    expect(() => ofLength(Number.POSITIVE_INFINITY, 8)).toThrow(RangeError);
    expect(() => ofLength({length: 101}, 8)).toThrow(RangeError);
    expect(() => ofLength(new Uint8Array(101), 8)).toThrow(RangeError);
    expect(() => ofLength(801, 1)).toThrow("at most 800");
    expect(ofLength(800, 1)).toBe(800);
    for (const method of ["push", "fill", "concat", "..."]) {
      expect(() => sized(new Array(101), method), method).toThrow(RangeError);
      expect(() => sized(new Float64Array(101), method), method).toThrow(RangeError);
    }
    expect(() => sized("x".repeat(101), "split")).toThrow("a text with a length of 101");
    expect(sized("x".repeat(101), "slice")).toHaveLength(101);
  });

  it("look at what a text's method makes before it makes it", () => {
    const {sized} = allocations();
    expect(sized("ab", "repeat").repeat(3)).toBe("ababab");
    expect(() => sized("ab", "repeat").repeat(51)).toThrow("a text with a length of 102");
    expect(() => sized("ab", "repeat").repeat(-1)).toThrow(RangeError);
    expect(sized("a", "padEnd").padEnd(3, "-")).toBe("a--");
    expect(() => sized("a", "padStart").padStart(101)).toThrow(RangeError);
  });

  it("look at what an array is made from", () => {
    const {sized} = allocations();
    expect(sized(Array, "from").from({length: 2}, (_, i) => i)).toEqual([0, 1]);
    expect(sized(Float64Array, "from").from([1, 2])).toEqual(new Float64Array([1, 2]));
    expect(() => sized(Array, "from").from({length: 1e9})).toThrow(RangeError);
    const own = Object.assign(() => {}, {from: 3});
    expect(sized(own, "from")).toBe(own);
  });

  it("count what is made and copied without a pause", () => {
    const {sized, ofLength, pause} = allocations();
    const many = new Array(100);
    for (let i = 0; i < 4; i++) sized(many, "slice");
    expect(() => {
      for (let i = 0; i < 2; i++) sized(many, "slice");
    }).toThrow("without a pause");
    pause();
    sized(many, "slice");
    for (let i = 0; i < 1000; i++) sized(many, "push");
    expect(() => {
      for (let i = 0; i < 1000; i++) ofLength(10, 8);
    }).toThrow(RangeError);
  });
});
