import {describe, expect, it} from "vitest";
import {matrix, matrixFrom, shape, zerosLike} from "../../../src/core/index.ts";

describe("matrix", () => {
  it("is zeros in double precision, or the numbers given, not copied", () => {
    expect(matrix(2, 3)).toEqual({rows: 2, cols: 3, data: new Float64Array(6)});
    const data = Float32Array.of(1, 2);
    expect(matrix(1, 2, data).data).toBe(data);
    expect(matrix(0, 5).data.length).toBe(0);
  });

  it("refuses wrong sides and counts", () => {
    expect(() => matrix(2, 2, new Float64Array(3))).toThrow("a 2 × 2 matrix needs 4 numbers, not 3");
    for (const side of [-1, 1.5, Number.NaN]) expect(() => matrix(side, 1)).toThrow(RangeError);
  });

  it("comes from rows of one length", () => {
    expect(
      matrixFrom([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    ).toEqual({rows: 3, cols: 2, data: Float64Array.of(1, 2, 3, 4, 5, 6)});
    expect(matrixFrom([])).toEqual(matrix(0, 0));
    expect(() => matrixFrom([[1, 2], [3]])).toThrow("row 1 has 1 numbers, row 0 has 2");
  });

  it("has zeros like it, of its precision, and says its shape", () => {
    expect(zerosLike(matrix(2, 1, Float32Array.of(1, 2)))).toEqual({rows: 2, cols: 1, data: new Float32Array(2)});
    expect(zerosLike(matrixFrom([[1]])).data).toBeInstanceOf(Float64Array);
    expect(shape(matrix(3, 4))).toBe("3 × 4");
  });
});
