// @vitest-environment jsdom
import {afterEach, describe, expect, test, vi} from "vitest";
import {
  classificationAccuracy,
  gauss,
  localSearch,
  logLikelihood,
  perceptron,
  plateaus,
  random,
  signedSamples,
} from "../../../src/core/index.ts";
import {type LinearClassifierOptions, linearClassifier} from "../../../src/units/linear-classifier/index.ts";
import {objective} from "../../../src/units/linear-classifier/objective.ts";
import {surface} from "../../../src/units/linear-classifier/surface.ts";

// jsdom has no canvas and says so at length.
vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
afterEach(() => document.body.replaceChildren());

const points = signedSamples(gauss({perClass: 20, radius: 1.8, noise: 0.75}, random(4).data));

function mount(options: Partial<LinearClassifierOptions> = {}) {
  const unit = linearClassifier({points, ...options});
  document.body.append(unit);
  const slide = (name: string, value: number) => {
    const slider = unit.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const heard: number[] = [];
  unit.addEventListener("input", () => heard.push(unit.value.step));
  const key = (name: string, more: KeyboardEventInit = {}) =>
    unit
      .querySelector(".transport-main")!
      .dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true, ...more}));
  return {unit, slide, heard, key};
}

describe("weights", () => {
  test("a slider moves them, is heard once, and all figures follow", () => {
    const {unit, slide, heard} = mount({objectives: ["accuracy", "log-likelihood"]});
    slide("weight w1", 1);
    expect(heard).toHaveLength(1);
    const {weights, right, accuracy, logLikelihood: ll} = unit.value;
    expect(weights).toEqual([1, 1]);
    expect(accuracy).toBe(classificationAccuracy([1, 1], points));
    expect(right).toBe(Math.round(40 * accuracy));
    expect(ll).toBe(logLikelihood([1, 1], points));
    expect(unit.textContent).toContain(`w = (1, 1): ${right} of 40 points right`);
    expect(unit.querySelectorAll(".point-wrong")).toHaveLength(40 - right);
  });

  test("the accuracy’s jumps are counted where they are, and their curve is drawn with them", () => {
    const {unit} = mount();
    const jumps = plateaus([-4, 1], [4, 1], points).length - 1;
    expect(unit.value.jumps).toBe(jumps);
    expect(unit.textContent).toContain(`the accuracy jumps ${jumps} times`);
    expect(unit.querySelector(".lc-jumps")!.getAttribute("d")!.match(/M/g)).toHaveLength(jumps);
    expect(unit.querySelector(".lc-curve")!.getAttribute("d")!.match(/M/g)).toHaveLength(jumps + 1);
  });

  test("only w1 can be moved if the lesson says so", () => {
    const {unit} = mount({move: "w1"});
    expect(unit.querySelector('input[aria-label="weight w2"]')).toBeNull();
    unit.set({w1: 9});
    expect(unit.value.weights, "kept in range").toEqual([4, 1]);
  });

  test("a point that is added counts in all figures, and is heard once", () => {
    const {unit, heard} = mount();
    unit.querySelector<HTMLButtonElement>('button[aria-label="Add a point of label +1"]')!.click();
    expect(unit.value.points).toHaveLength(41);
    expect(heard).toHaveLength(1);
    expect(unit.textContent).toContain("of 41 points right");
  });
});

describe("pictures", () => {
  test("slice and surface are told in words, and the choice is in the value", () => {
    const {unit, heard} = mount();
    expect(unit.querySelector(".lc-slice")!.getAttribute("aria-label")).toContain(
      "The accuracy against w1 from −4 to 4, at w2 = 1",
    );
    const surfaceChoice = unit.querySelector<HTMLInputElement>('input[value="surface"]')!;
    surfaceChoice.checked = true;
    surfaceChoice.dispatchEvent(new Event("change", {bubbles: true}));
    expect(unit.value.view).toBe("surface");
    expect(heard).toHaveLength(1);
    expect(unit.querySelector(".lc-slice")).toBeNull();
    expect(unit.querySelector(".lc-surface-picture")!.getAttribute("aria-label")).toContain("Here, at (−2, 1): 22.5 %");
  });

  test("the table has the same numbers", () => {
    const {unit} = mount({objectives: ["accuracy", "log-likelihood"]});
    const rows = [...unit.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toHaveLength(9);
    expect(rows[4]).toEqual([
      "0",
      objective("accuracy").text(classificationAccuracy([0, 1], points)),
      objective("log-likelihood").text(logLikelihood([0, 1], points)),
    ]);
  });

  test("the surface of accuracy is exact, that of the likelihood interpolated and highest where it is", () => {
    const size = 60;
    const at = (i: number) => ((2 * (i + 0.5)) / size - 1) * 4;
    const stairs = surface(objective("accuracy"), points, 4, size);
    expect(stairs[10 * size + 40]).toBe(classificationAccuracy([at(40), -at(10)], points));
    const slope = surface(objective("log-likelihood"), points, 4, size);
    const top = slope.indexOf(Math.max(...slope));
    // Gradient ascent ends at about (0.81, 0.68).
    expect(at(top % size)).toBeCloseTo(0.81, 0);
    expect(-at(Math.floor(top / size))).toBeCloseTo(0.68, 0);
    expect(Math.min(...slope)).toBeGreaterThanOrEqual(-1e-9);
    expect(Math.max(...slope)).toBeLessThanOrEqual(1);
  });

  test("weights of 0 have no line, and nothing breaks", () => {
    const {unit} = mount({weights: [0, 0], objectives: ["accuracy", "log-likelihood"], shading: "probability"});
    expect(unit.querySelector(".lc-line")).toBeNull();
    expect(unit.value.logLikelihood).toBeCloseTo(-40 * Math.LN2, 10);
    expect(unit.innerHTML).not.toContain("NaN");
  });
});

describe("a path", () => {
  const search = localSearch(([w1]) => classificationAccuracy([w1!, 1], points), {
    start: [-2],
    stepSize: 0.2,
    steps: 30,
  });

  test("keys take steps forward and back, to where weights move, and to both ends", () => {
    const {unit, key, heard} = mount({path: search});
    key("ArrowRight");
    key("ArrowRight");
    key("ArrowLeft");
    expect(unit.value.step).toBe(1);
    expect(heard).toEqual([1, 2, 1]);
    key("Home");
    key("ArrowRight", {shiftKey: true});
    expect(unit.value.step).toBe(search.findIndex(({accepted}) => accepted));
    key("End");
    expect(unit.value.step).toBe(30);
    expect(unit.value.weights).toEqual([search.at(-1)!.weights[0], 1]);
    expect(unit.querySelector('[role="status"]')!.textContent).toMatch(/^Step 30 of 30\. Tried w₁ = .* Stay\.$/);
  });

  test("points and weights are not the reader’s to move", () => {
    const {unit} = mount({path: search});
    expect(unit.querySelector("select")).toBeNull();
    expect(unit.querySelector(".drag-slider")).toBeNull();
    expect(() => unit.set({w1: 1})).toThrow("use goTo()");
  });

  test("the perceptron’s steps are told, with the point in question ringed", () => {
    const path = perceptron(points, {start: [-2, 1], passes: 1});
    const {unit, key} = mount({path, objectives: []});
    const mistake = path.findIndex((step) => step.mistake);
    key("ArrowRight", {shiftKey: true});
    expect(unit.value.step).toBe(mistake);
    expect(unit.querySelectorAll(".point-marked")).toHaveLength(1);
    expect(unit.querySelector('[role="status"]')!.textContent).toContain("is wrong: add its features. Now w = ");
  });

  test("it begins where it is told to", () => {
    expect(mount({path: search, step: 7}).unit.value.step).toBe(7);
    expect(mount({path: search, step: 700}).unit.value.step).toBe(30);
  });
});

test("what cannot be shown is refused", () => {
  expect(() => mount({weights: [1, Number.POSITIVE_INFINITY]})).toThrow("two finite numbers");
  expect(() => mount({path: []})).toThrow("no steps");
  expect(() => mount({path: [{weights: [1, 2, 3]}]})).toThrow("step 0 of the path");
  expect(() => mount({objectives: ["loss" as "accuracy"]})).toThrow('"accuracy" and "log-likelihood", not "loss"');
});
