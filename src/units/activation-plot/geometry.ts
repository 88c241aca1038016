/** What the plot and the dial below it share, so that z stands at the same place in both. Sizes are CSS pixels. */
export const LEFT = 40;
const RIGHT = 8;
const GAP = 14;
/** Below this width, the histograms beside the curves get less room. */
const NARROW = 520;

export interface Columns {
  /** From z to CSS pixels. */
  x(z: number): number;
  /** From CSS pixels to z. */
  z(x: number): number;
  /** Where the curves end. */
  readonly right: number;
  /** Where the histograms beside them stand. */
  readonly side: {readonly from: number; readonly to: number};
}

/** The columns of a picture of that width which shows z from −range to range. */
export function columns(width: number, range: number): Columns {
  const side = width < NARROW ? 86 : Math.min(200, Math.round(width * 0.22));
  const to = width - RIGHT;
  const from = to - side;
  const right = from - GAP;
  const inner = right - LEFT;
  return {
    x: (z) => LEFT + ((z + range) / (2 * range)) * inner,
    z: (x) => ((x - LEFT) / inner) * 2 * range - range,
    right,
    side: {from, to},
  };
}

/** Where −range … range gets its figures. */
export function zTicks(range: number): number[] {
  const step = range <= 4 ? 1 : range <= 8 ? 2 : 5;
  const ticks: number[] = [];
  for (let tick = -Math.floor(range / step) * step; tick <= range; tick += step) ticks.push(tick);
  return ticks;
}
