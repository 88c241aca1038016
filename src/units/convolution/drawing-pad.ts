import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html, svg} from "../shared/element.ts";
import {liveRegion} from "../shared/live-region.ts";

export interface DrawingPadOptions {
  /** Pixels along a side, 4 to 32. Default 12. */
  side?: number;
  /** side · side numbers from 0 (paper) to 1 (ink), row by row. Default: paper. */
  pixels?: ArrayLike<number>;
  /** How thick a stroke is, in pixels. Default 1.4. */
  thickness?: number;
  /** Drawings that a button brings, by name. */
  examples?: Readonly<Record<string, ArrayLike<number>>>;
  /** What a screen reader calls the pad. */
  label?: string;
}

export type DrawingPadElement = HTMLElement & {readonly value: readonly number[]};

/**
 * Paper to draw on, in coarse pixels, by pointer or by keyboard. Its value is the pixels, row by row.
 * @throws RangeError for pixels that do not fill it
 */
export function drawingPad(options: DrawingPadOptions = {}): DrawingPadElement {
  const {side = 12, thickness = 1.4, examples = {}, label = "Paper to draw on"} = options;
  if (!(Number.isInteger(side) && side >= 4 && side <= 32))
    throw new RangeError(`drawingPad: side must be a whole number from 4 to 32, not ${side}.`);
  let pixels: readonly number[] = filled(options.pixels, side);
  let tool: "pen" | "eraser" = "pen";
  let last: Place | undefined;
  let cursor: {row: number; col: number} | undefined;

  const cells = pixels.map((_, i) =>
    svg("rect", {class: "pad-pixel", x: i % side, y: Math.floor(i / side), width: 1, height: 1}),
  );
  const mark = svg("rect", {class: "pad-cursor", width: 1, height: 1, visibility: "hidden"});
  const paper = svg(
    "svg",
    {
      class: "pad-paper",
      viewBox: `0 0 ${side} ${side}`,
      tabindex: 0,
      role: "application",
      "aria-label": `${label}, ${side} by ${side} pixels. Arrows move the cursor, Enter draws, Delete erases.`,
    },
    ...cells,
    mark,
  );
  const says = liveRegion("visually-hidden");
  const tools = (["pen", "eraser"] as const).map((name) =>
    html(
      "button",
      {
        type: "button",
        class: "unit-action unit-quiet",
        "aria-pressed": String(name === tool),
        onclick: () => take(name),
      },
      name,
    ),
  );
  const action = (name: string, press: () => void) =>
    html("button", {type: "button", class: "unit-action unit-quiet", onclick: press}, name);
  const root = html(
    "div",
    {class: "unit drawing-pad", role: "group", "aria-label": label},
    paper,
    html(
      "div",
      {class: "pad-tools"},
      ...tools,
      action("clear", () => set(filled(undefined, side), "Clear paper.")),
      ...Object.entries(examples).map(([name, given]) => action(name, () => set(filled(given, side), `A ${name}.`))),
    ),
    says.node,
  );
  keepInputInside(root);

  paper.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    paper.focus({preventScroll: true});
    paper.setPointerCapture?.(event.pointerId);
    last = placeOf(event);
    stroke(last, last);
  });
  paper.addEventListener("pointermove", (event) => {
    if (!last) return;
    const next = placeOf(event);
    if (Math.hypot(next.x - last.x, next.y - last.y) < 0.2) return;
    stroke(last, next);
    last = next;
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
    paper.addEventListener(end, () => {
      last = undefined;
    });
  paper.addEventListener("focus", () => {
    cursor ??= {row: Math.floor(side / 2), col: Math.floor(side / 2)};
    show();
  });
  paper.addEventListener("blur", () => show());
  paper.addEventListener("keydown", onKey);
  show();
  Object.defineProperty(root, "value", {get: () => pixels, enumerable: true});
  return root as HTMLElement as DrawingPadElement;

  function placeOf(event: PointerEvent): Place {
    const {left, top, width, height} = paper.getBoundingClientRect();
    return {
      x: ((event.clientX - left) / Math.max(1, width)) * side,
      y: ((event.clientY - top) / Math.max(1, height)) * side,
    };
  }

  function onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const by = STEPS[event.key];
    const at = cursor ?? {row: 0, col: 0};
    if (by) {
      const within = (index: number) => Math.max(0, Math.min(index, side - 1));
      cursor = {row: within(at.row + by[0]), col: within(at.col + by[1])};
      show();
      sayPixel();
    } else if (/^(Enter| |Delete|Backspace)$/.test(event.key)) {
      const middle = {x: at.col + 0.5, y: at.row + 0.5};
      stroke(middle, middle, /^(Delete|Backspace)$/.test(event.key) ? "eraser" : tool);
      sayPixel();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function sayPixel(): void {
    if (!cursor) return;
    const ink = Math.round(100 * pixels[cursor.row * side + cursor.col]!);
    says.say(`Row ${cursor.row + 1}, column ${cursor.col + 1}: ${ink === 0 ? "paper" : `${ink} % ink`}.`);
  }

  function take(name: "pen" | "eraser"): void {
    tool = name;
    for (const button of tools) button.setAttribute("aria-pressed", String(button.textContent === tool));
  }

  /** Ink along a line, on each pixel as much as the line covers of it; or paper wherever that would put ink. */
  function stroke(from: Place, to: Place, by = tool): void {
    const next = pixels.map((ink, i) => {
      const away = distance({x: (i % side) + 0.5, y: Math.floor(i / side) + 0.5}, from, to);
      const covered = Math.max(0, Math.min(1, thickness / 2 + 0.5 - away));
      return by === "pen" ? Math.max(ink, covered) : covered > 0 ? 0 : ink;
    });
    if (next.some((ink, i) => ink !== pixels[i])) set(next);
  }

  function set(next: readonly number[], sentence = ""): void {
    pixels = next;
    show();
    if (sentence) says.say(sentence);
    announceInput(root);
  }

  function show(): void {
    for (const [i, cell] of cells.entries()) cell.setAttribute("fill-opacity", pixels[i]!.toFixed(3));
    const isFocused = document.activeElement === paper;
    mark.setAttribute("visibility", cursor && isFocused ? "visible" : "hidden");
    mark.setAttribute("x", String(cursor?.col ?? 0));
    mark.setAttribute("y", String(cursor?.row ?? 0));
  }
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function filled(given: ArrayLike<number> | undefined, side: number): number[] {
  if (!given) return Array(side * side).fill(0);
  if (given.length !== side * side)
    throw new RangeError(`drawingPad: ${side} × ${side} pixels are ${side * side} numbers, not ${given.length}.`);
  return Array.from(given, (ink) => (ink > 0 ? Math.min(1, ink) : 0));
}

/** From a point to the nearest point of a line from a to b. */
function distance(p: Place, a: Place, b: Place): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square));
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}
