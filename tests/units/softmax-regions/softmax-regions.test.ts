// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {gauss} from "../../../src/core/nn/index.ts";
import {matrixFrom, random} from "../../../src/core/numeric/index.ts";
import {plane} from "../../../src/units/points-editor/index.ts";
import {type SoftmaxRegionsOptions, softmaxRegions} from "../../../src/units/softmax-regions/index.ts";

afterEach(() => document.body.replaceChildren());

const SIZE = 460;
const data = gauss({classes: 3, perClass: 10, radius: 1.8, noise: 0.4}, random(1).data);
const WEIGHTS = [
  [1, 1],
  [-1, 1],
  [0, -1],
] as const;
const PATH = Array.from({length: 31}, (_, step) => ({
  weights: WEIGHTS.map(([a, b]) => [(a * step) / 20, (b * step) / 20]),
  biases: [0, 0, 0],
}));

function mount(options: SoftmaxRegionsOptions = {data, weights: WEIGHTS, probe: [3, -3]}) {
  const unit = softmaxRegions(options);
  document.body.append(unit);
  const picture = unit.querySelector<SVGSVGElement>("svg.sr-picture")!;
  Object.defineProperty(picture, "viewBox", {value: {baseVal: {width: SIZE, height: SIZE}}});
  picture.getBoundingClientRect = () => ({left: 0, top: 0, width: SIZE, height: SIZE}) as DOMRect;
  const area = plane(SIZE, 4);
  const point = (type: string, x: number, y: number) =>
    picture.dispatchEvent(
      Object.assign(new Event(type), {clientX: area.x(x), clientY: area.y(y), button: 0, pointerId: 1}),
    );
  const drag = (from: readonly [number, number], to: readonly [number, number]) => {
    point("pointerdown", ...from);
    point("pointermove", ...to);
    point("pointerup", ...to);
  };
  const slide = (name: string, value: number) => {
    const slider = unit.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const key = (name: string, shiftKey = false) =>
    unit.dispatchEvent(new KeyboardEvent("keydown", {key: name, shiftKey, bubbles: true, cancelable: true}));
  const heard: unknown[] = [];
  unit.addEventListener("input", () => heard.push(unit.value));
  return {unit, drag, slide, key, heard};
}

test("a weight vector is dragged by its head, and the regions and points follow", () => {
  const {unit, drag, heard} = mount();
  const before = unit.querySelector(".sr-region")!.getAttribute("d");
  drag([1, 1], [-2, -2.02]);
  expect(unit.value.weights).toEqual([
    [-2, -2],
    [-1, 1],
    [0, -1],
  ]);
  expect(unit.querySelector(".sr-region")!.getAttribute("d")).not.toBe(before);
  expect(unit.value.right).toBeLessThan(15);
  expect(heard).toHaveLength(1);
  drag([3.5, 3.5], [0, 0]);
  expect(heard, "a press beside all handles").toHaveLength(1);
  drag([-2, -2], [9, 9]);
  expect(unit.value.weights[0], "kept in the square").toEqual([4, 4]);
});

test("sliders do all that the pointer does, and biases besides", () => {
  const {unit, slide, heard} = mount();
  slide("weight w2 of class C", 2.5);
  slide("bias b of class B", -1);
  slide("probe x1", 1);
  expect(unit.value.weights[2]).toEqual([0, 2.5]);
  expect(unit.value.biases).toEqual([0, -1, 0]);
  expect(unit.value.probe).toEqual([1, -3]);
  expect(unit.value.scores).toEqual([-2, -5, -7.5]);
  expect(heard).toHaveLength(3);
});

test("the probe is dragged, and its scores and probabilities are told", () => {
  const {unit, drag} = mount({weights: WEIGHTS, probe: [2, -2]});
  drag([2, -2], [0, 0]);
  expect(unit.value.scores).toEqual([0, 0, 0]);
  expect(unit.textContent).toContain("At (0, 0) the scores are A 0.00, B 0.00, C 0.00; the probabilities A 0.333");
});

test("regions bear their class’s letter, points its form; nothing is told by colour alone", () => {
  const {unit} = mount();
  expect([...unit.querySelectorAll(".sr-region-name")].map((name) => name.textContent)).toEqual(["A", "B", "C"]);
  const forms = [0, 1, 2].map((k) => unit.querySelector(`.sr-points [data-class="${k}"] .sr-mark`)!.tagName);
  expect(forms).toEqual(["circle", "rect", "path"]);
  expect(unit.querySelector("svg.sr-picture")!.getAttribute("aria-label")).toContain("w of A is (1.00, 1.00)");
});

test("a class that nowhere wins is said to", () => {
  const {unit} = mount({
    weights: [
      [0, 0],
      [2, 0],
      [-2, 0],
    ],
    biases: [-3, 0, 0],
  });
  expect(unit.textContent).toContain("A nowhere");
  expect([...unit.querySelectorAll(".sr-region-name")].map((name) => name.textContent)).toEqual(["B", "C"]);
});

test("a path is walked by keys and back; its weights are not to be dragged", () => {
  const {unit, key, drag, heard} = mount({data, path: PATH, probe: null});
  expect(unit.value).toMatchObject({step: 0, steps: 30});
  expect(unit.value.loss).toBeCloseTo(Math.log(3), 12);
  expect(unit.textContent).toContain("a tie, and each class gets 1/3");
  key("ArrowRight");
  key("ArrowRight", true);
  expect(unit.value.step).toBe(11);
  expect(unit.querySelector("[role=status]")!.textContent).toContain("Step 11 of 30.");
  drag([0.55, 0.55], [2, 2]);
  expect(unit.value.weights).toEqual(PATH[11]!.weights);
  key("End");
  expect(unit.value.step).toBe(30);
  key("ArrowLeft");
  key("Home");
  expect(unit.value).toMatchObject({step: 0, weights: PATH[0]!.weights});
  expect(heard).toHaveLength(5);
  expect(() => unit.set({weights: WEIGHTS})).toThrow("the weights of a path are those of its steps");
});

test("what cannot be shown is refused, with its place", () => {
  expect(() => softmaxRegions({weights: [[1, 2]]})).toThrow("three pairs of finite numbers");
  expect(() => softmaxRegions({biases: [0, Number.NaN, 0]})).toThrow("the biases are three finite numbers");
  expect(() => softmaxRegions({path: [PATH[0]!, {weights: [], biases: []}]})).toThrow("of step 1");
  expect(() => softmaxRegions({path: []})).toThrow("the path has no states");
  expect(() => softmaxRegions({data: {inputs: matrixFrom([[1, 2]]), labels: [7]}})).toThrow("the class of point 0");
  expect(() => softmaxRegions({data: {inputs: matrixFrom([[1, 2]]), labels: []}})).toThrow(
    "1 points need as many labels",
  );
  expect(() => mount().unit.goTo(Number.NaN)).toThrow("a step is a number");
});
