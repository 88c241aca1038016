import {checkSamples, type SignedSample} from "./signed-sample.ts";

/**
 * Weights of length 1 that tell every sample of the plane right, or undefined if no line through 0 does. Of all those
 * weights they are the ones in the middle.
 *
 * Right means wᵀ(y f) > 0: the vectors y f must lie within less than half a turn of each other, and w in their middle.
 * @throws RangeError unless there are samples, each of two features
 */
export function separatingDirection(samples: readonly SignedSample[]): [number, number] | undefined {
  checkSamples("separatingDirection", [0, 0], samples);
  const angles: number[] = [];
  for (const {f, y} of samples) {
    if (f[0] === 0 && f[1] === 0) return undefined;
    angles.push(Math.atan2(y * f[1]!, y * f[0]!));
  }
  angles.sort((a, b) => a - b);
  for (const [i, after] of angles.entries()) {
    const before = i > 0 ? angles[i - 1]! : angles.at(-1)! - 2 * Math.PI;
    // A gap of more than half a turn: all the others lie from its end to its beginning.
    if (after - before > Math.PI + 1e-12) {
      const middle = (after + before) / 2 + Math.PI;
      return [Math.cos(middle), Math.sin(middle)];
    }
  }
  return undefined;
}
