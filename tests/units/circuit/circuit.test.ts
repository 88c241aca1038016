// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {type CircuitElement, type CircuitOptions, circuit} from "../../../src/units/circuit/index.ts";

const INPUTS = {x: -2, y: 5, z: -4};

function mount(
  options: CircuitOptions = {},
  expression = "q = x + y; f = q * z",
  inputs: Record<string, number> = INPUTS,
): CircuitElement {
  const unit = circuit(expression, inputs, options);
  document.body.append(unit);
  return unit;
}

const button = (unit: Element, name: string) => unit.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)!;
const field = (unit: Element, name: string) =>
  unit.querySelector<HTMLInputElement>(`input[type=number][aria-label="${name}"]`)!;
const said = (unit: Element) => unit.querySelector(".circuit-live")!.textContent;
const picture = (unit: Element, id: string, what: "value" | "gradient") =>
  unit.querySelector(`.circuit-node[data-node="${id}"] .circuit-${what} text`)!.textContent!.replaceAll(/\s/g, "");
const row = (unit: Element, id: string) =>
  [...unit.querySelectorAll(`tr[data-node="${id}"] > *`)].map((cell) => cell.textContent);
const box = (unit: Element, label: string) =>
  [...unit.querySelectorAll<HTMLLabelElement>(".circuit-toggle label")]
    .find(({textContent}) => textContent === label)!
    .querySelector("input")!;

function press(target: Element, key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...init});
  target.dispatchEvent(event);
  return event;
}
function type(input: HTMLInputElement, value: string): void {
  input.value = value;
  input.dispatchEvent(new Event("input", {bubbles: true}));
}

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe("stepping", () => {
  it("goes by the buttons, and tells whoever listens once a step", () => {
    const unit = mount();
    let heard = 0;
    unit.addEventListener("input", () => heard++);
    expect(unit.value).toEqual({
      step: 0,
      steps: 7,
      phase: "start",
      values: INPUTS,
      gradients: {},
      inputs: INPUTS,
      output: undefined,
      expression: "q = x + y; f = q * z",
    });
    expect(picture(unit, "q", "value")).toBe("?");
    expect(picture(unit, "x", "gradient")).toBe("∂?");
    for (let i = 0; i < 4; i++) button(unit, "Next step").click();
    expect(unit.value).toMatchObject({step: 4, phase: "backward", output: -12, gradients: {f: 1, q: -4}});
    expect(picture(unit, "q", "value")).toBe("3");
    expect(picture(unit, "q", "gradient")).toBe("∂−4");
    expect(picture(unit, "x", "gradient")).toBe("∂?");
    expect(heard).toBe(4);
    button(unit, "Last step").click();
    expect(unit.value).toMatchObject({step: 7, phase: "done", gradients: {f: 1, q: -4, z: 3, x: -4, y: -4}});
    button(unit, "Next step").click();
    expect(heard).toBe(5);
    button(unit, "Previous step").click();
    button(unit, "First step").click();
    expect(unit.value.step).toBe(0);
    expect(picture(unit, "f", "value")).toBe("?");
  });

  it("says one sentence a step that the reader takes", () => {
    const unit = mount();
    expect(unit.querySelector(".circuit-live")!.getAttribute("aria-live")).toBe("polite");
    expect(said(unit)).toBe("");
    unit.goTo(3);
    expect(said(unit)).toBe("");
    button(unit, "Next step").click();
    expect(said(unit)).toBe("Step 4 of 7. Multiply gate, edge q: upstream 1 times local z = −4 gives −4.");
    expect(unit.querySelectorAll("[aria-live=polite]:not(:empty)")).toHaveLength(1);
  });

  it("goes by the keys from anywhere inside, but leaves fields their own", () => {
    const unit = mount({sliders: ["x"]});
    const frame = unit.querySelector(".circuit-frame")!;
    expect(press(frame, "ArrowRight").defaultPrevented).toBe(true);
    expect(unit.value.step).toBe(1);
    press(frame, "ArrowRight", {shiftKey: true});
    expect(unit.value.step).toBe(2);
    press(frame, "ArrowRight", {shiftKey: true});
    expect(unit.value).toMatchObject({step: 3, phase: "seed"});
    press(frame, "End");
    expect(unit.value.step).toBe(7);
    press(frame, "ArrowLeft", {shiftKey: true});
    expect(unit.value.step).toBe(3);
    press(button(unit, "Next step"), "ArrowLeft");
    expect(unit.value.step).toBe(2);
    press(frame, "Home");
    expect(unit.value.step).toBe(0);
    for (const own of [field(unit, "x"), unit.querySelector('input[type="range"][aria-label="x, slider"]')!]) {
      for (const key of ["ArrowRight", "Home", "End"]) expect(press(own, key).defaultPrevented).toBe(false);
    }
    expect(press(field(unit, "x"), " ").defaultPrevented).toBe(false);
    expect(press(frame, "ArrowRight", {ctrlKey: true}).defaultPrevented).toBe(false);
    expect(unit.value.step).toBe(0);
  });

  it("moves by the step's own slider, which reads as a sentence", () => {
    const unit = mount();
    const slider = unit.querySelector<HTMLInputElement>('input[aria-label="Step"]')!;
    expect(slider.max).toBe("7");
    slider.value = "5";
    let heard = 0;
    unit.addEventListener("input", () => heard++);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    expect(unit.value.step).toBe(5);
    expect(heard).toBe(1);
    expect(slider.getAttribute("aria-valuetext")).toMatch(/^Step 5 of 7\. Multiply gate, edge z/);
    expect(unit.querySelector(".transport-count")!.textContent).toBe("Step 5 of 7");
  });

  it.each([
    ["forward", 2],
    ["end", 7],
    [4, 4],
    [99, 7],
  ] as const)("begins at %s", (step, at) => {
    expect(mount({step}).value.step).toBe(at);
  });
});

describe("playing", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  it("steps to the end in silence and pauses there", () => {
    const unit = mount();
    const frame = unit.querySelector(".circuit-frame")!;
    press(frame, " ");
    expect(button(unit, "Pause")).toBeTruthy();
    vi.advanceTimersByTime(2000);
    expect(unit.value.step).toBeGreaterThan(0);
    expect(unit.value.step).toBeLessThan(7);
    vi.advanceTimersByTime(60_000);
    expect(unit.value.step).toBe(7);
    expect(button(unit, "Play")).toBeTruthy();
    expect(said(unit)).toBe("");
    button(unit, "Play").click();
    expect(unit.value.step).toBe(0);
  });

  it("stops when the reader steps, and when the unit leaves the page", () => {
    const unit = mount();
    button(unit, "Play").click();
    button(unit, "Next step").click();
    expect(button(unit, "Play")).toBeTruthy();
    button(unit, "Play").click();
    unit.remove();
    const {step} = unit.value;
    vi.advanceTimersByTime(60_000);
    expect(unit.value.step).toBe(step);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves Space to what is pressed by it", () => {
    const unit = mount({round: true});
    for (const own of [button(unit, "Next step"), box(unit, "Round at each gate"), unit.querySelector("summary")!])
      expect(press(own, " ").defaultPrevented).toBe(false);
    expect(button(unit, "Play")).toBeTruthy();
  });

  it("waits once at an open question", () => {
    const unit = mount({predict: "z"});
    button(unit, "Play").click();
    vi.advanceTimersByTime(60_000);
    expect(unit.value.step).toBe(4);
    button(unit, "Play").click();
    vi.advanceTimersByTime(60_000);
    expect(unit.value.step).toBe(7);
  });
});

describe("inputs", () => {
  it("keeps the step when they change", () => {
    const unit = mount({step: "end"});
    unit.goTo(5);
    let heard = 0;
    unit.addEventListener("input", () => heard++);
    unit.setInputs({z: 2});
    expect(unit.value).toMatchObject({step: 5, inputs: {x: -2, y: 5, z: 2}, output: 6, gradients: {q: 2, z: 3}});
    expect(field(unit, "z").value).toBe("2");
    unit.setInputs({z: 2});
    expect(heard).toBe(1);
  });

  it("are edited in fields; what is no number is said there, and the last valid state stays", () => {
    const unit = mount({step: "end"});
    type(field(unit, "x"), "1");
    expect(unit.value).toMatchObject({step: 7, output: -24});
    expect(said(unit)).toBe("f = −24.");
    type(field(unit, "x"), "");
    expect(unit.value.output).toBe(-24);
    const problem = document.getElementById(field(unit, "x").getAttribute("aria-describedby")!)!;
    expect(problem.textContent).toBe("x needs a number. The circuit still has x = 1.");
    expect(field(unit, "x").getAttribute("aria-invalid")).toBe("true");
    field(unit, "x").dispatchEvent(new Event("change", {bubbles: true}));
    expect(field(unit, "x").value).toBe("1");
    expect(problem.textContent).toBe("");
  });

  it("move by sliders with the range that was asked for", () => {
    const unit = mount({step: "end", sliders: {z: [-10, 10, 0.5]}, editable: false});
    const slider = unit.querySelector<HTMLInputElement>('input[aria-label="z, slider"]')!;
    expect([slider.min, slider.max, slider.step]).toEqual(["-10", "10", "0.5"]);
    type(slider, "1.5");
    expect(unit.value).toMatchObject({inputs: {z: 1.5}, output: 4.5});
  });

  it("are refused where they are not finite, with a reason in the value", () => {
    const unit = mount({step: "end"});
    unit.setInputs({z: Number.NaN});
    expect(unit.value).toMatchObject({inputs: INPUTS, output: -12, problem: "z cannot be NaN: it is still −4."});
    unit.setInputs({z: 1});
    expect(unit.value.problem).toBeUndefined();
    expect(() => unit.setInputs({nobody: 1})).toThrow('no input "nobody". The inputs are x, y, z.');
  });
});

describe("table, code and formula", () => {
  it("show the figures of the step", () => {
    const unit = mount({step: 4});
    expect(row(unit, "q")).toEqual(["q", "x + y", "3", "x:\u00a01, y:\u00a01", "−4"]);
    expect(row(unit, "x")).toEqual(["x", "input", "−2", "", "?"]);
    expect(unit.querySelector("table caption")).toBeTruthy();
    const lines = [...unit.querySelectorAll(".circuit-line")];
    expect(lines.map((line) => line.querySelector("code")!.textContent)).toEqual([
      "q = x + y",
      "f = q * z",
      "df_df = 1",
      "df_dq = z * df_df",
      "df_dz = q * df_df",
      "df_dx = df_dq",
      "df_dy = df_dq",
    ]);
    expect(lines.map((line) => line.hasAttribute("data-done"))).toEqual([true, true, true, true, false, false, false]);
    expect(lines.findIndex((line) => line.getAttribute("aria-current") === "step")).toBe(3);
    expect(unit.querySelector(".circuit-formula")!.textContent).toBe("q = x + yf = q × z");
  });

  it("light up together under the pointer and under the focus", () => {
    const unit = mount();
    const lit = () =>
      [...unit.querySelectorAll("[data-linked]")].map((element) => element.getAttribute("class") ?? element.tagName);
    unit.querySelector('tr[data-node="q"]')!.dispatchEvent(new MouseEvent("pointerover", {bubbles: true}));
    expect(lit()).toEqual(
      expect.arrayContaining(["circuit-term", "circuit-wire", "circuit-node", "TR", "circuit-line"]),
    );
    unit.dispatchEvent(new MouseEvent("pointerleave"));
    expect(lit()).toEqual([]);
    unit.querySelector<HTMLElement>('.circuit-term[data-node="z"]')!.focus();
    expect(new Set([...unit.querySelectorAll<HTMLElement>("[data-linked]")].map(({dataset}) => dataset.node))).toEqual(
      new Set(["z"]),
    );
    expect(lit()).toContain("TR");
  });

  it("are one tab stop each, with up and down inside", () => {
    const unit = mount();
    const stops = [...unit.querySelectorAll(".circuit-term, tr, .circuit-line, .circuit-node, .circuit-frame")].filter(
      (element) => element.getAttribute("tabindex") === "0",
    );
    expect(stops).toHaveLength(4);
    const rows = [...unit.querySelectorAll<HTMLElement>("tbody tr")];
    rows[0]!.focus();
    press(rows[0]!, "ArrowDown");
    expect(document.activeElement).toBe(rows[1]);
    press(rows[1]!, "ArrowRight");
    expect(unit.value.step).toBe(1);
    const frame = unit.querySelector<HTMLElement>(".circuit-frame")!;
    frame.focus();
    press(frame, "ArrowDown");
    expect(document.activeElement!.getAttribute("aria-label")).toBe("x, input: value −2, ∂f/∂x not computed yet");
  });

  it("can be left out", () => {
    const unit = mount({table: false, code: false, formula: false, editable: false});
    expect(unit.querySelector("table, .circuit-code, .circuit-formula, input[type=number]")).toBeNull();
  });
});

describe("switches", () => {
  const NEURON = "1/(1+exp(-(w0*x0+w1*x1+w2)))";
  const AT = {w0: 2, x0: -1, w1: -3, x1: -2, w2: -3};

  it("fold and unfold σ and keep the end", () => {
    const unit = mount({collapse: true, step: "end"}, NEURON, AT);
    expect(unit.value.steps).toBe(21);
    box(unit, "Collapse σ").click();
    expect(unit.value).toMatchObject({steps: 15, step: 15, phase: "done"});
    expect(unit.querySelector('.circuit-node[data-node="σ:1"] .circuit-op')!.textContent).toBe("σ");
    expect(unit.value.gradients.w2).toBeCloseTo(0.19661193, 8);
    box(unit, "Collapse σ").click();
    expect(unit.value.steps).toBe(21);
    expect(mount({collapse: "collapsed"}, NEURON, AT).value.steps).toBe(15);
  });

  it("round at each gate", () => {
    const unit = mount({round: true, step: "end"}, NEURON, AT);
    box(unit, "Round at each gate").click();
    expect(unit.value.gradients).toMatchObject({w0: -0.2, x0: 0.4, w1: -0.4, x1: -0.6, w2: 0.2});
  });

  it("share a tie, and say which convention holds", () => {
    const unit = mount({tieToggle: true, step: "end"}, "max(z, w)", {z: 1, w: 1});
    expect(unit.value.gradients).toMatchObject({z: 1, w: 0});
    expect(unit.querySelector(".circuit-card")!.textContent).toContain(
      "by convention the first one gets all of the gradient",
    );
    box(unit, "Split ties").click();
    expect(unit.value.gradients).toMatchObject({z: 0.5, w: 0.5});
  });

  it("draw copy gates", () => {
    const unit = mount({branchToggle: true, step: "end"}, "(x + y) * max(x, y)", {x: 3, y: 2});
    expect(unit.querySelectorAll(".circuit-branch")).toHaveLength(2);
    box(unit, "Show copy gates").click();
    expect([...unit.querySelectorAll(".circuit-op")].filter(({textContent}) => textContent === "copy")).toHaveLength(2);
    expect(unit.value.gradients).toMatchObject({x: 8, y: 3});
  });

  it("plant the bug, which the finite differences find", () => {
    const unit = mount({overwriteToggle: true, step: "end"}, "(x + y) * max(x, y)", {x: 3, y: 2});
    const verdict = (name: string) => unit.querySelector<HTMLElement>(`tr[data-node="${name}"] td[data-role="check"]`)!;
    expect(verdict("x").dataset.verdict).toBe("agrees");
    box(unit, "Bug: = instead of +=").click();
    expect(unit.value.gradients.x).toBe(3);
    expect(verdict("x").dataset.verdict).toBe("differs");
    expect(verdict("x").textContent).toContain("✗");
    expect(unit.querySelector(".circuit-bug")!.textContent).toBe("=");
  });
});

describe("the question", () => {
  const answer = (unit: Element, direction: string, amount: string) => {
    unit.querySelector<HTMLInputElement>(`input[type=radio][value="${direction}"]`)!.checked = true;
    unit.querySelector<HTMLInputElement>('input[aria-label="by how much"]')!.value = amount;
    unit.querySelector("form")!.dispatchEvent(new Event("submit", {bubbles: true, cancelable: true}));
  };
  const verdict = (unit: Element) => unit.querySelector(".circuit-verdict")!.textContent;

  it("is answered before the gradient shows and compared after", () => {
    const unit = mount({predict: "z"});
    expect(unit.querySelector("legend")!.textContent).toBe(
      "Predict. If z grew by 0.001, would f go up or down, and by how much?",
    );
    answer(unit, "up", "0.003");
    expect(verdict(unit)).toBe("You said up by 0.003. Step on until ∂f/∂z shows.");
    unit.goTo(5);
    expect(verdict(unit)).toMatch(/^You said up by 0\.003\. Right: ∂f\/∂z = 3, so .* 0\.003: up\.$/);
    unit.goTo(4);
    expect(verdict(unit)).toMatch(/Step on/);
  });

  it("says what is wrong with an answer", () => {
    const wrong = mount({predict: "z"});
    answer(wrong, "down", "0.004");
    wrong.goTo(7);
    expect(verdict(wrong)).toMatch(/Not this time/);
    const slope = mount({predict: "z"});
    answer(slope, "up", "3");
    slope.goTo(7);
    expect(verdict(slope)).toMatch(/That is the slope itself/);
    const empty = mount({predict: "z"});
    empty.querySelector("form")!.dispatchEvent(new Event("submit", {bubbles: true, cancelable: true}));
    expect(empty.querySelector(".circuit-predict .unit-problem")!.textContent).toMatch(/Choose/);
  });

  it("can be skipped", () => {
    const unit = mount({predict: "z"});
    [...unit.querySelectorAll("button")].find(({textContent}) => textContent === "Skip")!.click();
    expect(unit.querySelector<HTMLElement>(".circuit-question")!.hidden).toBe(true);
    unit.goTo(7);
    expect(verdict(unit)).toMatch(/^∂f\/∂z = 3/);
  });
});

describe("nudge and update", () => {
  it("shows Δf/h beside the gradient", () => {
    const unit = mount({nudge: true});
    const figures = () => [...unit.querySelectorAll(".circuit-pair")].map(({textContent}) => textContent);
    expect(figures()).toEqual(["f before−12", "f after−12.004", "Δf/h−4", "∂f/∂x?"]);
    unit.goTo(7);
    expect(figures()[3]).toBe("∂f/∂x−4");
  });

  it("does not answer an open question", () => {
    const unit = mount({predict: "z", nudge: true});
    const result = () => unit.querySelector(".circuit-nudge-result")!.textContent;
    const choose = unit.querySelector("select")!;
    expect(result()).toContain("f after−12.004");
    choose.value = "z";
    choose.dispatchEvent(new Event("change"));
    expect(result()).toBe("Answer or skip the question on z first; then this shows what f did.");
    [...unit.querySelectorAll("button")].find(({textContent}) => textContent === "Skip")!.click();
    expect(result()).toContain("Δf/h3");
  });

  it("climbs along the gradient, and back", () => {
    const unit = mount({update: true});
    const press = (name: string) =>
      [...unit.querySelectorAll("button")].find(({textContent}) => textContent === name)!.click();
    press("Update");
    expect(unit.value.step).toBe(7);
    expect(unit.value.inputs.x).toBeCloseTo(-2.04, 12);
    expect(unit.value.inputs.z).toBeCloseTo(-3.97, 12);
    expect(unit.value.output).toBeCloseTo((-2.04 + 4.96) * -3.97, 12);
    expect(unit.value.output).toBeGreaterThan(-12);
    press("Back");
    expect(unit.value.inputs).toEqual(INPUTS);
    press("Back");
    expect(unit.value.inputs).toEqual(INPUTS);
  });
});

describe("what cannot be shown", () => {
  it("names values that are not finite", () => {
    const unit = mount({step: "end"}, "log(x)", {x: 0});
    expect(unit.value.problem).toMatch(/log of 0 is −∞/);
    expect(picture(unit, "log:1", "value")).toBe("−∞");
    unit.setInputs({x: 1});
    expect(unit.value.problem).toBeUndefined();
  });

  it.each<[string, Record<string, number>, CircuitOptions, RegExp]>([
    ["(x + ", {x: 1}, {}, /^circuit\(\): [\s\S]*\n\(x \+ \n *\^/],
    ["x + y", {x: 1}, {}, /also needs values for y/],
    ["x", {x: 1, z: 2}, {}, /no input "z"\. The inputs are x\./],
    ["x", {x: Number.NaN}, {}, /x must be a finite number, not NaN/],
    ["x", {x: 1}, {steps: 3} as CircuitOptions, /no option "steps"/],
    ["x", {x: 1}, {step: -1}, /step is a number from 0/],
    ["x", {x: 1}, {ties: "last" as "first"}, /ties is "first" or "split", not "last"/],
    ["x", {x: 1}, {sliders: ["q"]}, /no input "q" for a slider/],
    ["x", {x: 1}, {predict: "q"}, /predict names "q"/],
  ])("throws for %s", (expression, inputs, options, message) => {
    expect(() => circuit(expression, inputs, options)).toThrow(message);
  });

  it("shows a circuit of one input, and of one constant", () => {
    expect(mount({step: "end"}, "x", {x: 3}).value).toMatchObject({steps: 1, output: 3, gradients: {x: 1}});
    expect(mount({step: "end"}, "2 + 3", {}).value).toMatchObject({output: 5});
  });
});
