/** A function of one number with its derivative, such as core's `nonlinearity("tanh")`, or one that a reader wrote. */
export interface Activation {
  readonly name?: string;
  value(z: number): number;
  derivative(z: number): number;
}

/** A slope below this share of the function's steepest counts as flat. Any such line is a convention. */
export const FLAT_SHARE = 0.05;
/** Where the steepest slope is looked for. */
const REACH = 12;
const SAMPLES = 1200;

/** The largest finite |φ′| within ±12. */
export function steepest(phi: Activation): number {
  let most = 0;
  for (let i = 0; i <= SAMPLES; i++) {
    const slope = Math.abs(phi.derivative(((2 * i) / SAMPLES - 1) * REACH));
    if (slope > most && slope < Infinity) most = slope; // never for NaN
  }
  return most;
}

/**
 * Tells for each z whether φ is saturated there: |φ′(z)| is below 5 % of the function's steepest slope. A sigmoid is so
 * beyond ±4.36, a tanh beyond ±2.18, a ReLU below 0. A function that is flat everywhere is saturated everywhere.
 */
export function saturation(phi: Activation): (z: number) => boolean {
  const line = FLAT_SHARE * steepest(phi);
  return line === 0 ? () => true : (z) => Math.abs(phi.derivative(z)) < line;
}

/** The stretches of −range … range where φ is saturated, as [from, to]. */
export function saturatedBands(phi: Activation, range: number): [number, number][] {
  const flat = saturation(phi);
  const bands: [number, number][] = [];
  let from = flat(-range) ? -range : undefined;
  for (let i = 1; i <= SAMPLES; i++) {
    const [before, z] = [i - 1, i].map((j) => ((2 * j) / SAMPLES - 1) * range) as [number, number];
    if (flat(z) === (from !== undefined)) continue;
    const edge = edgeOf(flat, before, z);
    if (from === undefined) from = edge;
    else {
      bands.push([from, edge]);
      from = undefined;
    }
  }
  if (from !== undefined) bands.push([from, range]);
  return bands;
}

/** Where between two points, of which one is flat and the other is not, the change is. */
function edgeOf(flat: (z: number) => boolean, low: number, high: number): number {
  const start = flat(low);
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (flat(middle) === start) low = middle;
    else high = middle;
  }
  return Math.round(high * 1e9) / 1e9 || 0;
}
