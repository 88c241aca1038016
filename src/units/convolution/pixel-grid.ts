import {html} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import type {Grid} from "./convolve.ts";

export interface PixelGridView {
  values: Grid;
  /** Rings of zeros that are drawn around the values. */
  padding?: number;
  /** The cells from which the window reads: first row and column, in the values' own count, and its side. */
  window?: {top: number; left: number; size: number};
  /** The one cell that is now written. */
  writing?: {row: number; col: number};
  /** The cells that are not computed yet: they show "?". */
  waits?: (row: number, col: number) => boolean;
}

export interface PixelGrid {
  readonly node: HTMLTableElement;
  draw(view: PixelGridView): void;
}

/**
 * Numbers in a square grid, each on a ground that grows darker with it: blue for positive, orange for negative ones. With
 * `change`, a cell is changed by a click or, the focus on the grid, by arrows and Space.
 */
export function pixelGrid(caption: string, change?: (row: number, col: number) => void): PixelGrid {
  const body = html("tbody");
  const node = html("table", {class: "pixel-grid"}, html("caption", {}, caption), body);
  let focus = {row: 0, col: 0};
  let view: PixelGridView = {values: []};
  if (change) {
    node.addEventListener("click", (event) => {
      const at = placeOf(event.target as Element);
      if (!at) return;
      focus = at;
      change(at.row, at.col);
      button(at)?.focus();
    });
    node.addEventListener("keydown", (event) => {
      const by = STEPS[event.key];
      const at = placeOf(event.target as Element);
      if (!by || !at || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation(); // the arrows do not step the unit as well
      const rows = view.values.length;
      const cols = view.values[0]?.length ?? 0;
      focus = {row: clamp(at.row + by[0], rows), col: clamp(at.col + by[1], cols)};
      draw(view);
      button(focus)?.focus();
    });
  }
  return {node, draw};

  function draw(next: PixelGridView): void {
    view = next;
    const {values, padding = 0} = next;
    const rows = values.length;
    const cols = values[0]?.length ?? 0;
    focus = {row: clamp(focus.row, rows), col: clamp(focus.col, cols)};
    const focused = node.contains(document.activeElement);
    const largest = Math.max(1, ...values.flat().map(Math.abs));
    body.replaceChildren(
      ...Array.from({length: rows + 2 * padding}, (_, i) =>
        html("tr", {}, ...Array.from({length: cols + 2 * padding}, (__, j) => cell(i - padding, j - padding, largest))),
      ),
    );
    if (focused) button(focus)?.focus();
  }

  function cell(row: number, col: number, largest: number): HTMLTableCellElement {
    const {values, window, writing} = view;
    const waits = view.waits?.(row, col) ?? false;
    const value = values[row]?.[col];
    const isPadding = value === undefined;
    const text = waits ? "?" : numberText(value ?? 0, 2);
    const inWindow =
      window &&
      row >= window.top &&
      row < window.top + window.size &&
      col >= window.left &&
      col < window.left + window.size;
    const share = waits || isPadding ? 0 : Math.round((Math.abs(value) / largest) * 10);
    const td = html("td", {
      class: isPadding ? "is-padding" : null,
      "data-sign": share === 0 ? null : value! < 0 ? "negative" : "positive",
      style: share === 0 ? null : `--share: ${4 * share}%`,
      "data-window": inWindow,
      "data-waits": waits,
      "data-writing": writing && row === writing.row && col === writing.col,
    });
    if (!change || isPadding) td.append(text);
    else
      td.append(
        html(
          "button",
          {
            type: "button",
            "data-row": row,
            "data-col": col,
            tabindex: row === focus.row && col === focus.col ? 0 : -1,
            "aria-label": `row ${row + 1}, column ${col + 1}: ${text}`,
          },
          text,
        ),
      );
    return td;
  }

  function button({row, col}: {row: number; col: number}): HTMLElement | null {
    return node.querySelector(`[data-row="${row}"][data-col="${col}"]`);
  }
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function placeOf(target: Element): {row: number; col: number} | undefined {
  const at = target.closest<HTMLElement>("button[data-row]");
  return at ? {row: Number(at.dataset.row), col: Number(at.dataset.col)} : undefined;
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1));
}
