// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {circuitInput} from "../../../src/units/circuit/index.ts";

const text = (unit: Element) => unit.querySelector<HTMLInputElement>("input[type=text]")!;
const names = (unit: Element) =>
  [...unit.querySelectorAll("input[type=number]")].map((input) => input.getAttribute("aria-label"));
function type(input: HTMLInputElement, value: string): void {
  input.value = value;
  input.dispatchEvent(new Event("input", {bubbles: true}));
}

describe("circuitInput", () => {
  it("reads the names of any expression and gives each a number", () => {
    const unit = circuitInput({expression: "x * y", inputs: {x: 7}});
    expect(unit.value).toEqual({expression: "x * y", inputs: {x: 7, y: -1}});
    let heard = 0;
    unit.addEventListener("input", () => heard++);
    type(text(unit), "x * y + b");
    expect(heard).toBe(1);
    expect(names(unit)).toEqual(["x", "y", "b"]);
    expect(unit.value.inputs).toEqual({x: 7, y: -1, b: 3});
  });

  it("keeps a name's value while the expression changes, even when the name was gone", () => {
    const unit = circuitInput({expression: "x + y"});
    type(unit.querySelector<HTMLInputElement>('input[aria-label="y"]')!, "42");
    type(text(unit), "x");
    type(text(unit), "y ^ 2");
    expect(unit.value).toEqual({expression: "y ^ 2", inputs: {y: 42}});
  });

  it("shows an error at its place and keeps the last valid value", () => {
    const unit = circuitInput({expression: "x + y"});
    let heard = 0;
    unit.addEventListener("input", () => heard++);
    type(text(unit), "x + § y");
    expect(heard).toBe(0);
    expect(unit.value.expression).toBe("x + y");
    expect(text(unit).getAttribute("aria-invalid")).toBe("true");
    const [line, carets] = unit.querySelector("pre")!.textContent!.split("\n");
    expect(line).toBe("x + § y");
    expect(carets!.indexOf("^")).toBe(4);
    expect(unit.querySelector(".circuit-problem")!.textContent).toMatch(/Shown is still x \+ y\.$/);
    type(text(unit), "x - y");
    expect(text(unit).getAttribute("aria-invalid")).toBe("false");
    expect(unit.querySelector("pre")!.hidden).toBe(true);
    expect(unit.value.expression).toBe("x - y");
  });

  it("tells what is only worth knowing without the looks of an error", () => {
    const unit = circuitInput({expression: "x + y"});
    const kind = () => unit.querySelector<HTMLElement>(".circuit-expression-problem")!.dataset.kind;
    type(text(unit), "e ^ x");
    expect(unit.querySelector(".circuit-problem")!.textContent).toMatch(/exp\(x\)/);
    expect([kind(), text(unit).getAttribute("aria-invalid")]).toEqual(["remark", "false"]);
    type(text(unit), "e ^");
    expect(kind()).toBe("error");
  });

  it("takes examples at a press, and refuses circuits that nobody could step through", () => {
    const unit = circuitInput({examples: ["max(a, b)"]});
    unit.querySelector("button")!.click();
    expect(unit.value).toMatchObject({expression: "max(a, b)"});
    type(text(unit), Array.from({length: 300}, (_, i) => `v${i}`).join("+"));
    expect(unit.textContent).toMatch(/nodes; the stepper shows up to 400/);
    expect(unit.value.expression).toBe("max(a, b)");
  });

  it("throws for an expression to begin with that cannot be read", () => {
    expect(() => circuitInput({expression: "1 +"})).toThrow(/^circuitInput\(\)/);
  });
});
