/**
 * Calls back with the width in whole pixels whenever an element gets another one.
 * @param slack from how many pixels on another width counts
 */
export function watchWidth(element: Element, changed: (width: number) => void, slack = 1): void {
  if (typeof ResizeObserver === "undefined") return;
  let known = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === 0 || Math.abs(width - known) < slack) return;
    known = width;
    changed(width);
  }).observe(element);
}
