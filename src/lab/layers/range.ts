/** Below this numbers may be denormal, with which processors take up to a hundred times as long. */
const TINY = 1e-37;

/** Makes 0 of numbers that single precision is about to lose. */
export function flush(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i] as number) < TINY) values[i] = 0;
  }
}

/**
 * Where the values' size nears the ends of single precision, divides them by a power of 2, which costs no precision.
 * Returns that power. Gradients may be so treated, what is computed from them being linear in them.
 */
export function rescale(values: Float32Array, std: number): number {
  if (!(std > 0) || (std > 1e-9 && std < 1e9)) return 1;
  const power = 2 ** Math.round(Math.log2(std));
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / power;
  return power;
}
