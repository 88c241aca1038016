// @vitest-environment jsdom
import fc from "fast-check";
import {beforeEach, describe, expect, it} from "vitest";
import {convolve, placesText} from "../../../src/units/convolution/convolve.ts";
import {convolution, featureMaps} from "../../../src/units/convolution/index.ts";

const edge = [
  [-1, 0, 1],
  [-1, 0, 1],
  [-1, 0, 1],
];
const image = Array.from({length: 5}, () => [0, 0, 1, 1, 1]);

beforeEach(() => document.body.replaceChildren());

describe("convolve", () => {
  it("is the sum of products at every place, whatever the stride and padding", () => {
    const numbers = (n: number) =>
      fc.array(fc.array(fc.integer({min: -3, max: 3}), {minLength: n, maxLength: n}), {minLength: n, maxLength: n});
    fc.assert(
      fc.property(
        numbers(6),
        numbers(3),
        fc.integer({min: 1, max: 3}),
        fc.integer({min: 0, max: 2}),
        (picture, filter, stride, padding) => {
          const {output, places} = convolve(picture, filter, {stride, padding});
          for (const {row, col, pixels, sum} of places) {
            const expected = pixels.flat().reduce((total, pixel, i) => total + pixel * filter.flat()[i]!, 0);
            expect(sum).toBeCloseTo(expected, 10);
            expect(output[row]![col]).toBe(sum);
          }
        },
      ),
    );
  });

  it("says how its size comes about", () => {
    expect(placesText(7, 3, {stride: 1, padding: 0})).toBe("(7 − 3 + 2 · 0) / 1 + 1 = 5");
    expect(placesText(6, 3, {stride: 2, padding: 0})).toBe("⌊(6 − 3 + 2 · 0) / 2⌋ + 1 = 2");
  });
});

describe("convolution", () => {
  it("is stepped by keys, and tells the window and the sum", () => {
    const unit = convolution({image, kernel: edge});
    document.body.append(unit);
    expect(unit.value).toMatchObject({step: 0, steps: 9, window: undefined});
    unit.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowRight", bubbles: true}));
    expect(unit.value.window).toMatchObject({row: 0, col: 0, sum: 3});
    expect(unit.querySelectorAll("td[data-window]").length).toBe(9);
    expect(unit.querySelector(".convolution-sum")!.textContent).toMatch(/= 3$/);
    unit.dispatchEvent(new KeyboardEvent("keydown", {key: "End", bubbles: true}));
    expect(unit.value.step).toBe(9);
  });

  it("takes other pixels, by click and by keys, and other weights; nonsense leaves them", () => {
    const unit = convolution({image, kernel: edge, step: "end"});
    document.body.append(unit);
    let heard = 0;
    unit.addEventListener("input", () => heard++);
    const pixel = (row: number, col: number) =>
      unit.querySelector<HTMLElement>(`[data-row="${row}"][data-col="${col}"]`)!;
    pixel(0, 0).click();
    expect(unit.value.image[0]![0]).toBe(1);
    expect(unit.value.output[0]![0]).toBe(2);
    pixel(0, 0).dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowDown", bubbles: true}));
    expect(document.activeElement).toBe(pixel(1, 0));
    const weight = unit.querySelector<HTMLInputElement>(".pixel-filter input")!;
    const type = (text: string) => {
      weight.value = text;
      weight.dispatchEvent(new Event("change", {bubbles: true}));
    };
    type("2,5");
    type("<b>nonsense");
    expect(unit.querySelector('[role="alert"]')!.textContent).toContain("“<b>nonsense” is no number");
    expect(unit.querySelector('[role="alert"] b')).toBeNull();
    expect(heard).toBeGreaterThan(0);
    expect(unit.value.kernel[0]![0]).not.toBeNaN();
  });

  it("begins anew for another stride, and stays at the end if it was there", () => {
    const unit = convolution({image, kernel: edge, step: "end"});
    document.body.append(unit);
    const [stride] = unit.querySelectorAll("select");
    stride!.value = "2";
    stride!.dispatchEvent(new Event("change", {bubbles: true}));
    expect(unit.value).toMatchObject({stride: 2, step: 4, steps: 4});
  });

  it("refuses a picture that is smaller than its filter", () => {
    expect(() => convolution({image: [[1]], kernel: edge})).toThrow(/window of 3 does not fit/);
  });
});

describe("featureMaps", () => {
  it("gives each channel a picture with its range in words", () => {
    const maps = featureMaps([0, 1, 2, 3, -1, 0, 0, 0], {channels: 2, height: 2, width: 2}, {names: ["a", "b"]});
    const labels = [...maps.querySelectorAll("canvas")].map((canvas) => canvas.getAttribute("aria-label"));
    expect(labels).toEqual([
      expect.stringMatching(/^a: from 0.* to 3.*strongest in row 2, column 2$/),
      expect.stringMatching(/^b: from −1.* to 0.*strongest in row 1, column 1$/),
    ]);
  });

  it("refuses numbers that do not fill its maps", () => {
    expect(() => featureMaps([1, 2], {channels: 1, height: 2, width: 2})).toThrow("1 × 2 × 2 is 4 numbers, not 2");
  });
});
