import type {SignedSample} from "../../core/objectives/index.ts";
import {draggable, nearest} from "../drag/drag.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html, svg} from "../shared/element.ts";
import {liveRegion} from "../shared/live-region.ts";
import {numberText} from "../shared/number-text.ts";
import {watchWidth} from "../shared/watch-width.ts";
import {drawPoints} from "./draw-points.ts";
import {editBar, labelText, STEP} from "./edit-bar.ts";
import * as edits from "./edits.ts";
import {drawAxes, indexed, type Plane, plane} from "./plane.ts";

export interface PointsEditorOptions {
  /** Points of the plane: two features each, and a label 1 or −1. */
  points: readonly SignedSample[];
  /** The picture shows −range … range both ways. Default 4, or more if the points need it. */
  range?: number;
  /** Whether points can be moved, relabelled, added and removed. Default true. */
  edit?: boolean;
  /** The largest width and height, in CSS pixels. Default 460. */
  size?: number;
  /** What a screen reader is told about the picture. Default: how many points there are of each label. */
  label?: (points: readonly SignedSample[]) => string;
  /** What lies under the points, and what above them. */
  below?: (area: Plane) => Node[];
  above?: (area: Plane) => Node[];
  /** Which points are told wrong, and which one is in question: they get a ring. */
  wrong?: (point: SignedSample) => boolean;
  marked?: () => number | undefined;
  /** A further thing to drag: where its handle is, and what to do when it is moved there. */
  handle?: {at(): readonly [number, number]; move(at: [number, number]): void};
}

export type PointsEditorElement = HTMLElement & {
  readonly value: readonly SignedSample[];
  readonly range: number;
  /** Draws anew, as when what lies under the points has changed. */
  redraw(): void;
};

const REACH = 18;

/**
 * Points of two labels in the plane, which a reader drags, relabels, adds, removes, takes back and resets, by pointer or
 * by keyboard. The value is the list of points.
 *
 *     view(pointsEditor({points: signedSamples(gauss({perClass: 20}, random(1).data))}))
 *
 * @throws {RangeError} for no points, too many, or points that are not two finite numbers with a label 1 or −1
 */
export function pointsEditor(options: PointsEditorOptions): PointsEditorElement {
  const {points, edit = true, size: most = 460} = options;
  check(points);
  const range = options.range ?? Math.max(4, Math.ceil(Math.max(...points.flatMap(({f}) => f.map(Math.abs)))));
  let state = edits.startEdits(points);
  let area = plane(most, range);
  let waiting = false;
  let unheard = false;
  let added = 0;

  const scene = svg("g", {});
  const picture = svg("svg", {class: "drag-picture points-picture", role: "img"}, scene);
  const holder = html("div", {class: "points-frame", style: `max-width: ${most}px`}, picture);
  const live = liveRegion("visually-hidden");
  const bar = editBar(range, {
    select: (index) => take(edits.select(state, index)),
    move: (axis, value) => {
      const point = chosen();
      if (point) take(edits.move(state, axis === 0 ? [value, point.f[1]!] : [point.f[0]!, value], true));
    },
    add: (y) => addAt(y, freePlace(++added, range)),
    relabel: () => {
      take(edits.relabel(state));
      say("now");
    },
    remove: () => {
      const gone = state.selected! + 1;
      take(edits.remove(state));
      live.say(`Point ${gone} is removed; ${state.points.length} are left.`);
    },
    undo: () => {
      take(edits.undo(state));
      live.say(`Undone: ${state.points.length} points.`);
    },
    reset: () => {
      take(edits.reset(state, points));
      live.say("The points of the beginning are back.");
    },
  });
  const root = html("div", {class: "points-editor", role: "group", "aria-label": "Points of two labels"}, holder);
  if (edit) root.append(bar.node, live.node);
  keepInputInside(root);

  draggable<{what: "handle"} | {what: "point"; dx: number; dy: number; fresh: boolean}>(picture, {
    grab(x, y) {
      const handle = options.handle?.at();
      if (handle && Math.hypot(area.x(handle[0]) - x, area.y(handle[1]) - y) <= REACH) return {what: "handle"};
      if (!edit) return undefined;
      const index = nearest(places(), x, y, REACH);
      if (index === undefined) return undefined;
      take(edits.select(state, index), true);
      const {f} = state.points[index]!;
      return {what: "point", dx: area.x(f[0]!) - x, dy: area.y(f[1]!) - y, fresh: true};
    },
    move(held, x, y) {
      if (held.what === "handle") return options.handle?.move(area.at(x, y));
      const before = state.points;
      take(edits.move(state, inside(area.at(x + held.dx, y + held.dy)), held.fresh), true);
      if (state.points !== before) held.fresh = false;
    },
    keepsTouch: () => true,
  });
  picture.addEventListener("dblclick", (event) => {
    if (!edit) return;
    const box = picture.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top].map(
      (px) => (px * area.size) / Math.max(1, box.width),
    );
    if (nearest(places(), x!, y!, REACH) === undefined) addAt(chosen()?.y ?? 1, inside(area.at(x!, y!)));
  });

  watchWidth(holder, (now) => {
    area = plane(now, range);
    draw();
  });

  function chosen(): SignedSample | undefined {
    return state.selected === undefined ? undefined : state.points[state.selected];
  }

  function places() {
    return state.points.map(({f}, handle) => ({handle, x: area.x(f[0]!), y: area.y(f[1]!)}));
  }

  function addAt(y: SignedSample["y"], f: readonly [number, number]): void {
    const before = state.points.length;
    take(edits.add(state, {f, y}));
    if (state.points.length > before) say("added");
    else live.say(`There are ${before} points, and no room for more.`);
  }

  function say(what: string): void {
    const point = chosen();
    if (point) live.say(`Point ${state.selected! + 1}, label ${labelText(point.y)}, ${what} at ${placeText(point)}.`);
  }

  function inside(at: readonly [number, number]): [number, number] {
    const [x, y] = at.map((value) => {
      const kept = Math.min(range, Math.max(-range, value));
      return Number((Math.round(kept / STEP) * STEP).toFixed(2)) || 0;
    });
    return [x!, y!];
  }

  function take(next: edits.Edits, byPointer = false): void {
    if (next === state) return;
    const changed = next.points !== state.points;
    state = next;
    if (byPointer) soon(changed);
    else if (changed) tell();
    else draw();
  }

  /**
   * At the next frame: pointers move more often than frames are drawn, and whoever hears of a change computes a lot. Nor
   * may what a finger touches be drawn anew while the browser is still telling of the touch.
   */
  function soon(moved: boolean): void {
    unheard ||= moved;
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      const changed = unheard;
      waiting = unheard = false;
      if (changed) tell();
      else draw();
    });
  }

  function tell(): void {
    draw();
    announceInput(root);
  }

  function draw(): void {
    picture.setAttribute("viewBox", `0 0 ${area.size} ${area.size}`);
    picture.setAttribute("aria-label", (options.label ?? countText)(state.points));
    const handle = options.handle?.at();
    const {wrong, marked} = options;
    scene.replaceChildren(
      ...(options.below?.(area) ?? []),
      drawAxes(area, [indexed("x", 1), indexed("x", 2)]),
      drawPoints(state.points, area, {
        selected: edit ? state.selected : undefined,
        wrong,
        marked: marked?.(),
        movable: edit,
      }),
      ...(options.above?.(area) ?? []),
    );
    if (handle) {
      const [cx, cy] = [area.x(handle[0]), area.y(handle[1])];
      scene.append(
        svg("circle", {class: "drag-halo points-handle", cx, cy, r: 14}),
        svg("circle", {class: "drag-handle points-handle", cx, cy, r: 7}),
      );
    }
    if (edit) bar.update(state, state.points !== points);
  }

  Object.defineProperty(root, "value", {get: () => state.points});
  draw();
  return Object.assign(root, {range, redraw: draw}) as HTMLElement as PointsEditorElement;
}

/** "20 points of label +1, 20 of label −1". */
export function countText(points: readonly SignedSample[]): string {
  const plus = points.filter(({y}) => y === 1).length;
  return `${plus} ${plus === 1 ? "point" : "points"} of label +1, ${points.length - plus} of label −1`;
}

/** "(0.5, −1.25)". */
export function placeText({f}: SignedSample): string {
  return `(${f.map((value) => numberText(value, 2)).join(", ")})`;
}

/** Where a new point goes: along a spiral around the middle, so that none covers the one before. */
function freePlace(count: number, range: number): [number, number] {
  const radius = Math.min(range * 0.9, 0.5 * Math.sqrt(count));
  const angle = count * 2.4;
  return [Math.round(20 * radius * Math.cos(angle)) / 20 || 0, Math.round(20 * radius * Math.sin(angle)) / 20 || 0];
}

function check(points: readonly SignedSample[]): void {
  if (!Array.isArray(points) || points.length < 1 || points.length > edits.MOST_POINTS) {
    throw new RangeError(`pointsEditor(): points is a list of 1 to ${edits.MOST_POINTS} points {f: [x1, x2], y}.`);
  }
  points.forEach(({f, y}, i) => {
    if (f?.length !== 2 || !f.every(Number.isFinite) || (y !== 1 && y !== -1)) {
      throw new RangeError(
        `pointsEditor(): point ${i + 1} needs f: [x1, x2] of finite numbers and y: 1 or −1, not ${JSON.stringify({f, y})}.`,
      );
    }
  });
}
