// @vitest-environment jsdom
import fc from "fast-check";
import {afterEach, describe, expect, test} from "vitest";
import {softmaxCrossEntropy} from "../../../src/core/nn/index.ts";
import {matrixFrom, softmax} from "../../../src/core/numeric/index.ts";
import {type SoftmaxStepsOptions, softmaxSteps} from "../../../src/units/softmax-steps/index.ts";
import {softmaxPasses} from "../../../src/units/softmax-steps/passes.ts";
import {nextStop, stagesOf} from "../../../src/units/softmax-steps/stages.ts";
import {worked} from "../../../src/units/softmax-steps/worked.ts";

afterEach(() => document.body.replaceChildren());

const LOGITS = [3.2, 5.1, -1.7];

function mount(scores: readonly number[] = LOGITS, options: SoftmaxStepsOptions = {label: 0}) {
  const unit = softmaxSteps(scores, options);
  document.body.append(unit);
  const heard: unknown[] = [];
  unit.addEventListener("input", () => heard.push(unit.value));
  const key = (name: string, shiftKey = false) =>
    unit.dispatchEvent(new KeyboardEvent("keydown", {key: name, shiftKey, bubbles: true, cancelable: true}));
  const column = (name: string) =>
    [...unit.querySelectorAll(`tbody td[data-column="${name}"]`)].map((cell) => cell.textContent);
  const type = (name: string, text: string) => {
    const field = unit.querySelector<HTMLInputElement>(`input[aria-label="score of class ${name}"]`)!;
    field.value = text;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    return field;
  };
  const tick = (checked: boolean) => {
    const box = unit.querySelector<HTMLInputElement>("input[type=checkbox]")!;
    box.checked = checked;
    box.dispatchEvent(new Event("change", {bubbles: true}));
  };
  return {unit, heard, key, column, type, tick};
}

describe("the passes", () => {
  test("the course’s example: p, loss and gradient", () => {
    for (const stable of [false, true]) {
      const {probabilities, loss, gradient} = softmaxPasses({scores: LOGITS, label: 0, stable});
      expect(probabilities.map((p) => p.toFixed(4))).toEqual(["0.1300", "0.8690", "0.0010"]);
      expect(loss!.toFixed(4)).toBe("2.0404");
      expect(gradient!.map((g) => g.toFixed(3))).toEqual(["-0.870", "0.869", "0.001"]);
    }
  });

  test("the stable form is bit for bit what core runs", () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: -2000, max: 2000, noNaN: true}), {minLength: 2, maxLength: 6}), (scores) => {
        const passes = softmaxPasses({scores, label: 1, stable: true});
        const core = softmaxCrossEntropy(matrixFrom([scores]), [1]);
        expect(passes.probabilities).toEqual(softmax(scores));
        expect(passes.loss).toBe(core.loss);
        expect(passes.gradient).toEqual([...core.gradient.data]);
        expect(passes.problem).toBeUndefined();
      }),
    );
  });

  test("the naive form names what breaks it", () => {
    const problem = (scores: number[]) => softmaxPasses({scores, label: 0, stable: false}).problem;
    expect(problem([1000, 0])).toContain("∞ / ∞ is not a number");
    expect(problem([-1000, -1000])).toContain("0 / 0 is not a number");
    expect(problem([709.5, 709.5])).toContain("the sum is larger");
    expect(problem([-400, 400])).toContain("the logarithm of 0");
    expect(problem([700, 0])).toBeUndefined();
  });
});

describe("the steps", () => {
  test("reveal one number each, and can be taken back; what is not computed is a question mark", () => {
    const {unit, key, column, heard} = mount();
    expect(column("exp")).toEqual(["?", "?", "?"]);
    expect(unit.value).toMatchObject({step: 0, steps: 11, phase: "start", loss: undefined, sum: undefined});
    key("ArrowRight");
    expect(column("exp")).toEqual(["24.5325", "?", "?"]);
    for (let i = 0; i < 6; i++) key("ArrowRight");
    expect(column("probability")).toEqual(["0.1300", "0.8690", "0.0010"]);
    expect(column("gradient")).toEqual(["?", "?", "?"]);
    key("End");
    expect(column("gradient")).toEqual(["−0.8700", "0.8690", "0.0010"]);
    expect(unit.value.loss).toBeCloseTo(2.0404, 4);
    key("Home");
    expect(column("exp")).toEqual(["?", "?", "?"]);
    expect(heard).toHaveLength(9);
  });

  test("the keys stop at the ends of phases with Shift, and the live region says the step", () => {
    const {unit, key} = mount();
    const stops = [3, 7, 11];
    for (const stop of stops) {
      key("ArrowRight", true);
      expect(unit.value.step).toBe(stop);
    }
    key("ArrowLeft", true);
    expect(unit.value.step).toBe(7);
    expect(unit.querySelector("[role=status]")!.textContent).toBe(
      "Step 7 of 11. p C = 0.1827 / 188.7371 = 0.0010. The share of class C in the sum.",
    );
  });

  test("every state is a function of inputs and step alone", () => {
    const {unit} = mount();
    const seen = Array.from({length: 12}, (_, step) => {
      unit.goTo(step);
      return JSON.stringify(unit.value);
    });
    for (const step of [7, 2, 11, 0, 5]) {
      unit.goTo(step);
      expect(JSON.stringify(unit.value)).toBe(seen[step]);
    }
  });

  test("without a true class they end with the probabilities; the stable form takes one more", () => {
    expect(stagesOf(3, {stable: false, judged: false})).toHaveLength(7);
    const stable = stagesOf(3, {stable: true, judged: true});
    expect(stable).toHaveLength(12);
    expect(nextStop(stable, 0, 1)).toBe(1);
    const passes = softmaxPasses({scores: LOGITS, label: 0, stable: true});
    expect(worked(passes, ["A", "B", "C"], stable[0]!)).toContain("m = largest score = 5.1");
    expect(worked(passes, ["A", "B", "C"], stable[1]!)).toBe("e^{s_A − m} = e^{3.2 − 5.1} = e^{−1.9} = 0.1496");
    expect(worked(passes, ["A", "B", "C"], stable[8]!)).toContain("= 2.0404");
  });
});

describe("the inputs", () => {
  test("a typed score is taken over at once; what is no number is marked, and the last valid state stays", () => {
    const {unit, type, column} = mount(LOGITS, {label: 0, step: "end"});
    type("A", "5.1");
    expect(unit.value.scores).toEqual([5.1, 5.1, -1.7]);
    expect(column("probability").slice(0, 2)).toEqual(["0.4997", "0.4997"]);
    const field = type("B", "much");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(unit.value.scores).toEqual([5.1, 5.1, -1.7]);
    type("B", "−2");
    expect(field.hasAttribute("aria-invalid")).toBe(false);
    expect(unit.value.scores).toEqual([5.1, -2, -1.7]);
  });

  test("scores of 1000 break the naive form, which says so, and not the other", () => {
    const {unit, type, tick, column} = mount(LOGITS, {label: 0, step: "end"});
    type("A", "1000");
    expect(column("exp")[0]).toBe("∞");
    expect(unit.querySelector(".sm-problem")!.textContent).toContain("Not finite: an exponential is larger");
    tick(true);
    expect(unit.value).toMatchObject({stable: true, step: 12, problem: undefined});
    expect(column("probability")).toEqual(["1.0000", "0.0000", "0.0000"]);
    expect(unit.querySelector(".sm-problem")!.textContent).toBe("");
    tick(false);
    expect(unit.value.step).toBe(11);
  });

  test("nothing is said to be wrong before the step at which it goes wrong", () => {
    const {unit} = mount([-400, 400], {label: 0, step: 5});
    expect(unit.value.problem).toBeUndefined();
    unit.goTo(6);
    expect(unit.value.problem).toContain("the logarithm of 0");
  });

  test("set() takes scores from elsewhere and keeps the step", () => {
    const {unit, heard} = mount(LOGITS, {edit: false, step: 2});
    expect(unit.querySelector("input[type=text]")).toBeNull();
    unit.set({scores: [0, 0, 0]});
    expect(unit.value).toMatchObject({step: 2, exps: [1, 1, undefined]});
    expect(heard).toHaveLength(1);
    expect(() => unit.set({scores: [0, Number.NaN, 0]})).toThrow("the score of B must be finite");
    expect(() => unit.set({scores: [1]})).toThrow("2 to 6 classes");
    expect(() => unit.goTo(Number.NaN)).toThrow("a step is a number");
  });

  test("a label that is not there is refused", () => {
    expect(() => softmaxSteps(LOGITS, {label: 3})).toThrow("one of 0 … 2, not 3");
    expect(() => softmaxSteps(LOGITS, {names: ["cat"]})).toThrow("3 scores need as many names");
  });
});
