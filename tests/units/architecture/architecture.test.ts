// @vitest-environment jsdom
import {afterEach, expect, test, vi} from "vitest";
import {alexnet} from "../../../src/units/architecture/alexnet.ts";
import {type ArchitectureElement, architecture} from "../../../src/units/architecture/architecture.ts";
import {neuralTuringMachine} from "../../../src/units/architecture/neural-turing-machine.ts";

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

function mount(unit: ArchitectureElement): ArchitectureElement {
  document.body.append(unit);
  return unit;
}

function press(target: Element, key: string, init: KeyboardEventInit = {}) {
  target.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...init}));
}

const says = (unit: Element) => unit.querySelector(".architecture-says")!.textContent;

function dial(unit: Element, name: string, value: number | boolean) {
  const input = unit.querySelector<HTMLInputElement>(`input[data-dial="${name}"]`)!;
  if (typeof value === "boolean") {
    input.checked = value;
    input.dispatchEvent(new Event("change", {bubbles: true}));
  } else {
    input.value = String(value);
    input.dispatchEvent(new Event("input", {bubbles: true}));
  }
}

test("the value says what the network comes to", () => {
  const {value} = mount(architecture(alexnet()));
  expect(value).toMatchObject({parameters: 60_965_224, step: 0, phase: "start"});
  expect(value.layers).toHaveLength(25);
  expect(architecture(alexnet).value.parameters).toBe(60_965_224);
});

test("keys step, go by phases, and to the ends", () => {
  const unit = mount(architecture(alexnet()));
  const heard: number[] = [];
  unit.addEventListener("input", () => heard.push(unit.value.step));
  for (const [key, init] of [
    ["ArrowRight"],
    ["ArrowRight"],
    ["ArrowLeft"],
    ["ArrowRight", {shiftKey: true}],
    ["ArrowRight", {shiftKey: true}],
    ["End"],
    ["Home"],
  ] as [string, KeyboardEventInit?][]) {
    press(unit.querySelector(".architecture-frame")!, key, init);
  }
  expect(heard).toEqual([1, 2, 1, 25, 26, 50, 0]);
  press(unit, "End");
  expect(unit.value.phase).toBe("done");
  expect(says(unit)).toContain("Backward: conv1");
});

test("each change is heard once, with the new value", () => {
  const unit = mount(architecture(alexnet()));
  const heard: (number | null)[] = [];
  unit.addEventListener("input", () => heard.push(unit.value.parameters));
  dial(unit, "twoTowers", false);
  expect(heard).toEqual([62_378_344]);
  dial(unit, "size", 224);
  expect(heard).toEqual([62_378_344, null]);
  expect(unit.querySelector("[role=alert]")!.textContent).toContain("54.25 is not a whole number");
  dial(unit, "floor", true);
  expect(unit.querySelector("[role=alert]")!.textContent).toBe("");
  expect(unit.value.layers.find(({name}) => name === "conv1")!.shape).toEqual([54, 54, 96]);
});

test("a batch multiplies activations and not parameters", () => {
  const unit = mount(architecture(alexnet()));
  const {activations} = unit.value;
  dial(unit, "batch", 128);
  expect(unit.value).toMatchObject({parameters: 60_965_224, activations: 128 * activations!});
});

test("more steps of time make more layers of the same parameters", () => {
  const unit = mount(architecture(neuralTuringMachine({steps: 2}), {step: "end"}));
  const {parameters, layers} = unit.value;
  dial(unit, "steps", 6);
  expect(unit.value.parameters).toBe(parameters);
  expect(unit.value.layers.length).toBe(4 + 6 * ((layers.length - 4) / 2));
  expect(unit.value.phase).toBe("done");
  expect(unit.querySelectorAll("tbody tr")).toHaveLength(unit.value.layers.length);
});

test("a pressed layer tells its sizes, in the picture and in the table", () => {
  const unit = mount(architecture(alexnet()));
  const picked = unit.querySelector<HTMLElement>(".architecture-picked")!;
  expect(picked.hidden).toBe(true);
  unit.querySelector('g[data-layer="5"]')!.dispatchEvent(new MouseEvent("click", {bubbles: true}));
  expect(picked.hidden).toBe(false);
  expect(picked.textContent).toContain("Parameters: 256·(5·5·48) + 256 = 307,456.");
  expect(unit.querySelector('g[data-layer="5"]')!.hasAttribute("data-selected")).toBe(true);
  unit.querySelector<HTMLButtonElement>('tr[data-layer="16"] button')!.click();
  expect(picked.textContent).toContain("4096·9216 + 4096 = 37,752,832.");
});

test("the gradient shows ? until it has come, then the output's shape", () => {
  const unit = mount(architecture(alexnet()));
  const gradient = () => unit.querySelector('g[data-layer="1"] .architecture-gradient')!.textContent;
  expect(gradient()).toBe("∂ ?");
  press(unit, "End");
  expect(gradient()).toBe("∂ 55×55×96");
});

test("it plays to the end, silently, and stops when it leaves the page", () => {
  vi.useFakeTimers();
  const unit = mount(architecture(neuralTuringMachine({steps: 1})));
  press(unit, " ");
  expect(unit.querySelector('[aria-label="Pause"]')).not.toBeNull();
  expect(unit.querySelector(".architecture-says")!.getAttribute("aria-live")).toBe("off");
  vi.advanceTimersByTime(420 * 3);
  expect(unit.value.step).toBe(4);
  unit.remove();
  vi.advanceTimersByTime(420 * 10);
  expect(unit.value.step).toBe(4);
});

test("plus, minus and 0 zoom", () => {
  const unit = mount(architecture(alexnet()));
  const box = () => unit.querySelector(".architecture-picture")!.getAttribute("viewBox");
  const all = box();
  press(unit, "+");
  expect(box()).not.toBe(all);
  press(unit, "0");
  expect(box()).toBe(all);
});
