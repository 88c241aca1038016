import {REACH} from "../../lab/playground/features.ts";

export interface DrawSurface {
  /** Whether one may draw now. */
  enable(isOn: boolean): void;
  /** Where the keyboard's cursor stands; undefined while it is not used. */
  readonly cursor: {x1: number; x2: number} | undefined;
}

export interface Drawing {
  put(x1: number, x2: number): void;
  erase(x1: number, x2: number): void;
  /** The cursor has moved. */
  moved(): void;
  say(sentence: string): void;
}

/** Units between two points of one stroke. */
const SPACING = 0.35;
const STEP = 0.25;

/** Makes the picture a surface to draw points on, by pointer and by keyboard. */
export function drawSurface(plot: HTMLElement, {put, erase, moved, say}: Drawing): DrawSurface {
  let isOn = false;
  let last: {x1: number; x2: number} | undefined;
  let cursor: {x1: number; x2: number} | undefined;
  const place = (event: PointerEvent) => {
    const {left, top, width, height} = plot.getBoundingClientRect();
    const part = (at: number, size: number) => Math.min(1, Math.max(0, at / Math.max(1, size)));
    return {
      x1: REACH * (2 * part(event.clientX - left, width) - 1),
      x2: REACH * (1 - 2 * part(event.clientY - top, height)),
    };
  };
  plot.addEventListener("pointerdown", (event) => {
    if (!isOn || event.button !== 0) return;
    last = place(event);
    plot.setPointerCapture?.(event.pointerId);
    put(last.x1, last.x2);
  });
  plot.addEventListener("pointermove", (event) => {
    if (!last) return;
    const next = place(event);
    if (Math.hypot(next.x1 - last.x1, next.x2 - last.x2) < SPACING) return;
    last = next;
    put(next.x1, next.x2);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
    plot.addEventListener(end, () => {
      last = undefined;
    });
  plot.addEventListener("blur", () => {
    cursor = undefined;
    moved();
  });
  plot.addEventListener("keydown", (event) => {
    if (!isOn || event.altKey || event.ctrlKey || event.metaKey) return;
    const steps: Record<string, readonly [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, 1],
      ArrowDown: [0, -1],
    };
    const step = steps[event.key];
    const at = cursor ?? {x1: 0, x2: 0};
    if (step) {
      const size = event.shiftKey ? 4 * STEP : STEP;
      const within = (x: number) => Math.min(REACH, Math.max(-REACH, x));
      cursor = {x1: within(at.x1 + size * step[0]), x2: within(at.x2 + size * step[1])};
      say(`x1 ${cursor.x1}, x2 ${cursor.x2}`.replaceAll("-", "−"));
      moved();
    } else if (event.key === "Enter" || event.key === " ") put(at.x1, at.x2);
    else if (event.key === "Delete" || event.key === "Backspace") erase(at.x1, at.x2);
    else return;
    event.preventDefault();
  });
  return {
    get cursor() {
      return cursor;
    },
    enable(on) {
      if (on === isOn) return;
      isOn = on;
      plot.classList.toggle("pg-drawable", on);
      if (on) {
        plot.tabIndex = 0;
        plot.setAttribute("role", "application");
        plot.setAttribute(
          "aria-label",
          "Draw points: arrows move the cursor, Enter draws, Delete removes the nearest point",
        );
      } else {
        plot.removeAttribute("tabindex");
        plot.setAttribute("role", "img");
        cursor = undefined;
      }
    },
  };
}
