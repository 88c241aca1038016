export interface Drag<Handle> {
  /** What a press at this point takes hold of; nothing where it returns undefined. In the picture's own units. */
  grab(x: number, y: number): Handle | undefined;
  /** The pointer has moved to this point with the handle held. */
  move(handle: Handle, x: number, y: number): void;
  /** Whether a finger on this handle drags and never scrolls the page. Default: it scrolls as `touch-action` says. */
  keepsTouch?(handle: Handle): boolean;
}

/**
 * Lets the pointer drag handles of a picture with a viewBox. The listeners sit on the picture itself, so that its content
 * may be redrawn while one drags.
 */
export function draggable<Handle>(picture: SVGSVGElement, {grab, move, keepsTouch}: Drag<Handle>): void {
  let held: Handle | undefined;
  const point = (event: PointerEvent): [number, number] => {
    const box = picture.getBoundingClientRect();
    const {width, height} = picture.viewBox.baseVal;
    // The picture may be shown at another size than it was drawn at.
    return [
      ((event.clientX - box.left) / Math.max(1, box.width)) * width,
      ((event.clientY - box.top) / Math.max(1, box.height)) * height,
    ];
  };
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held = grab(...point(event));
    if (held === undefined) return;
    event.preventDefault();
    picture.setPointerCapture?.(event.pointerId);
  });
  if (keepsTouch) {
    // Browsers heed `touch-action` on the picture only, not on the shapes in it. A touch is told after its pointer event.
    picture.addEventListener(
      "touchstart",
      (event) => {
        if (held !== undefined && event.cancelable && keepsTouch(held)) event.preventDefault();
      },
      {passive: false},
    );
  }
  picture.addEventListener("pointermove", (event) => {
    if (held !== undefined) move(held, ...point(event));
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    picture.addEventListener(end, () => {
      held = undefined;
    });
  }
}

/** The handle nearest to a point, if one is within reach. */
export function nearest<Handle>(
  handles: readonly {readonly handle: Handle; readonly x: number; readonly y: number}[],
  x: number,
  y: number,
  reach: number,
): Handle | undefined {
  let [best, least]: [Handle | undefined, number] = [undefined, reach];
  for (const each of handles) {
    const distance = Math.hypot(each.x - x, each.y - y);
    if (distance <= least) [best, least] = [each.handle, distance];
  }
  return best;
}
