// @vitest-environment jsdom
import {afterEach, expect, test, vi} from "vitest";
import {planeFunction} from "../../../src/core/descent/index.ts";
import {drawContours} from "../../../src/units/contours/draw-contours.ts";
import {functionInput, planeScale} from "../../../src/units/contours/index.ts";

afterEach(() => document.body.replaceChildren());

function mount() {
  const unit = functionInput({
    examples: [
      {name: "bowl", expression: "x^2 + y^2", x: [-2, 2], y: [-1, 1], start: [-1, 1]},
      {name: "tilt", expression: "x + y", x: [-5, 5], y: [-5, 5], start: [3, 3]},
    ],
  });
  document.body.append(unit);
  const heard: unknown[] = [];
  unit.addEventListener("input", () => heard.push(unit.value));
  const frame = () => unit.querySelector("pre")!;
  const message = () => unit.querySelector(".circuit-problem")!.textContent;
  return {unit, heard, frame, message};
}

test("a bad text is marked at its place, and the last good function stays", () => {
  const {unit, heard, frame, message} = mount();
  unit.set("x^2 + 3*y^2");
  unit.set("x^2 + 3*zebra");
  expect(unit.value.expression).toBe("x^2 + 3*y^2");
  expect(frame().textContent).toBe("x^2 + 3*zebra\n        ^^^^^");
  expect(message()).toContain("zebra is neither");
  expect(message()).toContain("Shown is still the last function");
  unit.set(`x + ${"(".repeat(5000)}`);
  expect(message()).toContain("5004 characters");
  expect(frame().hidden).toBe(true);
  unit.set("<img src=x onerror=alert(1)>");
  expect(unit.querySelector("img")).toBeNull();
  expect(heard).toHaveLength(1);
  unit.set("x^2");
  expect(message()).toBe("");
  expect(heard).toHaveLength(2);
});

test("in a long text the place is shown with what stands around it", () => {
  const {unit, frame, message} = mount();
  unit.set(`${"x + ".repeat(200)}q + ${"y + ".repeat(100)}y`);
  expect(message()).toContain("q is neither");
  const [line, carets] = frame().textContent!.split("\n") as [string, string];
  expect(line.length).toBeLessThan(80);
  expect(line).toMatch(/^….*x \+ q \+ y.*…$/);
  expect(line[carets.indexOf("^")]).toBe("q");
  expect(carets.trim()).toBe("^");
});

test("an empty field is told with an example that this function may be", () => {
  const {unit, message} = mount();
  unit.set("  ");
  expect(message()).toContain("Write one, such as x^2 + 2*y^2.");
  expect(unit.value.expression).toBe("x^2 + y^2");
});

test("a bad window is told, and the last one stays; an example brings its own", () => {
  const {unit} = mount();
  const field = (name: string) => unit.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;
  const change = (name: string, text: string) => {
    field(name).value = text;
    field(name).dispatchEvent(new Event("change"));
  };
  change("x from", "7");
  expect(unit.textContent).toContain("from a smaller number to a larger one");
  expect(unit.value.x).toEqual([-2, 2]);
  change("x from", "1/2");
  expect(unit.value.x).toEqual([0.5, 2]);
  expect(unit.value.start[0], "the start comes along").toBeGreaterThan(0.5);
  change("y to", "1e9");
  expect(unit.value.y).toEqual([-1, 1]);
  [...unit.querySelectorAll("button")].find(({textContent}) => textContent === "tilt")!.click();
  expect(unit.value).toEqual({expression: "x + y", x: [-5, 5], y: [-5, 5], start: [3, 3]});
  expect(field("y to").value).toBe("5");
});

test("contours of anything: holes are hatched, a plain has no lines, nothing is NaN", () => {
  const scale = planeScale(400, {x: [-2, 2], y: [-1, 1]});
  expect(scale.x(0) - scale.x(-1)).toBeCloseTo(scale.y(0) - scale.y(1));
  for (const text of ["x^2 + y^2", "log(x)", "1/x", "3", "log(-1 - x^2)", "exp(exp(10*x))"]) {
    const picture = drawContours(planeFunction(text), scale);
    expect(picture.outerHTML, text).not.toMatch(/NaN|Infinity/);
    expect(picture.querySelector("pattern") !== null, text).toBe(text.startsWith("log"));
  }
  const nowhere = drawContours(planeFunction("1/0"), scale);
  expect(nowhere.querySelector("pattern"), "a function without any value is all hole").not.toBeNull();
  expect(drawContours(planeFunction("3"), scale).querySelectorAll("path")).toHaveLength(0);
});

test("a heavy function is shown at a pause, at the field's end, or never, if another comes before", () => {
  vi.useFakeTimers();
  try {
    const {unit, heard, message} = mount();
    const heavy = Array.from({length: 40}, (_, i) => `sin(${i + 1}*x)`).join(" + ");
    const field = unit.querySelector<HTMLInputElement>("input[type=text]")!;
    const type = (text: string) => {
      field.value = text;
      field.dispatchEvent(new Event("input", {bubbles: true}));
    };
    type(heavy);
    type(`${heavy} + y`);
    expect(heard).toHaveLength(0);
    type(`${heavy} + q`);
    expect(message(), "what is wrong is told at once").toContain("q is neither");
    vi.runAllTimers();
    expect(heard, "and what was typed before it is not shown").toHaveLength(0);
    type(`${heavy} + y`);
    vi.runAllTimers();
    expect(unit.value.expression).toBe(`${heavy} + y`);
    type(`${heavy} + 2*y`);
    field.dispatchEvent(new Event("change", {bubbles: true}));
    expect(unit.value.expression).toBe(`${heavy} + 2*y`);
    type("x + y^2");
    expect(unit.value.expression, "a light one at each key").toBe("x + y^2");
    expect(heard).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});

test("two pictures of one landscape ask for f once", () => {
  const f = planeFunction("x^2 + y^2");
  let asked = 0;
  const counted = {
    ...f,
    value(x: number, y: number) {
      asked++;
      return f.value(x, y);
    },
  };
  const scale = planeScale(900, {x: [-2, 2], y: [-1, 1]});
  const first = drawContours(counted, scale).querySelectorAll("path");
  const before = asked;
  const second = drawContours(counted, scale).querySelectorAll("path");
  expect(asked).toBe(before);
  expect([...second].map((path) => path.getAttribute("d"))).toEqual([...first].map((path) => path.getAttribute("d")));
  drawContours(counted, planeScale(500, {x: [-2, 2], y: [-1, 1]}));
  expect(asked).toBeGreaterThan(before);
});

test("a link carries function, window and start, and nothing of what it says is taken unread", () => {
  const {unit, heard} = mount();
  const {f, x, y, start} = unit.linked as Required<typeof unit.linked>;
  expect([f, x, y, start].map((part) => part!.read())).toEqual(["x^2 + y^2", "-2,2", "-1,1", "-1,1"]);
  expect(f!.write("cos(x) + y^2")).toBeUndefined();
  expect(x!.write("-6,6.5")).toBeUndefined();
  expect(y!.write("-5,5")).toBeUndefined();
  expect(start!.write("-0.5,4")).toBeUndefined();
  expect(unit.value).toEqual({expression: "cos(x) + y^2", x: [-6, 6.5], y: [-5, 5], start: [-0.5, 4]});
  expect(unit.querySelector<HTMLInputElement>("input")!.value).toBe("cos(x) + y^2");
  const before = unit.value;
  heard.length = 0;
  for (const [part, text, said] of [
    [f, "alert(1)", /alert/],
    [f, "<img src=x onerror=alert(1)>", /./],
    [f, "x".repeat(3000), /3000 characters/],
    [f, "", /no function/],
    [x, "5,-5", /smaller number to a larger/],
    [x, "1e9,2e9", /lies between/],
    [y, "1,2,3", /two numbers/],
    [y, "a,b", /two numbers/],
    [start, "99,0", /outside the window/],
    [start, "NaN,0", /two numbers/],
  ] as const)
    expect(part!.write(text)).toMatch(said);
  expect(unit.value).toBe(before);
  expect(heard).toEqual([]);
  expect(unit.querySelector("img")).toBeNull();
});
