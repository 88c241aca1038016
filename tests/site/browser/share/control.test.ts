// @vitest-environment jsdom
import {beforeEach, expect, it} from "vitest";
import {controlIn, controlsIn} from "../../../../src/site/browser/share/control.ts";
import {Inputs} from "../../../../src/site/library/inputs.ts";

type Input = HTMLElement & {value: unknown};
let heard = 0;

function shown(element: HTMLElement): Input {
  document.body.replaceChildren(element);
  heard = 0;
  element.addEventListener("input", () => heard++);
  return element as Input;
}

beforeEach(() => {
  heard = 0;
});

it("sets a slider within its ends, and says so", () => {
  const input = shown(Inputs.range([0.05, 1.5], {step: 0.05, value: 0.8}));
  const control = controlIn(input)!;
  expect(control.read()).toBe("0.8");
  expect(control.write("0.35")).toBeUndefined();
  expect(input.value).toBeCloseTo(0.35);
  expect(heard).toBe(1);
  expect(control.write("99")).toBe("99 lies outside 0.05 to 1.5, so it is 1.5");
  for (const text of ["", "1e999", "NaN", "0x10", "alert(1)", "1;2", "9".repeat(60)])
    expect(control.write(text), text).toBeTypeOf("string");
  expect(Number(input.value)).toBeLessThanOrEqual(1.5);
});

it("chooses by label among the choices that there are", () => {
  const choices = new Map([
    ["one", {a: 1}],
    ["two; three", {a: 2}],
  ]);
  for (const input of [shown(Inputs.radio(choices)), shown(Inputs.select(choices))]) {
    document.body.replaceChildren(input);
    const control = controlIn(input)!;
    expect(control.write("two; three")).toBeUndefined();
    expect(input.value).toEqual({a: 2});
    expect(control.read()).toBe("two; three");
    expect(control.write("<b>four</b>")).toBe("“<b>four</b>” is none of its choices");
    expect(input.value).toEqual({a: 2});
  }
});

it("sets several boxes, and leaves out what is not there", () => {
  const input = shown(Inputs.checkbox([0.01, 0.1, 1], {value: [1]}));
  const control = controlIn(input)!;
  expect(control.write("0.01;0.1;7")).toBe("“7” is none of its choices");
  expect(input.value).toEqual([0.01, 0.1]);
  expect(control.write("")).toBeUndefined();
  expect(input.value).toEqual([]);
  const toggle = shown(Inputs.toggle({label: "on?"}));
  expect(controlIn(toggle)!.write("on")).toBeUndefined();
  expect(toggle.value).toBe(true);
  expect(controlIn(toggle)!.write("perhaps")).toContain("neither");
});

it("takes text as text, also behind a button", () => {
  for (const input of [shown(Inputs.text({maxlength: 20})), shown(Inputs.text({submit: true}))]) {
    document.body.replaceChildren(input);
    expect(controlIn(input)!.write("<i>x</i>")).toBeUndefined();
    expect(input.value).toBe("<i>x</i>");
  }
});

it("carries each control of a group by its label", () => {
  const group = shown(
    Inputs.form({depth: Inputs.range([1, 50], {label: "Layers", step: 1, value: 10}), go: Inputs.button("Go")}),
  );
  const controls = controlsIn("settings", group);
  expect([...controls.keys()]).toEqual(["settings.Layers"]);
  expect(controls.get("settings.Layers")?.write("30")).toBeUndefined();
  expect(group.value).toMatchObject({depth: 30});
  expect(controlsIn("x", document.createElement("div")).size).toBe(0);
});

it("carries what a unit offers, by its name", () => {
  const unit = document.createElement("div");
  unit.className = "unit";
  const parts = {start: {read: () => "1,2", write: () => "no"}};
  expect([...controlsIn("race", Object.assign(unit, {linked: parts}))]).toEqual([["race.start", parts.start]]);
});

it("carries no button, file, table or unit", () => {
  for (const element of [Inputs.button("Run"), Inputs.file(), Inputs.table([{a: 1}]), document.createElement("div")])
    expect(controlIn(element)).toBeUndefined();
  expect(controlIn(new EventTarget())).toBeUndefined();
});
