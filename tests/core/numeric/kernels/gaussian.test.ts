import {describe, expect, it} from "vitest";
import {randomStream, streamState} from "../../../../src/core/index.ts";
import {put, take, variants, worst} from "./variants.ts";

describe.each(variants)("fillNormal, $name", ({make, reason}) => {
  it.skipIf(reason)("draws what the stream draws, and moves its state on as far", () => {
    const count = 200_000;
    const kernels = make();
    const state = streamState(1, "init", 3);
    const at = kernels.allocate(count);
    kernels.fillNormal(state, at, count);
    const stream = randomStream(1, "init", 3);
    expect(worst(take(kernels, at, count), stream.fillNormal(new Float64Array(count)))).toBeLessThan(1e-5);

    const rest = kernels.allocate(16);
    kernels.fillNormal(state, rest, 16);
    expect(worst(take(kernels, rest, 16), stream.fillNormal(new Float64Array(16)))).toBeLessThan(1e-5);
  });

  it.skipIf(reason)("writes any count, nothing behind it, and begins the next eight anew", () => {
    for (let count = 0; count <= 17; count++) {
      const kernels = make();
      const state = streamState(9);
      const at = put(kernels, new Float32Array(count + 1).fill(99));
      kernels.fillNormal(state, at, count);
      const expected = randomStream(9).fillNormal(new Float64Array(32));
      expect(worst(take(kernels, at, count), expected.slice(0, count))).toBeLessThan(1e-5);
      expect(kernels.view(at, count + 1)[count]).toBe(99);
      kernels.fillNormal(state, at, 1);
      const next = Math.ceil(count / 8) * 8;
      expect(Math.abs(kernels.view(at, 1)[0]! - expected[next]!)).toBeLessThan(1e-5);
    }
  });

  it.skipIf(reason)("draws the extremes: the longest radius, the shortest, and every quarter turn", () => {
    // States whose next words are chosen: t = a + b + d, so a is the word and b = d = 0, lane by lane.
    const top = 2 ** 32 - 256;
    const radii = [0, top, 255, 2 ** 31];
    const kernels = make();
    const at = kernels.allocate(8);
    for (const angle of [0, 2 ** 29, 2 ** 30, 2 ** 31, 3 * 2 ** 30, 7 * 2 ** 29, top, 2 ** 31 - 256]) {
      const state = new Int32Array(16);
      // The second word of a lane is b + (c + 8c) + 1 with b = 0, so that c = (angle − 1) / 9 modulo 2³².
      const c = Math.imul(angle - 1, 0x38e38e39);
      radii.forEach((radius, lane) => {
        state[lane] = radius;
        state[8 + lane] = c;
      });
      kernels.fillNormal(state, at, 8);
      radii.forEach((radius, lane) => {
        const r = Math.sqrt(-2 * Math.log((Math.floor(radius / 256) + 1) / 2 ** 24));
        const turn = (Math.floor(angle / 256) / 2 ** 24) * 2 * Math.PI;
        expect(Math.abs(kernels.view(at, 8)[lane]! - r * Math.cos(turn))).toBeLessThan(2e-6);
        expect(Math.abs(kernels.view(at, 8)[4 + lane]! - r * Math.sin(turn))).toBeLessThan(2e-6);
      });
    }
  });
});

it("draws the same bits with and without relaxed SIMD", () => {
  const drawn = variants
    .filter(({name, reason}) => name !== "typescript" && !reason)
    .map(({make}) => {
      const kernels = make();
      const at = kernels.allocate(50_000);
      kernels.fillNormal(streamState(7), at, 50_000);
      return take(kernels, at, 50_000);
    });
  for (const other of drawn) expect(other).toEqual(drawn[0]);
});
