import {html, svg} from "../shared/element.ts";
import {fitView, panBy, reveal, type Size, type View, zoomBy} from "./zoom.ts";

/** A picture that one can zoom and move. */
export interface Viewport {
  node: HTMLElement;
  /** Shows a new drawing of a size, in the drawing's units. */
  show(drawing: SVGElement, size: Size): void;
  /** Moves as little as it must to have a node in sight. */
  reveal(node: {x: number; y: number}, margin: Size): void;
  zoom(factor: number): void;
  fit(): void;
}

/** Below so many screen pixels for a unit of the drawing, text of 13 units cannot be read any more. */
const READABLE = 0.64;
/** Space around the drawing, in its own units. */
export const MARGIN = 22;

/**
 * The frame around a drawing. Zoom: Ctrl + wheel, pinch, + and −, 0 for all of it. Move: drag, and arrows while the frame
 * itself has the focus. The wheel alone scrolls the page, as everywhere.
 */
export function viewport({label, pick}: {label: string; pick: (target: Element) => void}): Viewport {
  const scene = svg("g", {});
  const picture = svg(
    "svg",
    {class: "architecture-picture", role: "img", "aria-label": label, preserveAspectRatio: "xMidYMid meet"},
    scene,
  );
  const node = html(
    "div",
    {
      class: "architecture-frame",
      tabindex: 0,
      role: "group",
      "aria-label": "Picture: arrow keys move it, plus and minus zoom, 0 shows all of it",
    },
    picture,
  );
  let size: Size = {width: 1, height: 1};
  let view: View = fitView(size);
  let touched = false;
  let sought: {node: {x: number; y: number}; margin: Size} | undefined;

  const draw = () => {
    const [width, height] = [size.width + 2 * MARGIN, size.height + 2 * MARGIN].map((side) => side / view.zoom) as [
      number,
      number,
    ];
    picture.setAttribute("viewBox", `${view.x - width / 2} ${view.y - height / 2} ${width} ${height}`);
    const scale = pixels();
    node.dataset.detail = scale !== null && scale < READABLE ? "far" : "near";
    node.toggleAttribute("data-zoomed", view.zoom > 1);
  };
  /** Screen pixels for a unit of the drawing; `null` where nothing is laid out. */
  const pixels = () => {
    const {width, height} = picture.getBoundingClientRect();
    if (width === 0 || height === 0) return null;
    return view.zoom * Math.min(width / (size.width + 2 * MARGIN), height / (size.height + 2 * MARGIN));
  };
  const go = (next: View) => {
    view = next;
    draw();
  };
  /** Moves to the node that was last to be revealed, if it is out of sight. */
  const seek = () => {
    if (!sought || view.zoom <= 1) return;
    // The frame's own shape may show more than the zoomed box; what counts is what is seen.
    const box = picture.getBoundingClientRect();
    const scale = pixels();
    const margin = {width: sought.margin.width, height: sought.margin.height};
    if (scale) {
      margin.width += (size.width / view.zoom - box.width / scale) / 2;
      margin.height += (size.height / view.zoom - box.height / scale) / 2;
    }
    view = reveal(view, sought.node, margin, size);
  };
  /** The first look: all of it where that can be read or is wide, else the beginning, readable. */
  const settle = () => {
    const {width} = picture.getBoundingClientRect();
    if (touched || width === 0) return draw();
    view = fitView(size);
    const scale = pixels()!;
    if (width < 600 && scale < READABLE) {
      const zoomed = zoomBy(view, 0.8 / scale, size);
      view = {
        ...zoomed,
        x: Math.min(size.width / 2, width / 0.8 / 2 - MARGIN),
        y: Math.min(size.height / 2, 150 / 0.8),
      };
      seek();
    }
    draw();
  };
  const toDrawing = (event: {clientX: number; clientY: number}) => {
    const box = picture.getBoundingClientRect();
    const scale = pixels() ?? 1;
    return {
      x: view.x + (event.clientX - box.left - box.width / 2) / scale,
      y: view.y + (event.clientY - box.top - box.height / 2) / scale,
    };
  };

  if (typeof ResizeObserver !== "undefined") new ResizeObserver(settle).observe(picture);

  node.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      touched = true;
      go(zoomBy(view, Math.exp(-event.deltaY * 0.01), size, toDrawing(event)));
    },
    {passive: false},
  );

  const pointers = new Map<number, {clientX: number; clientY: number}>();
  let moved = 0;
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, event);
    moved = 0;
  });
  node.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    const scale = pixels() ?? 1;
    moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
    if (moved > 4) {
      // Captured only once it is a drag, so that a click still reaches the layer under it.
      if (!node.hasPointerCapture(event.pointerId)) node.setPointerCapture(event.pointerId);
      touched = true;
      const other = others[0];
      if (other) {
        const spread = (at: {clientX: number; clientY: number}) =>
          Math.hypot(at.clientX - other.clientX, at.clientY - other.clientY);
        const middle = {clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2};
        go(zoomBy(view, spread(event) / Math.max(1, spread(before)), size, toDrawing(middle)));
      } else {
        go(panBy(view, (before.clientX - event.clientX) / scale, (before.clientY - event.clientY) / scale, size));
      }
    }
    pointers.set(event.pointerId, event);
  });
  const release = (event: PointerEvent) => void pointers.delete(event.pointerId);
  node.addEventListener("pointerup", release);
  node.addEventListener("pointercancel", release);
  node.addEventListener("pointerleave", release);
  node.addEventListener("click", (event) => {
    if (moved <= 4 && event.target instanceof Element) pick(event.target);
  });
  node.addEventListener("keydown", (event) => {
    if (event.target !== node || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const way = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    // All of it in sight: there is nowhere to go, and arrows step and scroll as elsewhere.
    if (!way || view.zoom <= 1) return;
    event.preventDefault();
    touched = true;
    go(panBy(view, (way[0]! * size.width) / view.zoom / 6, (way[1]! * size.height) / view.zoom / 6, size));
  });

  return {
    node,
    show(drawing, next) {
      scene.replaceChildren(drawing);
      const same = next.width === size.width && next.height === size.height;
      size = next;
      if (!same) {
        if (touched && view.zoom > 1) view = panBy(view, 0, 0, size);
        else view = fitView(size);
      }
      settle();
    },
    reveal(target, margin) {
      sought = {node: target, margin};
      seek();
      draw();
    },
    zoom(factor) {
      touched = true;
      go(zoomBy(view, factor, size));
    },
    fit() {
      touched = true;
      go(fitView(size));
    },
  };
}
