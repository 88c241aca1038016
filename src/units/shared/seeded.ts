/** A stream of numbers in [0, 1) that the same seed repeats exactly: mulberry32 (Tommy Ettinger, public domain). */
export function seededStream(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The items in an order drawn from the seed (Fisher and Yates); the list itself stays as it is. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = seededStream(seed);
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
