import {observe} from "./generators.ts";

/** What a plot gets where nothing can be measured: the reading column in pixels. */
const DEFAULT_WIDTH = 640;

/**
 * The width in CSS pixels of the column in which a cell stands, and again whenever it changes. A column that is hidden
 * (a closed `<details>`) has no width of its own: then it is the nearest visible ancestor's, until it is opened.
 */
export function columnWidth(root: HTMLElement): Generator<Promise<number>, void> {
  return observe<number>((change) => {
    const column = root.matches(".cell-inline") ? (blockAround(root) ?? root) : root;
    let width = measure(column);
    change(width);
    if (typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(() => {
      const next = contentWidth(column);
      if (next > 0 && next !== width) change((width = next));
    });
    observer.observe(column);
    return () => observer.disconnect();
  });
}

function measure(element: HTMLElement): number {
  for (let e: HTMLElement | null = element; e; e = e.parentElement) {
    const width = contentWidth(e);
    if (width > 0) return width;
  }
  return DEFAULT_WIDTH;
}

/** Whole pixels, so that a scrollbar's fraction does not redraw a plot. */
function contentWidth(element: HTMLElement): number {
  const style = getComputedStyle(element);
  const padding = (Number.parseFloat(style.paddingLeft) || 0) + (Number.parseFloat(style.paddingRight) || 0);
  return Math.max(0, Math.floor(element.clientWidth - padding));
}

function blockAround(element: HTMLElement): HTMLElement | null {
  let e = element.parentElement;
  while (e && getComputedStyle(e).display.startsWith("inline")) e = e.parentElement;
  return e;
}
