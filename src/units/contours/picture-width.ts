/** Calls back with the width in whole pixels whenever an element gets another one. */
export function watchWidth(element: Element, changed: (width: number) => void): void {
  if (typeof ResizeObserver === "undefined") return;
  let known = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === 0 || Math.abs(width - known) < 2) return;
    known = width;
    changed(width);
  }).observe(element);
}
