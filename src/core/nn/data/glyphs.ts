import {type Matrix, matrix, type Random} from "../../numeric/index.ts";
import type {ImageShape} from "../layers/image-shape.ts";

export interface GlyphOptions {
  /** Pictures of each class. Default 100. */
  perClass?: number;
  /** Side of a picture in pixels. Default 12. */
  side?: number;
  /** Largest shift of the glyph's middle, in pixels, either way along both axes. Default 1.5. */
  shift?: number;
  /** Largest slant: how far the top leans to the right of the middle, as a share of the height. Default 0.3. */
  slant?: number;
  /** Standard deviation of the noise on each pixel, which is 0 for paper and 1 for ink. Default 0.15. */
  noise?: number;
}

/** Pictures with their classes. */
export interface Glyphs {
  /** One picture a row, row by row of pixels, each from 0 (paper) to 1 (ink). */
  readonly inputs: Matrix;
  /** The class of each picture: a place in `names`. */
  readonly labels: Uint8Array;
  readonly classes: number;
  readonly names: readonly string[];
  readonly shape: ImageShape;
}

type Point = readonly [x: number, y: number];
type Stroke = readonly Point[];

/** The circle, by the rational points ((1 − t²)/(1 + t²), 2t/(1 + t²)): alike on every machine, as sines may not be. */
const ring: Stroke = [1, -1].flatMap((way) =>
  [0, 0.25, 0.5, 0.75, 1, 4 / 3, 2, 4, 1e9].map(
    (t): Point => [(way * (1 - t * t)) / (1 + t * t), (way * (2 * t)) / (1 + t * t)],
  ),
);

/** Each glyph's strokes in a square from −1 to 1, x to the right and y down. */
const alphabet: Readonly<Record<string, readonly Stroke[]>> = {
  ring: [ring],
  square: [
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ],
  ],
  triangle: [
    [
      [0, -1],
      [1, 1],
      [-1, 1],
      [0, -1],
    ],
  ],
  cross: [
    [
      [-1, -1],
      [1, 1],
    ],
    [
      [1, -1],
      [-1, 1],
    ],
  ],
  plus: [
    [
      [0, -1],
      [0, 1],
    ],
    [
      [-1, 0],
      [1, 0],
    ],
  ],
  zigzag: [
    [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ],
  ],
};

/** What the classes of `glyphs` are called, class 0 first. */
export const glyphNames: readonly string[] = Object.keys(alphabet);

/**
 * Little pictures of drawn shapes, the classes in turn: each of random size, place, proportions, slant, thickness and
 * darkness, with noise. Draw those for training and those for the test from different streams.
 * @throws RangeError for numbers out of range
 */
export function glyphs(
  {perClass = 100, side = 12, shift = 1.5, slant = 0.3, noise = 0.15}: GlyphOptions,
  rng: Random,
): Glyphs {
  whole("perClass", perClass, 1, 100_000);
  whole("side", side, 8, 64);
  for (const [name, value] of Object.entries({shift, slant, noise})) {
    if (!(value >= 0 && value <= side)) throw new RangeError(`glyphs: ${name} must lie in 0 … ${side}, not ${value}`);
  }
  const classes = glyphNames.length;
  const inputs = matrix(classes * perClass, side * side);
  const labels = new Uint8Array(inputs.rows);
  const between = (low: number, high: number) => low + (high - low) * rng.uniform();
  for (let row = 0; row < inputs.rows; row++) {
    const label = row % classes;
    const half = {x: side * between(0.25, 0.34), y: side * between(0.25, 0.34)};
    const middle = {x: side / 2 + between(-shift, shift), y: side / 2 + between(-shift, shift)};
    const lean = between(-slant, slant);
    const strokes = alphabet[glyphNames[label]!]!.map((stroke) =>
      stroke.map(([x, y]): Point => [middle.x + (x - lean * y) * half.x, middle.y + y * half.y]),
    );
    const thickness = (side / 12) * between(0.9, 1.9);
    const ink = between(0.7, 1);
    for (let y = 0, at = row * side * side; y < side; y++) {
      for (let x = 0; x < side; x++, at++) {
        const away = distanceTo(strokes, x + 0.5, y + 0.5);
        const covered = clamp(thickness / 2 + 0.5 - away);
        inputs.data[at] = clamp(ink * covered + noise * rng.normal());
      }
    }
    labels[row] = label;
  }
  return {inputs, labels, classes, names: glyphNames, shape: {channels: 1, height: side, width: side}};
}

/** Distance in pixels from a point to the nearest stroke. */
function distanceTo(strokes: readonly Stroke[], x: number, y: number): number {
  let least = Infinity;
  for (const stroke of strokes) {
    for (let i = 1; i < stroke.length; i++) {
      const [ax, ay] = stroke[i - 1]!;
      const [bx, by] = stroke[i]!;
      const [dx, dy] = [bx - ax, by - ay];
      const along = clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1));
      const [ex, ey] = [x - ax - along * dx, y - ay - along * dy];
      least = Math.min(least, ex * ex + ey * ey);
    }
  }
  return Math.sqrt(least);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function whole(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`glyphs: ${name} must be a whole number from ${low} to ${high}, not ${value}`);
  }
}
