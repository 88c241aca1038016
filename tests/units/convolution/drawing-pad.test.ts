// @vitest-environment jsdom
import {beforeEach, describe, expect, it} from "vitest";
import {drawingPad} from "../../../src/units/convolution/index.ts";

beforeEach(() => document.body.replaceChildren());

describe("drawingPad", () => {
  const shown = (options: Parameters<typeof drawingPad>[0]) => {
    const pad = drawingPad(options);
    document.body.append(pad);
    const paper = pad.querySelector<SVGSVGElement>(".pad-paper")!;
    paper.getBoundingClientRect = () => ({left: 0, top: 0, width: 80, height: 80}) as DOMRect;
    const key = (name: string) => paper.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true}));
    const pointer = (type: string, clientX: number, clientY: number) =>
      paper.dispatchEvent(new MouseEvent(type, {clientX, clientY, button: 0, bubbles: true}));
    const button = (name: string) => [...pad.querySelectorAll("button")].find((each) => each.textContent === name)!;
    return {pad, paper, key, pointer, button};
  };

  it("is drawn on by the pointer: a line leaves no gaps; the eraser takes it away", () => {
    const {pad, pointer, button} = shown({side: 8});
    let heard = 0;
    pad.addEventListener("input", () => heard++);
    const line = () => {
      pointer("pointerdown", 5, 45);
      pointer("pointermove", 75, 45);
      pointer("pointerup", 75, 45);
      pointer("pointermove", 5, 5);
    };
    line();
    expect(pad.value.slice(32, 40)).toEqual(Array(8).fill(1));
    expect(pad.value[0]).toBe(0);
    expect(heard).toBe(2);
    button("eraser").click();
    line();
    expect(pad.value.slice(32, 40)).toEqual(Array(8).fill(0));
  });

  it("is drawn on by keys, and says where and what", () => {
    const {pad, paper, key} = shown({side: 8});
    paper.focus();
    for (const name of ["ArrowUp", "ArrowLeft", "Enter"]) key(name);
    expect(pad.value[3 * 8 + 3]).toBe(1);
    expect(pad.querySelector('[role="status"]')!.textContent).toBe("Row 4, column 4: 100 % ink.");
    key("Delete");
    expect(pad.value.every((ink) => ink === 0)).toBe(true);
    for (let i = 0; i < 20; i++) key("ArrowLeft");
    expect(pad.querySelector('[role="status"]')!.textContent).toContain("Row 4, column 1");
  });

  it("brings examples, cleans up what is no ink, and refuses what does not fill it", () => {
    const {pad, button} = shown({side: 4, pixels: Array(16).fill(Number.NaN), examples: {full: Array(16).fill(7)}});
    expect(pad.value).toEqual(Array(16).fill(0));
    button("full").click();
    expect(pad.value).toEqual(Array(16).fill(1));
    button("clear").click();
    expect(pad.value).toEqual(Array(16).fill(0));
    expect(() => drawingPad({side: 4, pixels: [1]})).toThrow("4 × 4 pixels are 16 numbers, not 1");
    expect(() => drawingPad({side: 1000})).toThrow(RangeError);
  });
});
