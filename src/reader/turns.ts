/** Runs something when its turn has come; the promise tells that it has. */
export type Turn = () => Promise<void>;

/** How long cells may run before the page is drawn and answers, in milliseconds. */
const SLICE = 6;

export interface TurnsOptions {
  /** Resolves once the page has been drawn. */
  nextPaint: () => Promise<void>;
  now: () => number;
}

/**
 * Lets the cells of a page that opens run one after the other, with a drawn frame between, so that no long task keeps the
 * reader from scrolling. Cells that the reader sees come first, then the others in the order of the page. A cell asks when
 * its inputs are ready; hence no turn waits for another cell.
 */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #waiting: {rank: number; start: () => void}[] = [];
  #running = false;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** The turn of a cell; the lowest rank comes first. */
  of(rank: number): Turn {
    return () =>
      new Promise((start) => {
        this.#waiting.push({rank, start});
        if (!this.#running) void this.#run();
      });
  }

  async #run(): Promise<void> {
    const {nextPaint, now} = this.#options;
    this.#running = true;
    await undefined; // All that become ready together are ranked together.
    let begun = now();
    while (this.#waiting.length > 0) {
      this.#waiting.sort((a, b) => a.rank - b.rank);
      this.#waiting.shift()!.start();
      await afterMicrotasks();
      if (now() - begun < SLICE) continue;
      await nextPaint();
      begun = now();
    }
    this.#running = false;
  }
}

/** Long enough for a cell that has been started to run, to show itself and to pass its value on. */
async function afterMicrotasks(): Promise<void> {
  for (let i = 0; i < 20; i++) await undefined;
}
