// @vitest-environment jsdom
import {afterEach, expect, test} from "vitest";
import {gradientQuiz} from "../../../src/units/gradient-quiz/gradient-quiz.ts";

afterEach(() => document.body.replaceChildren());

function mount(options = {}, expression = "(x + y) * z", inputs: Record<string, number> = {x: -2, y: 5, z: -4}) {
  const unit = gradientQuiz(expression, inputs, options);
  document.body.append(unit);
  const field = (label: string) =>
    [...unit.querySelectorAll("label")].find((each) => each.textContent === label)!.querySelector("input")!;
  const button = (name: string) => [...unit.querySelectorAll("button")].find(({textContent}) => textContent === name)!;
  return {
    unit,
    field,
    type(label: string, text: string) {
      field(label).value = text;
      field(label).dispatchEvent(new Event("input", {bubbles: true}));
    },
    button,
    check: () => button("Check").click(),
    says: () => unit.querySelector("[role=status]")!.textContent,
    state: (label: string) => field(label).closest<HTMLElement>(".quiz-field")!.dataset.state,
  };
}

test("all right is done", () => {
  const {unit, type, check, says} = mount();
  const heard: boolean[] = [];
  unit.addEventListener("input", () => heard.push(unit.value.done));
  for (const [label, text] of Object.entries({f: "1", z: "3", "(x + y)": "-4", y: "−4", x: "-4.0"}))
    type(`∂f/∂${label}`, text);
  expect(unit.value).toEqual({answered: 5, correct: 0, total: 5, done: false});
  check();
  expect(unit.value).toEqual({answered: 5, correct: 5, total: 5, done: true});
  expect(says()).toBe("All 5 are right.");
  expect(heard).toEqual([false, false, false, false, false, true]);
});

test("the first wrong one in backward order is named, and only it", () => {
  const {type, check, says, state, field} = mount();
  type("∂f/∂f", "1");
  type("∂f/∂z", "-3");
  type("∂f/∂(x + y)", "4");
  type("∂f/∂x", "-4");
  check();
  expect(says()).toContain("First to mend: ∂f/∂z. Its size is right, its sign is not.");
  expect(["f", "z", "(x + y)", "y", "x"].map((label) => state(`∂f/∂${label}`))).toEqual([
    "right",
    "wrong",
    "open",
    "open",
    "right",
  ]);
  expect(field("∂f/∂z").getAttribute("aria-invalid")).toBe("true");
  type("∂f/∂z", "3");
  expect(state("∂f/∂z")).toBe("open");
});

test("Enter checks; what is no number is named", () => {
  const {field, type, says} = mount();
  type("∂f/∂f", "one");
  field("∂f/∂f").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}));
  expect(says()).toContain("“one” is not a number. Next is ∂f/∂f.");
});

test("the number is shown after two tries, with its calculation, and does not count as found", () => {
  const {unit, type, check, button, says, state, field} = mount();
  type("∂f/∂f", "1");
  type("∂f/∂z", "7");
  check();
  expect(button("Show").hidden).toBe(true);
  expect(says()).not.toContain(" 3");
  type("∂f/∂z", "8");
  check();
  expect(button("Show").hidden).toBe(false);
  button("Show").click();
  expect(says()).toContain("∂f/∂z = 1 × 3 = 3.");
  expect(state("∂f/∂z")).toBe("shown");
  expect(field("∂f/∂z").readOnly).toBe(true);
  expect(document.activeElement).toBe(field("∂f/∂(x + y)"));
  for (const label of ["(x + y)", "y", "x"]) type(`∂f/∂${label}`, "-4");
  check();
  expect(unit.value).toEqual({answered: 5, correct: 4, total: 5, done: true});
  expect(says()).toBe("All 5 are right, 1 of them shown.");
  button("Start again").click();
  expect(unit.value).toEqual({answered: 0, correct: 0, total: 5, done: false});
});

test("the picture shows ? until the reader has filled a gradient in", () => {
  const {unit, type} = mount();
  const texts = () =>
    [...unit.querySelectorAll(".circuit-gradient text")].map(({textContent}) => textContent!.replace(/\s/g, ""));
  expect(new Set(texts())).toEqual(new Set(["∂?"]));
  type("∂f/∂z", "3");
  expect(texts()).toContain("∂3");
});

test("the slides' numbers, rounded at each gate, count where that is allowed, and the difference is told", () => {
  const slides = {
    f: "1",
    "(add 1 gate)": "-0.53",
    "(exp gate)": "-0.53",
    "(negate gate)": "-0.20",
    "(add gate 2)": "0.20",
    w2: "0.20",
    "(add gate)": "0.20",
    "(w1 × x1)": "0.20",
    x1: "-0.60",
    w1: "-0.40",
    "(w0 × x0)": "0.20",
    x0: "0.40",
    w0: "-0.20",
  };
  const neuron = ["1/(1+exp(-(w0*x0+w1*x1+w2)))", {w0: 2, x0: -1, w1: -3, x1: -2, w2: -3}] as const;
  const fill = (roundEachGate: boolean) => {
    const quiz = mount({roundEachGate}, ...neuron);
    for (const [label, text] of Object.entries(slides)) quiz.type(`∂f/∂${label}`, text);
    quiz.check();
    return quiz;
  };
  const kind = fill(true);
  expect(kind.unit.value).toEqual({answered: 13, correct: 13, total: 13, done: true});
  expect(kind.says()).toContain("without rounding ∂f/∂x1 = −0.5898, ∂f/∂w1 = −0.3932, ∂f/∂x0 = 0.3932.");
  const strict = fill(false);
  expect(strict.unit.value.done).toBe(false);
  expect(strict.says()).toContain("First to mend: ∂f/∂x1.");
});

test("what makes no circuit is said in this unit's name", () => {
  expect(() => gradientQuiz("x +", {x: 1})).toThrow(/^gradientQuiz\(\): /);
  expect(() => gradientQuiz("x * y", {x: 1})).toThrow('also needs values for y: gradientQuiz("…", {y: 1})');
  expect(() => gradientQuiz("x", {x: 1}, {digits: 2.5})).toThrow(
    "digits is a number of decimals from 0 to 12, not 2.5",
  );
});
