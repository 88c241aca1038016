/** Brings an element into view inside its own scrolling frame, and leaves the page where it is. */
export function scrollInside(frame: HTMLElement, element: Element, margin = 24): void {
  if (frame.scrollHeight <= frame.clientHeight && frame.scrollWidth <= frame.clientWidth) return;
  const outer = frame.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  frame.scrollTop += overhang(inner.top, inner.bottom, outer.top, outer.top + frame.clientHeight, margin);
  frame.scrollLeft += overhang(inner.left, inner.right, outer.left, outer.left + frame.clientWidth, margin);
}

/** How far to scroll until [start, end] lies in [from, to]; 0 if it does. */
function overhang(start: number, end: number, from: number, to: number, margin: number): number {
  if (start < from + margin) return start - from - margin;
  if (end > to - margin) return Math.min(end - to + margin, start - from - margin);
  return 0;
}
