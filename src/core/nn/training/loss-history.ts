/** The mean loss of the steps (or epochs) after the point before and up to `step`. */
export interface LossPoint {
  readonly step: number;
  readonly loss: number;
}

/**
 * Losses in the order in which they came, in bounded memory: when it is full, neighbours are merged by their mean, so
 * that a run of any length is kept from its first step on, at half the resolution.
 */
export class LossHistory {
  readonly #means: Float64Array;
  #length = 0;
  #stride = 1;
  #sum = 0;
  #summed = 0;

  /** @param capacity the most points that are kept; an even number of at least 2 */
  constructor(capacity = 2000) {
    if (!(capacity >= 2 && capacity % 2 === 0))
      throw new RangeError(`capacity must be even and at least 2: ${capacity}`);
    this.#means = new Float64Array(capacity);
  }

  /** How many losses stand behind one point. */
  get stride(): number {
    return this.#stride;
  }

  add(loss: number): void {
    this.#sum += loss;
    this.#summed++;
    if (this.#summed < this.#stride) return;
    if (this.#length === this.#means.length) {
      this.#halve();
      if (this.#summed < this.#stride) return;
    }
    this.#means[this.#length++] = this.#sum / this.#summed;
    this.#sum = 0;
    this.#summed = 0;
  }

  /** The points so far; those of the last, incomplete stride make one too. */
  points(): LossPoint[] {
    const points = Array.from(this.#means.subarray(0, this.#length), (loss, i) => ({
      step: (i + 1) * this.#stride,
      loss,
    }));
    if (this.#summed > 0) {
      points.push({step: this.#length * this.#stride + this.#summed, loss: this.#sum / this.#summed});
    }
    return points;
  }

  clear(): void {
    this.#length = 0;
    this.#stride = 1;
    this.#sum = 0;
    this.#summed = 0;
  }

  #halve(): void {
    for (let i = 0; i < this.#length; i += 2) this.#means[i / 2] = (this.#means[i]! + this.#means[i + 1]!) / 2;
    this.#length /= 2;
    this.#stride *= 2;
  }
}
