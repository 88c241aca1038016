import {eightNormals, nextFour, streamState} from "./gaussian.ts";

export {streamState};

/**
 * Seeded random numbers: the same seed gives the same numbers on every machine and in every kernel.
 *
 * A stream is four sfc32 generators side by side (Chris Doty-Humphrey, PractRand), whose words are taken in turn; four
 * because the WebAssembly kernel runs them as the four lanes of one vector.
 */
export interface Random {
  /** The next 32 random bits, 0 … 2³² − 1. */
  word(): number;
  /** A number in [0, 1), a multiple of 2⁻²⁴. */
  uniform(): number;
  /** A whole number 0 … n − 1. */
  integer(n: number): number;
  /** A draw from N(0, 1). */
  normal(): number;
  /** Fills `out` with draws from N(mean, std²) and returns it. */
  fillNormal<T extends Float32Array | Float64Array>(out: T, std?: number, mean?: number): T;
  /** Fills `out` with draws from [low, high) and returns it. */
  fillUniform<T extends Float32Array | Float64Array>(out: T, low?: number, high?: number): T;
  /** 0 … n − 1 in random order (Fisher–Yates). */
  permutation(n: number): Uint32Array;
}

/** The streams that an experiment draws from: kept apart, so that a change of one leaves the others as they were. */
export interface RandomStreams {
  readonly data: Random;
  readonly init: Random;
  readonly shuffle: Random;
  readonly dropout: Random;
}

/** The separate streams of one seed, each made when it is first asked for. */
export function random(seed: number): RandomStreams {
  const streams = new Map<string, Random>();
  const get = (name: string): Random => {
    const stream = streams.get(name) ?? randomStream(seed, name);
    streams.set(name, stream);
    return stream;
  };
  return {
    get data() {
      return get("data");
    },
    get init() {
      return get("init");
    },
    get shuffle() {
      return get("shuffle");
    },
    get dropout() {
      return get("dropout");
    },
  };
}

/** One stream, named by a path: `randomStream(seed, "init", layer)` gives each layer weights of its own. */
export function randomStream(seed: number, ...path: readonly (string | number)[]): Random {
  const state = streamState(seed, ...path);
  const words = new Uint32Array(4);
  let used = 4;

  const word = (): number => {
    if (used === 4) {
      nextFour(state, words);
      used = 0;
    }
    return words[used++] as number;
  };
  const uniform = (): number => (word() >>> 8) * 2 ** -24;

  // Box–Muller makes gaussians by eight: four radii, four angles, four cosines, four sines.
  const normals = new Float64Array(8);
  let left = 0;
  const normal = (): number => {
    if (left === 0) {
      eightNormals(state, normals);
      left = 8;
    }
    return normals[8 - left--] as number;
  };

  const integer = (n: number): number => Math.floor(((word() >>> 0) / 2 ** 32) * n);
  return {
    word,
    uniform,
    integer,
    normal,
    fillNormal(out, std = 1, mean = 0) {
      for (let i = 0; i < out.length; i++) out[i] = mean + std * normal();
      return out;
    },
    fillUniform(out, low = 0, high = 1) {
      for (let i = 0; i < out.length; i++) out[i] = low + (high - low) * uniform();
      return out;
    },
    permutation(n) {
      const order = new Uint32Array(n);
      for (let i = 0; i < n; i++) order[i] = i;
      for (let i = n - 1; i > 0; i--) {
        const j = integer(i + 1);
        const kept = order[i] as number;
        order[i] = order[j] as number;
        order[j] = kept;
      }
      return order;
    },
  };
}
