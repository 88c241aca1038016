// @vitest-environment jsdom
import {beforeEach, describe, expect, it} from "vitest";
import {type DropoutNetElement, dropoutNet} from "../../../src/units/dropout-net/index.ts";

const key = (unit: HTMLElement, name: string, options: KeyboardEventInit = {}) =>
  unit
    .querySelector(".dropout-frame")!
    .dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true, ...options}));
const crossed = (unit: HTMLElement) => unit.querySelectorAll(".dropout-picture .dropout-cross").length;
const picture = (unit: HTMLElement) => unit.querySelector(".dropout-frame")!.innerHTML;
const dropped = ({value}: DropoutNetElement) => value.factors!.flat().filter((factor) => factor === 0).length;

beforeEach(() => document.body.replaceChildren());

describe("dropoutNet", () => {
  it("crosses out what the mask drops, as a square where the others are circles", () => {
    const unit = dropoutNet({step: 3});
    expect(dropped(unit)).toBeGreaterThan(0);
    expect(crossed(unit)).toBe(dropped(unit));
    expect(unit.querySelectorAll(".dropout-picture rect")).toHaveLength(dropped(unit));
    expect(unit.querySelectorAll(".dropout-picture circle")).toHaveLength(3 + 8 - dropped(unit) + 1);
  });

  it("nothing is computed before the first pass: question marks, no zeros", () => {
    const unit = dropoutNet({step: 0});
    expect(unit.value.output).toBeUndefined();
    const texts = [...unit.querySelectorAll(".dropout-unit[data-kind=hidden] text")].map(
      ({textContent}) => textContent,
    );
    expect(texts.filter((text) => text === "?")).toHaveLength(8);
    expect(unit.querySelector("dd")!.textContent).toBe("?");
  });

  it("steps forth and back, by ten with Shift, and the picture hangs on the step alone", () => {
    const unit = dropoutNet({step: 5});
    const before = picture(unit);
    key(unit, "ArrowRight");
    expect(unit.value.step).toBe(6);
    expect(picture(unit)).not.toBe(before);
    key(unit, "ArrowLeft");
    expect(picture(unit)).toBe(before);
    key(unit, "ArrowRight", {shiftKey: true});
    expect(unit.value.step).toBe(15);
    key(unit, "End");
    expect(unit.value.step).toBe(200);
    key(unit, "Home");
    expect(unit.value.step).toBe(0);
  });

  it("at test time all passes are alike, and nothing is dropped", () => {
    const unit = dropoutNet({mode: "test", step: 7});
    expect(crossed(unit)).toBe(0);
    expect(unit.value.factors!.flat()).toEqual(Array(8).fill(1));
    expect(unit.value.output).toBe(unit.value.test);
    expect(unit.value.mean).toBeCloseTo(unit.value.test, 12);
    expect(unit.querySelector(".dropout-says")!.textContent).toMatch(/at test time: no unit is dropped/);
  });

  it("p = 0 is test time", () => {
    const {value} = dropoutNet({p: 0, step: 4});
    expect(value.output).toBe(value.test);
    expect(value.expectation).toBeCloseTo(value.test, 12);
  });

  it("tells who watches of each change once", () => {
    const unit = dropoutNet();
    document.body.append(unit); // a radio button changes only in a document
    let told = 0;
    unit.addEventListener("input", () => told++);
    unit.querySelector<HTMLInputElement>("[value=test]")!.click();
    expect([told, unit.value.mode]).toEqual([1, "test"]);
    unit.querySelector<HTMLInputElement>("[value=tanh]")!.click();
    expect([told, unit.value.activation]).toEqual([2, "tanh"]);
    const slider = unit.querySelector<HTMLInputElement>(".unit-range")!;
    slider.value = "0.2";
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    expect([told, unit.value.p]).toEqual([3, 0.2]);
    unit.querySelector<HTMLButtonElement>(".unit-action")!.click();
    expect([told, unit.value.seed]).toEqual([4, 2]);
  });

  it("says the reader's own step, and has the same figures in a table", () => {
    const unit = dropoutNet({step: 2});
    key(unit, "ArrowRight");
    expect(unit.querySelector("[role=status]")!.textContent).toMatch(/^Pass 3 of 200, training: .+ The output is/);
    const words = [...unit.querySelectorAll("tbody tr")].map((row) => row.lastElementChild!.textContent);
    expect(words).toHaveLength(8);
    expect(words.filter((word) => word === "dropped")).toHaveLength(dropped(unit));
  });

  it("refuses to drop everything, and keeps the last valid state", () => {
    const unit = dropoutNet({p: 0.4});
    expect(() => unit.set({p: 1})).toThrow(/0 ≤ p < 1, not 1/);
    expect(unit.value.p).toBe(0.4);
  });
});
