import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {matrix, matrixFrom} from "../../../src/core/index.ts";
import {firstDifference} from "../../../src/reader/exercises/worker/compare.ts";

const difference = (found: unknown, expected: unknown, tolerance = 1e-6) =>
  firstDifference(found, expected, {tolerance});
const said = (found: unknown, expected: unknown, tolerance?: number) => {
  const one = difference(found, expected, tolerance);
  return one && (one.place ? `${one.place}: ${one.message}` : one.message);
};

describe("the first difference", () => {
  it.each<[unknown, unknown, string]>([
    [3, -4, "expected −4, found 3"],
    [0.1 + 0.2, 0.3001, "expected 0.3001, found 0.3"],
    [1.0000021, 1, "expected 1, found 1.000002"],
    [Number.NaN, 1, "expected 1, found NaN (0/0, ∞ − ∞, or a calculation with what is no number)"],
    [Number.POSITIVE_INFINITY, -1e300, "expected −1e+300, found ∞"],
    [1, Number.POSITIVE_INFINITY, "expected ∞, found 1"],
    [undefined, 1, "expected 1, found undefined: is something not returned, or not set?"],
    ["1", 1, 'expected 1, found "1"'],
    [null, 1, "expected 1, found null"],
    [() => 1, 1, "expected 1, found a function, ƒ(): is it not called?"],
    [Promise.resolve(1), 1, "expected 1, found a promise: write “await” before it, or leave out “async”"],
    [[1, 3, 3], [1, 2, 3], "entry [1]: expected 2, found 3"],
    [[1, 2], [1, 2, 3], "expected an array of 3 entries, found one of 2"],
    [5, [1], "expected an array of 1 entry, found 5"],
    [
      [
        [1, 2],
        [3, 0],
      ],
      [
        [1, 2],
        [3, 4],
      ],
      "entry [1][1]: expected 4, found 0",
    ],
    [Float64Array.of(1, 2), [1, 2.5], "entry [1]: expected 2.5, found 2"],
    [[1, 2], Float32Array.of(1, 3), "entry [1]: expected 3, found 2"],
    [
      matrixFrom([
        [1, 2, 3],
        [4, 5, 7],
      ]),
      matrixFrom([
        [1, 2, 3],
        [4, 5, 6],
      ]),
      "row 2, column 3: expected 6, found 7",
    ],
    [
      [
        [1, 2],
        [3, 4],
      ],
      matrixFrom([
        [1, 2],
        [3, 5],
      ]),
      "row 2, column 2: expected 5, found 4",
    ],
    [matrix(2, 3), matrix(3, 2), "expected a 3 × 2 matrix, found one of 2 × 3"],
    [[1, 2], matrix(1, 2), "expected a 1 × 2 matrix, found Array(2) [1, 2]"],
    [{rows: 1, cols: 2, data: [0]}, matrix(1, 2), "expected a 1 × 2 matrix, whose data has 2 numbers, found data of 1"],
    [{dx: 1, dy: 3}, {dx: 1, dy: 2}, "dy: expected 2, found 3"],
    [{weights: [1, 0]}, {weights: [1, 2]}, "weights[1]: expected 2, found 0"],
    [{dx: 1}, {dx: 1, dy: 2}, "expected an object with the key “dy”. It has dx."],
    [undefined, {dx: 1}, "expected an object with dx, found undefined: is something not returned, or not set?"],
    ["a", "b", 'expected "b", found "a"'],
  ])("of %j and %j is told", (found, expected, message) => expect(said(found, expected)).toBe(message));

  it("is none within the tolerance, which grows with the number", () => {
    expect(difference(1e6 + 0.5, 1e6)).toBeUndefined();
    expect(difference(1e-7, 0)).toBeUndefined();
    expect(difference(0.9, 1, 0.2)).toBeUndefined();
    expect(difference(Number.NaN, Number.NaN)).toBeUndefined();
    expect(difference({dx: 1, more: 2}, {dx: 1})).toBeUndefined();
  });

  it("is there for a tiny number too, where closeness is relative", () => {
    const relative = (found: number, expected: number) =>
      firstDifference(found, expected, {tolerance: 1e-6, relative: true});
    expect(relative(4.2483e-18, 4.2484e-18)?.message).toBe("expected 4.2484e−18, found 4.2483e−18");
    expect(relative(4.2484e-18 * (1 + 1e-7), 4.2484e-18)).toBeUndefined();
    expect(relative(1e-300, 0)).toBeDefined();
    expect(relative(0, 0)).toBeUndefined();
  });

  it("never throws for what a reader's code returns", () => {
    const hostile = {
      get 0(): never {
        throw new Error("no");
      },
      length: 1,
    };
    const throwing = [0];
    Object.defineProperty(throwing, 0, {
      get() {
        throw new Error("no");
      },
    });
    const refusing = new Proxy([1], {
      get() {
        throw new Error("no");
      },
      ownKeys() {
        throw new Error("no");
      },
    });
    expect(said(hostile, [1])).toMatch(/expected an array of 1 entry, found \{0: \(cannot be read\)/);
    expect(said(throwing, [1])).toBe("entry [0]: expected 1, found something that throws when it is read: Error: no");
    for (const expected of [1, [1], {dx: 1}, matrix(1, 1), "a"]) expect(said(refusing, expected)).toBeTypeOf("string");
  });

  it("ends where an expected value holds itself", () => {
    const loop: unknown[] = [1];
    loop.push(loop);
    expect(difference(loop, loop)).toBeUndefined();
  });

  const numbers = fc.array(fc.double({noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6}), {
    minLength: 1,
    maxLength: 6,
  });
  const nested = fc.array(numbers, {minLength: 1, maxLength: 5});

  it("of a value to itself is none, and names the one entry that was changed", () => {
    fc.assert(
      fc.property(nested, fc.nat(), fc.nat(), (rows, a, b) => {
        expect(difference(structuredClone(rows), rows)).toBeUndefined();
        const [i, j] = [a % rows.length, b % rows[a % rows.length]!.length];
        const changed = structuredClone(rows);
        changed[i]![j]! += 1 + Math.abs(changed[i]![j]!);
        // What comes behind may be wrong as well: only the first is told.
        changed.push([0]);
        changed.length = rows.length;
        for (const row of changed.slice(i + 1)) row.fill(Number.NaN);
        expect(difference(changed, rows)?.place).toBe(`entry [${i}][${j}]`);
      }),
    );
  });

  it("of matrices is the same as that of their rows", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 5}), fc.integer({min: 1, max: 5}), fc.nat(), (rows, cols, k) => {
        const expected = matrix(rows, cols);
        const found = matrix(rows, cols);
        const at = k % (rows * cols);
        found.data[at] = 1;
        const place = `row ${Math.floor(at / cols) + 1}, column ${(at % cols) + 1}`;
        expect(difference(found, expected)?.place).toBe(place);
        const list = Array.from({length: rows}, (_, i) => Array.from(found.data.slice(i * cols, (i + 1) * cols)));
        expect(difference(list, expected)?.place).toBe(place);
      }),
    );
  });
});
