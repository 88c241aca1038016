export type Range = readonly [from: number, to: number];

/** Where the points of a plane stand in a picture. A unit is equally long on both axes, so that circles are round. */
export interface PlaneScale {
  readonly width: number;
  readonly height: number;
  /** The inner rectangle, in pixels. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** What the inner rectangle shows; no less than was asked for. */
  readonly xs: Range;
  readonly ys: Range;
  /** Pixels per unit. */
  readonly unit: number;
  x(x: number): number;
  y(y: number): number;
  /** From pixels back to the plane. */
  point(px: number, py: number): [number, number];
}

export interface PlaneScaleOptions {
  x: Range;
  y: Range;
  /** Of the inner rectangle. */
  minHeight?: number;
  maxHeight?: number;
  /** Around the inner rectangle, for axes. */
  margin?: {readonly left: number; readonly right: number; readonly top: number; readonly bottom: number};
}

const AXES = {left: 34, right: 10, top: 10, bottom: 24};

/** Fits the ranges into a width. Where the picture would get too high or too low, the other range grows. */
export function planeScale(
  width: number,
  {x, y, minHeight = 140, maxHeight = 420, margin = AXES}: PlaneScaleOptions,
): PlaneScale {
  const inner = Math.max(40, width - margin.left - margin.right);
  const wide = x[1] - x[0];
  const high = y[1] - y[0];
  const unit = Math.min(inner / wide, maxHeight / high);
  const innerHeight = Math.max(minHeight, unit * high);
  const xs = grown(x, inner / unit);
  const ys = grown(y, innerHeight / unit);
  const [left, top] = [margin.left, margin.top];
  return {
    width,
    height: Math.round(margin.top + innerHeight + margin.bottom),
    left,
    top,
    right: left + inner,
    bottom: top + innerHeight,
    xs,
    ys,
    unit,
    x: (value) => left + (value - xs[0]) * unit,
    y: (value) => top + (ys[1] - value) * unit,
    point: (px, py) => [xs[0] + (px - left) / unit, ys[1] - (py - top) / unit],
  };
}

function grown([from, to]: Range, size: number): Range {
  const more = (size - (to - from)) / 2;
  return [from - more, to + more];
}

/** Whether a point of the plane is in the picture. */
export function isInside({xs, ys}: PlaneScale, x: number, y: number): boolean {
  return x >= xs[0] && x <= xs[1] && y >= ys[0] && y <= ys[1];
}
