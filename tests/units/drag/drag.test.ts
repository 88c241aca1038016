// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {draggable, nearest} from "../../../src/units/drag/drag.ts";
import {maxoutLines} from "../../../src/units/maxout-lines/index.ts";
import {normalDial} from "../../../src/units/normal-dial/index.ts";
import {svg} from "../../../src/units/shared/element.ts";
import {softmaxRegions} from "../../../src/units/softmax-regions/index.ts";

// jsdom lays out nothing and knows no viewBox: pictures stand at the upper left, as large as they are drawn.
beforeEach(() => {
  vi.spyOn(SVGElement.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    const [, , width = 0, height = 0] = (this.getAttribute("viewBox") ?? "").split(" ").map(Number);
    return new DOMRect(0, 0, width, height);
  });
  Object.defineProperty(SVGSVGElement.prototype, "viewBox", {
    configurable: true,
    get(this: Element) {
      const [, , width = 0, height = 0] = (this.getAttribute("viewBox") ?? "").split(" ").map(Number);
      return {baseVal: {width, height}};
    },
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(SVGSVGElement.prototype, "viewBox");
  document.body.replaceChildren();
});

/** Presses as a finger does: the pointer's event, then the touch's. Whether the page may still scroll by it. */
function touch(picture: Element, x: number, y: number): {mayScroll: boolean} {
  const at = {bubbles: true, cancelable: true, clientX: x, clientY: y, button: 0};
  picture.dispatchEvent(new MouseEvent("pointerdown", at));
  const start = new Event("touchstart", {bubbles: true, cancelable: true});
  picture.dispatchEvent(start);
  return {mayScroll: !start.defaultPrevented};
}
const move = (picture: Element, x: number, y: number) =>
  picture.dispatchEvent(new MouseEvent("pointermove", {bubbles: true, clientX: x, clientY: y}));
const lift = (picture: Element) => picture.dispatchEvent(new MouseEvent("pointerup", {bubbles: true}));

const pictureOf = (unit: Element): Element => {
  document.body.append(unit);
  return unit.querySelector("svg.drag-picture")!;
};
const centreOf = (mark: Element): [number, number] => [
  Number(mark.getAttribute("cx")),
  Number(mark.getAttribute("cy")),
];

describe("a finger", () => {
  it("that takes hold of a handle drags it, and elsewhere scrolls the page", () => {
    const picture = svg("svg", {viewBox: "0 0 100 100"});
    document.body.append(picture);
    const moves: [number, number][] = [];
    draggable<"a">(picture, {
      grab: (x, y) => nearest([{handle: "a" as const, x: 20, y: 30}], x, y, 10),
      move: (_, x, y) => moves.push([x, y]),
      keepsTouch: () => true,
    });
    expect(touch(picture, 80, 80)).toEqual({mayScroll: true});
    move(picture, 90, 90);
    expect(moves).toEqual([]);
    expect(touch(picture, 25, 30)).toEqual({mayScroll: false});
    move(picture, 40, 50);
    lift(picture);
    move(picture, 60, 60);
    expect(moves).toEqual([[40, 50]]);
  });

  it("moves a weight vector of softmax up and down", () => {
    const unit = softmaxRegions();
    const picture = pictureOf(unit);
    const [x, y] = centreOf(unit.querySelector(".sr-grip")!);
    expect(touch(picture, x, y)).toEqual({mayScroll: false});
    move(picture, x, y - 60);
    expect(unit.value.weights[0]![1]).toBeGreaterThan(1);
    lift(picture);
    expect(touch(picture, 3, 3)).toEqual({mayScroll: true});
  });

  it("moves an end of one of maxout's lines up and down", () => {
    const unit = maxoutLines();
    const picture = pictureOf(unit);
    const before = JSON.stringify(unit.value);
    const [x, y] = centreOf(unit.querySelector(".drag-handle")!);
    expect(touch(picture, x, y)).toEqual({mayScroll: false});
    move(picture, x, y + 40);
    expect(JSON.stringify(unit.value)).not.toBe(before);
  });

  it("moves the mean and the spread of a normal distribution by their handles", () => {
    const unit = normalDial();
    const picture = pictureOf(unit);
    const [mean, std] = [...unit.querySelectorAll(".drag-handle")].map(centreOf);
    expect(touch(picture, ...std!)).toEqual({mayScroll: false});
    lift(picture);
    expect(touch(picture, ...mean!)).toEqual({mayScroll: false});
    lift(picture);
    expect(touch(picture, mean![0], mean![1] + 60)).toEqual({mayScroll: true});
  });
});
