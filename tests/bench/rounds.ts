/** Something that can be timed: one run of it, in milliseconds; undefined where it cannot run. */
export type Timed = () => Promise<number | undefined>;

export interface Rounds {
  /** How many count. */
  rounds?: number;
  /** How many come before, and do not. */
  warmUp?: number;
  /** Milliseconds between runs, where a contestant's threads go on for a moment after it is done. */
  rest?: number;
}

/**
 * Runs each contestant once a round, in turn, and returns the minimum of each. A machine that others use too slows all
 * down alike for a while; the minima are from its quiet moments, and those come for everyone.
 */
export async function minima<Name extends string>(
  contestants: Readonly<Record<Name, Timed | undefined>>,
  {rounds = 12, warmUp = 2, rest = 0}: Rounds = {},
): Promise<Record<Name, number | undefined>> {
  const best: Partial<Record<Name, number>> = {};
  const runs = Object.entries(contestants) as [Name, Timed | undefined][];
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [name, run] of runs) {
      const time = await run?.();
      if (time === undefined) continue;
      if (round >= warmUp) best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, time);
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    }
  }
  return best as Record<Name, number | undefined>;
}
