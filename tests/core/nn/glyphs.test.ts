import {describe, expect, it} from "vitest";
import {glyphNames, glyphs, random, randomStream} from "../../../src/core/index.ts";

describe("glyphs", () => {
  it("draws so many of each class, in turn, of pixels from 0 to 1", () => {
    const {inputs, labels, classes, shape} = glyphs({perClass: 7}, random(1).data);
    expect(classes).toBe(glyphNames.length);
    expect([inputs.rows, inputs.cols]).toEqual([7 * classes, 144]);
    expect(shape).toEqual({channels: 1, height: 12, width: 12});
    labels.forEach((label, i) => {
      expect(label).toBe(i % classes);
    });
    expect(inputs.data.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
  });

  it("draws the same from the same stream and others from another", () => {
    const draw = (name: string) => glyphs({perClass: 2}, randomStream(4, name)).inputs.data;
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
  });

  it("without noise leaves the paper white and draws ink, off the border", () => {
    const {inputs} = glyphs({perClass: 20, noise: 0, shift: 0, slant: 0}, random(2).data);
    for (let row = 0; row < inputs.rows; row++) {
      const pixels = inputs.data.subarray(row * 144, (row + 1) * 144);
      expect(pixels.filter((pixel) => pixel > 0.3).length).toBeGreaterThanOrEqual(8);
      expect(pixels[0]! + pixels[11]! + pixels[132]! + pixels[143]!).toBe(0);
    }
  });

  it("says what is out of range", () => {
    expect(() => glyphs({perClass: 0}, random(1).data)).toThrow(/perClass must be a whole number from 1/);
    expect(() => glyphs({side: 4}, random(1).data)).toThrow(/side must be a whole number from 8/);
    expect(() => glyphs({noise: Number.NaN}, random(1).data)).toThrow(/noise must lie in/);
  });
});
