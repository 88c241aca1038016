/** What part of a drawing is seen: its centre in the drawing's units, and 1 for "all of it fits". */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const MAX_ZOOM = 12;

export function fitView({width, height}: Size): View {
  return {x: width / 2, y: height / 2, zoom: 1};
}

/** Zooms by a factor about a point that stays where it is on the screen; without one, about the centre. */
export function zoomBy(view: View, factor: number, size: Size, about: {x: number; y: number} = view): View {
  const zoom = Math.min(MAX_ZOOM, Math.max(1, view.zoom * factor));
  const keep = view.zoom / zoom;
  return clampView({x: about.x + (view.x - about.x) * keep, y: about.y + (view.y - about.y) * keep, zoom}, size);
}

/** Moves the view by a distance in the drawing's units. */
export function panBy(view: View, dx: number, dy: number, size: Size): View {
  return clampView({...view, x: view.x + dx, y: view.y + dy}, size);
}

/** The view with a node in sight: it moves as little as it must. */
export function reveal(view: View, node: {x: number; y: number}, margin: Size, size: Size): View {
  const halfWidth = Math.max(0, size.width / view.zoom / 2 - margin.width);
  const halfHeight = Math.max(0, size.height / view.zoom / 2 - margin.height);
  return clampView(
    {
      ...view,
      x: Math.min(node.x + halfWidth, Math.max(node.x - halfWidth, view.x)),
      y: Math.min(node.y + halfHeight, Math.max(node.y - halfHeight, view.y)),
    },
    size,
  );
}

/** Keeps the drawing's edge from passing the middle of the picture. */
function clampView({x, y, zoom}: View, {width, height}: Size): View {
  if (zoom <= 1) return fitView({width, height});
  return {x: Math.min(width, Math.max(0, x)), y: Math.min(height, Math.max(0, y)), zoom};
}
