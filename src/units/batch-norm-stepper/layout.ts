/** Where everything stands, in CSS pixels. Samples are rows; what the whole batch shares are boxes above and below. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly number[];
  /** Where the labels of a row stand: their left end. */
  readonly labels: Readonly<Record<"x" | "c" | "xhat" | "y", number>>;
  readonly gates: Readonly<Record<"minus" | "divide" | "times" | "plus", number>>;
  /** The vertical wires by which a batch flows into its mean and its variance. */
  readonly gather: Readonly<Record<"mu" | "variance", number>>;
  readonly boxes: Readonly<Record<"mu" | "variance" | "gamma" | "beta", Box>>;
  readonly start: number;
  readonly end: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const GATE_RADIUS = 9;
const NAME = 28;
const ROW = 42;
const HEAD = 96;
const BOX_HEIGHT = 50;
const EDGE = 6;

/**
 * @param label the room of the widest number in a row
 * @param box the room of the widest number in a box
 */
export function layout(m: number, {width, label, box}: {width: number; label: number; box: number}): Layout {
  const gap = {gather: 14, gate: 2 * GATE_RADIUS + 12, pair: 26};
  const least = EDGE + NAME + 4 * label + 2 * (gap.gather + gap.gate) + gap.gate + gap.pair + EDGE;
  const boxes = Math.max(least, boxesNeed(box));
  const total = Math.max(boxes, Math.min(width, 780));
  // What is left over goes to the labels' wires, where there is most to read.
  const wide = label + (total - least) / 4;

  const x = EDGE + NAME;
  const gatherMu = x + wide + gap.gather / 2;
  const minus = gatherMu + gap.gather / 2 + gap.gate / 2;
  const c = minus + gap.gate / 2;
  const gatherVariance = c + wide + gap.gather / 2;
  const divide = gatherVariance + gap.gather / 2 + gap.gate / 2;
  const xhat = divide + gap.gate / 2;
  const times = xhat + wide + gap.gate / 2;
  const plus = times + gap.pair;
  const y = plus + gap.gate / 2;
  const rows = Array.from({length: m}, (_, i) => HEAD + ROW / 2 + i * ROW);
  const foot = HEAD + m * ROW + 14;
  const above = (center: number): Box => ({x: center - box / 2, y: 2, width: box, height: BOX_HEIGHT});
  return {
    width: total,
    height: foot + BOX_HEIGHT + 4,
    rows,
    labels: {x, c, xhat, y},
    gates: {minus, divide, times, plus},
    gather: {mu: gatherMu, variance: gatherVariance},
    boxes: {
      mu: above((gatherMu + minus) / 2),
      variance: above((gatherVariance + divide) / 2),
      gamma: above(Math.min(times, total - box / 2 - 2)),
      beta: {x: Math.min(plus - box / 2, total - box - 2), y: foot, width: box, height: BOX_HEIGHT},
    },
    start: x - 6,
    end: total - EDGE,
  };
}

/** Three boxes side by side must not touch. */
function boxesNeed(box: number): number {
  return NAME + 4 * (box + 8);
}
