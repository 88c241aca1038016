// @vitest-environment jsdom
import {afterEach, describe, expect, test, vi} from "vitest";
import type {SignedSample} from "../../../src/core/index.ts";
import * as edits from "../../../src/units/points-editor/edits.ts";
import {type PointsEditorOptions, plane, pointsEditor} from "../../../src/units/points-editor/index.ts";

afterEach(() => document.body.replaceChildren());

const POINTS: readonly SignedSample[] = [
  {f: [1, 1], y: 1},
  {f: [-1, -2], y: -1},
  {f: [2, -1], y: -1},
];

function mount(options: Partial<PointsEditorOptions> = {}) {
  const unit = pointsEditor({points: POINTS, ...options});
  document.body.append(unit);
  const picture = unit.querySelector("svg")!;
  Object.defineProperty(picture, "viewBox", {value: {baseVal: {width: 460, height: 460}}});
  picture.getBoundingClientRect = () => ({left: 0, top: 0, width: 460, height: 460}) as DOMRect;
  const area = plane(460, unit.range);
  const pointer = (type: string, x: number, y: number) =>
    picture.dispatchEvent(
      Object.assign(new Event(type), {clientX: area.x(x), clientY: area.y(y), button: 0, pointerId: 1}),
    );
  const press = (name: string) => unit.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)!.click();
  const choose = (index: number) => {
    const picker = unit.querySelector("select")!;
    picker.value = String(index);
    picker.dispatchEvent(new Event("change"));
  };
  const slide = (name: string, value: number) => {
    const slider = unit.querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;
    slider.value = String(value);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const heard: (readonly SignedSample[])[] = [];
  unit.addEventListener("input", () => heard.push(unit.value));
  return {unit, pointer, press, choose, slide, heard};
}

describe("by pointer", () => {
  test("a point that is dragged goes along, is heard, and stays within the picture", async () => {
    const {unit, pointer, heard} = mount();
    pointer("pointerdown", 1.1, 1.1);
    pointer("pointermove", 2.1, -0.9);
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(unit.value[0]).toEqual({f: [2, -1], y: 1});
    pointer("pointermove", 40, 0.1);
    await vi.waitFor(() => expect(unit.value[0]!.f).toEqual([4, 0]));
    pointer("pointerup", 0, 0);
    expect(POINTS[0]!.f, "the given list is left alone").toEqual([1, 1]);
  });

  test("a whole drag is one step back", async () => {
    const {unit, pointer, press, heard} = mount();
    pointer("pointerdown", 1, 1);
    for (const x of [1.5, 2, 2.5]) pointer("pointermove", x, 1);
    pointer("pointerup", 2.5, 1);
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0));
    press("Undo the last change of the points");
    expect(unit.value).toEqual(POINTS);
  });

  test("a double click beside all points adds one", () => {
    const {unit, pointer} = mount();
    pointer("dblclick", -3, 3);
    expect(unit.value.at(-1)).toEqual({f: [-3, 3], y: 1});
    pointer("dblclick", -3, 3);
    expect(unit.value).toHaveLength(4);
  });

  test("without editing nothing moves, but the handle", () => {
    const at = vi.fn();
    const {unit, pointer} = mount({edit: false, handle: {at: () => [-2, 1], move: at}});
    pointer("pointerdown", 1, 1);
    pointer("pointermove", 3, 3);
    expect(unit.value).toEqual(POINTS);
    expect(unit.querySelector("select")).toBeNull();
    pointer("pointerdown", -2, 1);
    pointer("pointermove", -1, 0.5);
    const [x, y] = at.mock.lastCall![0] as [number, number];
    expect(x).toBeCloseTo(-1);
    expect(y).toBeCloseTo(0.5);
  });
});

describe("by keyboard", () => {
  test("choose, move, relabel, remove, undo, reset: each heard once", () => {
    const {unit, choose, slide, press, heard} = mount();
    choose(1);
    expect(heard).toHaveLength(0);
    slide("x1 of the point, to the right", 0.5);
    slide("x2 of the point, upward", 3);
    expect(unit.value[1]).toEqual({f: [0.5, 3], y: -1});
    press("Give the chosen point the other label");
    expect(unit.value[1]!.y).toBe(1);
    expect(unit.querySelector('[role="status"]')!.textContent).toBe("Point 2, label +1, now at (0.5, 3).");
    press("Remove the chosen point");
    expect(unit.value).toEqual([POINTS[0], POINTS[2]]);
    expect(heard).toHaveLength(4);
    press("Undo the last change of the points");
    expect(unit.value[1]).toEqual({f: [0.5, 3], y: 1});
    press("Back to the points of the beginning");
    expect(unit.value).toEqual(POINTS);
    press("Undo the last change of the points");
    expect(unit.value[1]).toEqual({f: [0.5, 3], y: 1});
  });

  test("new points stand at different places, off the middle, and are chosen", () => {
    const {unit, press} = mount();
    press("Add a point of label −1");
    press("Add a point of label −1");
    const [a, b] = unit.value.slice(3);
    expect(a!.f).not.toEqual(b!.f);
    expect(Math.hypot(...a!.f)).toBeGreaterThan(0.2);
    expect(unit.querySelector("select")!.value).toBe("4");
  });

  test("buttons that can do nothing say so, keep the focus, and do nothing", () => {
    const {unit, press, heard} = mount({points: POINTS.slice(0, 1)});
    const remove = unit.querySelector('button[aria-label="Remove the chosen point"]')!;
    expect(remove.getAttribute("aria-disabled")).toBe("true");
    press("Remove the chosen point");
    expect(heard).toHaveLength(0);
  });
});

test("the picture is told in words", () => {
  expect(mount().unit.querySelector("svg")!.getAttribute("aria-label")).toBe("1 point of label +1, 2 of label −1");
});

test("labels differ by form and sign, wrong points by a ring", () => {
  const {unit} = mount({wrong: ({y}) => y === -1});
  expect(unit.querySelectorAll('[data-label="plus"] circle.point-body')).toHaveLength(1);
  expect(unit.querySelectorAll('[data-label="minus"] rect.point-body')).toHaveLength(2);
  expect(unit.querySelectorAll(".point-wrong")).toHaveLength(2);
});

test("there is a limit to points and to taking back", () => {
  let state = edits.startEdits(POINTS);
  for (let i = 0; i < 400; i++) state = edits.add(state, {f: [0, i], y: 1});
  expect(state.points).toHaveLength(edits.MOST_POINTS);
  expect(state.past.length).toBeLessThanOrEqual(100);
});

test("bad points are refused, by number", () => {
  expect(() => pointsEditor({points: []})).toThrow("1 to 200");
  expect(() => pointsEditor({points: [POINTS[0]!, {f: [1, Number.NaN], y: 1}]})).toThrow("point 2 needs f: [x1, x2]");
  expect(() => pointsEditor({points: [{f: [1, 1], y: 0 as 1}]})).toThrow("y: 1 or −1");
});

test("points beyond the usual range widen the picture", () => {
  expect(pointsEditor({points: [{f: [6.2, 0], y: 1}]}).range).toBe(7);
});
