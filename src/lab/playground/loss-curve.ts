/** Losses at even distances of epochs, from epoch 0 on. */
export interface CurvePoints {
  readonly epochs: Float64Array;
  readonly train: Float64Array;
  readonly test: Float64Array;
}

/**
 * The losses of a run of any length in bounded memory: when it is full every other point is dropped and the distance
 * between points doubles. Which epochs are kept depends on how many there were, and on no clock.
 */
export class LossCurve {
  #epochs: number[] = [];
  #train: number[] = [];
  #test: number[] = [];
  #stride = 1;
  readonly #capacity: number;

  /** @param capacity the most points that are kept, at least 2 */
  constructor(capacity = 240) {
    this.#capacity = capacity;
  }

  /** Whether the losses of this epoch are to be kept. */
  wants(epoch: number): boolean {
    return epoch % this.#stride === 0 && epoch > (this.#epochs.at(-1) ?? -1);
  }

  add(epoch: number, train: number, test: number): void {
    this.#epochs.push(epoch);
    this.#train.push(train);
    this.#test.push(test);
    if (this.#epochs.length < this.#capacity) return;
    this.#stride *= 2;
    const stays = this.#epochs.map((kept) => kept % this.#stride === 0);
    const thin = (list: number[]) => list.filter((_, i) => stays[i]);
    [this.#epochs, this.#train, this.#test] = [thin(this.#epochs), thin(this.#train), thin(this.#test)];
  }

  points(): CurvePoints {
    return {
      epochs: Float64Array.from(this.#epochs),
      train: Float64Array.from(this.#train),
      test: Float64Array.from(this.#test),
    };
  }
}
