// @vitest-environment jsdom
import fc from "fast-check";
import {beforeEach, describe, expect, it} from "vitest";
import {maxPooling} from "../../../src/units/convolution/index.ts";
import {pool} from "../../../src/units/convolution/pool.ts";

const numbers = [
  [-2, 0, 1, 3],
  [-3, 6, 1, 1],
  [5, -2, 7, 7],
  [2, 4, -2, 7],
];

beforeEach(() => document.body.replaceChildren());

describe("pool", () => {
  it("keeps the largest of each window, and hands each gradient to one number of it, whatever the stride", () => {
    const row = fc.array(fc.integer({min: -3, max: 3}), {minLength: 5, maxLength: 5});
    fc.assert(
      fc.property(
        fc.array(row, {minLength: 5, maxLength: 5}),
        fc.integer({min: 1, max: 3}),
        fc.integer({min: 1, max: 2}),
        (map, size, stride) => {
          const places = Math.floor((5 - size) / stride) + 1;
          const gradient = Array.from({length: places}, (_, i) => Array.from({length: places}, (__, j) => i + 10 * j));
          const {windows, routed} = pool(map, gradient, {size, stride});
          for (const {top, left, value, winner} of windows) {
            const read = map.slice(top, top + size).flatMap((line) => line.slice(left, left + size));
            expect(value).toBe(Math.max(...read));
            expect(map[winner.row]![winner.col]).toBe(value);
          }
          const sum = (grid: readonly (readonly number[])[]) => grid.flat().reduce((a, b) => a + b, 0);
          expect(sum(routed)).toBe(sum(gradient));
        },
      ),
    );
  });
});

describe("maxPooling", () => {
  const press = (unit: HTMLElement, key: string, shiftKey = false) =>
    unit.dispatchEvent(new KeyboardEvent("keydown", {key, shiftKey, bubbles: true}));
  const cells = (unit: HTMLElement, table: number) =>
    [...unit.querySelectorAll(".max-pooling-pass table")[table]!.querySelectorAll("td")].map((td) => td.textContent);

  it("goes forward window by window, then backward; what is not computed yet is “?”", () => {
    const unit = maxPooling({numbers});
    document.body.append(unit);
    expect(unit.value).toMatchObject({step: 0, steps: 8, phase: "forward", window: undefined});
    expect(cells(unit, 1)).toEqual(["?", "?", "?", "?"]);
    press(unit, "ArrowRight");
    expect(cells(unit, 1)).toEqual(["6", "?", "?", "?"]);
    expect(unit.querySelector(".max-pooling-line")!.textContent).toContain("max(−2, 0, −3, 6) = 6");
    expect(cells(unit, 2).every((text) => text === "?")).toBe(true);
    press(unit, "ArrowRight", true);
    expect(unit.value.step).toBe(4);
    expect(unit.querySelector(".max-pooling-line")!.textContent).toContain("a tie, so the first");
    press(unit, "ArrowRight");
    expect(unit.value.phase).toBe("backward");
    expect(cells(unit, 2).slice(0, 8)).toEqual(["0", "0", "?", "?", "0", "1", "?", "?"]);
    press(unit, "End");
    expect(unit.value.routed).toEqual([
      [0, 0, 0, 2],
      [0, 1, 0, 0],
      [3, 0, 4, 0],
      [0, 0, 0, 0],
    ]);
    press(unit, "ArrowLeft");
    expect(unit.value.step).toBe(7);
  });

  it("shows a gradient of overlapping windows when the last of them has handed on its own", () => {
    const unit = maxPooling({
      numbers: [[0, 9, 0]].concat([[0, 0, 0]]),
      size: 2,
      stride: 1,
      gradient: [[1, 5]],
      step: 3,
    });
    expect(cells(unit, 2)).toEqual(["0", "?", "?", "0", "?", "?"]);
    unit.goTo(4);
    expect(cells(unit, 2)).toEqual(["0", "6", "0", "0", "0", "0"]);
  });

  it("takes other numbers and gradients; nonsense leaves them and is named", () => {
    const unit = maxPooling({numbers, step: "end"});
    document.body.append(unit);
    let heard = 0;
    unit.addEventListener("input", () => heard++);
    const type = (label: string, text: string) => {
      const field = unit.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)!;
      field.value = text;
      field.dispatchEvent(new Event("change", {bubbles: true}));
      return field.value;
    };
    type("number, row 1, column 1", "99");
    type("gradient, row 1, column 1", "−0.5");
    expect(unit.value.output[0]![0]).toBe(99);
    expect(unit.value.routed[0]![0]).toBe(-0.5);
    expect(heard).toBe(2);
    expect(type("number, row 1, column 2", "<b>1e999")).toBe("0");
    expect(unit.querySelector('[role="alert"]')!.textContent).toBe(
      "“<b>1e999” is no number from −1000 to 1000: the number stays 0.",
    );
    expect(heard).toBe(2);
  });

  it("refuses what does not fit", () => {
    expect(() => maxPooling({numbers: [[1]]})).toThrow(RangeError);
    expect(() => maxPooling({numbers, gradient: [[1]]})).toThrow("2 rows of 2 numbers");
  });
});
