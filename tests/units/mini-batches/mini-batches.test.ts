// @vitest-environment jsdom
import {beforeEach, describe, expect, it} from "vitest";
import {gauss, logLikelihoodGradient, random, signedSamples} from "../../../src/core/index.ts";
import {miniBatches} from "../../../src/units/mini-batches/index.ts";

const samples = signedSamples(gauss({perClass: 10}, random(1).data));
const key = (unit: HTMLElement, name: string, options: KeyboardEventInit = {}) =>
  unit
    .querySelector(".mini-frame")!
    .dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true, ...options}));
const ringed = (unit: HTMLElement) => unit.querySelectorAll(".mini-ring").length;
const arrows = (unit: HTMLElement) => unit.querySelectorAll(".mini-batch, .mini-latest").length;

beforeEach(() => document.body.replaceChildren());

describe("miniBatches", () => {
  it("a step is a batch: its points are ringed, and its gradient is an arrow", () => {
    const unit = miniBatches({samples, size: 5, step: 0});
    expect([ringed(unit), arrows(unit)]).toEqual([0, 0]);
    expect(unit.value.gradient).toBeUndefined();
    expect(unit.value.spread).toBeUndefined();
    key(unit, "ArrowRight");
    expect([unit.value.step, ringed(unit), arrows(unit)]).toEqual([1, 5, 1]);
    key(unit, "ArrowRight", {shiftKey: true});
    expect([unit.value.step, ringed(unit), arrows(unit)]).toEqual([11, 5, 11]);
    key(unit, "End");
    expect([unit.value.step, arrows(unit)]).toEqual([100, 100]);
    key(unit, "Home");
    expect([unit.value.step, arrows(unit)]).toEqual([0, 0]);
  });

  it("every step can be taken back", () => {
    const unit = miniBatches({samples, size: 3, step: 4});
    const before = unit.querySelector(".mini-frame")!.innerHTML.replace(/mini-clip-\d+/g, "");
    key(unit, "ArrowRight");
    expect(unit.querySelector(".mini-frame")!.innerHTML.replace(/mini-clip-\d+/g, "")).not.toBe(before);
    key(unit, "ArrowLeft");
    expect(unit.querySelector(".mini-frame")!.innerHTML.replace(/mini-clip-\d+/g, "")).toBe(before);
  });

  it("the full gradient is that of the average log-likelihood", () => {
    const weights = [0.3, 0.7] as const;
    const {full} = miniBatches({samples, weights}).value;
    const sum = logLikelihoodGradient(weights, samples);
    for (const d of [0, 1]) expect(full[d]).toBeCloseTo(sum[d]! / samples.length, 12);
  });

  it("a batch of all points is the full gradient, and one larger makes the theory smaller", () => {
    const unit = miniBatches({samples, size: 1});
    const {theory} = unit.value;
    unit.set({size: 4});
    expect(unit.value.theory).toBeLessThan(theory / 2 + 1e-12);
    unit.set({size: 20});
    expect(unit.value.theory).toBe(0);
    expect(unit.value.spread).toBeLessThan(1e-12);
    for (const d of [0, 1]) expect(unit.value.gradient![d]).toBeCloseTo(unit.value.full[d]!, 12);
  });

  it("tells who watches of each change once", () => {
    const unit = miniBatches({samples, step: 0});
    document.body.append(unit); // a radio button changes only in a document
    let told = 0;
    unit.addEventListener("input", () => told++);
    key(unit, "ArrowRight");
    expect(told).toBe(1);
    const slider = unit.querySelector<HTMLInputElement>(".unit-range")!;
    slider.value = "7";
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    expect([told, unit.value.size]).toEqual([2, 7]);
    unit.querySelector<HTMLButtonElement>(".unit-action")!.click();
    expect([told, unit.value.seed]).toEqual([3, 2]);
    unit.querySelectorAll<HTMLInputElement>("[type=radio]")[1]!.click();
    expect([told, unit.value.replacement]).toEqual([4, true]);
  });

  it("speaks of what the reader's own step has done, and the table has the same figures", () => {
    const unit = miniBatches({samples, size: 2, step: 0});
    expect(unit.querySelector("[role=status]")!.textContent).toBe("");
    key(unit, "ArrowRight");
    const said = unit.querySelector("[role=status]")!.textContent!;
    expect(said).toMatch(/^Batch 1 of 100: its gradient is \(.+\), that of all points/);
    const rows = unit.querySelectorAll("tbody tr");
    expect(rows).toHaveLength(2);
    const cells = [...rows[1]!.children].map((cell) => cell.textContent!);
    expect(cells[0]).toBe("1");
    expect(Number(cells[1]!.replace("−", "-"))).toBeCloseTo(unit.value.gradient![0]!, 3);
    expect(cells[4]!.split(", ")).toHaveLength(2);
  });

  it("the same options give the same picture", () => {
    const of = () =>
      miniBatches({samples, seed: 5})
        .querySelector(".mini-frame")!
        .innerHTML.replace(/mini-clip-\d+/g, "");
    expect(of()).toBe(of());
  });

  it("refuses a batch larger than all, and keeps the last valid state", () => {
    const unit = miniBatches({samples, size: 5});
    expect(() => unit.set({size: 21})).toThrow(/1 to 20 of them, not 21/);
    expect(unit.value.size).toBe(5);
    expect(() => miniBatches({samples: samples.slice(0, 1)})).toThrow(/at least two samples/);
  });
});
