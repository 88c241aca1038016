/** The height of one picture, in CSS pixels. */
export const PANEL_HEIGHT = 360;
const MARGIN = {left: 12, right: 12, top: 32, bottom: 12};

export type Point = readonly [number, number];

/** A plane in which both axes have the same scale, so that angles and circles look as they are. */
export interface Plane {
  x(value: number): number;
  y(value: number): number;
  /** CSS pixels of a unit. */
  readonly unit: number;
  /** The part of a segment that lies in the picture; undefined where none does. */
  clip(from: Point, to: Point): readonly [Point, Point] | undefined;
}

/** A plane that holds this box in a picture of this width. */
export function plane({x, y}: {x: Point; y: Point}, width: number): Plane {
  const inner = {width: width - MARGIN.left - MARGIN.right, height: PANEL_HEIGHT - MARGIN.top - MARGIN.bottom};
  const unit = Math.min(inner.width / (x[1] - x[0]), inner.height / (y[1] - y[0]));
  const middle = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2] as const;
  const half = [inner.width / unit / 2, inner.height / unit / 2] as const;
  return {
    x: (value) => MARGIN.left + inner.width / 2 + (value - middle[0]) * unit,
    y: (value) => MARGIN.top + inner.height / 2 - (value - middle[1]) * unit,
    unit,
    clip(from, to) {
      // Liang and Barsky: the shares of the segment at which it enters and leaves each strip.
      let [enter, leave] = [0, 1];
      for (const d of [0, 1] as const) {
        const way = to[d] - from[d];
        const [low, high] = [middle[d] - half[d] - from[d], middle[d] + half[d] - from[d]];
        if (way === 0) {
          if (low > 0 || high < 0) return undefined;
          continue;
        }
        enter = Math.max(enter, Math.min(low / way, high / way));
        leave = Math.min(leave, Math.max(low / way, high / way));
      }
      if (enter > leave) return undefined;
      const at = (share: number): Point => [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
      return [at(enter), at(leave)];
    },
  };
}
