/** @throws RangeError unless the learning rate is a number of at least 0 */
export function checkRate(optimizer: string, rate: number): void {
  if (!(rate >= 0)) throw new RangeError(`${optimizer}: the learning rate must be a number of at least 0, not ${rate}`);
}

/** @throws RangeError unless 0 ≤ value < 1 */
export function checkDecay(optimizer: string, name: string, value: number): void {
  if (!(value >= 0 && value < 1))
    throw new RangeError(`${optimizer}: ${name} must lie in 0 ≤ ${name} < 1, not ${value}`);
}
