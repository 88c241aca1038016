/** A text of the notebook, and whether the reader has agreed to run its code. */
export interface Version {
  markdown: string;
  runs: boolean;
}

const MOST_UNDONE = 200;

/** The present version, those before it, and those that were taken back. */
export class Versions {
  now: Version;
  readonly #before: Version[] = [];
  readonly #after: Version[] = [];

  constructor(now: Version) {
    this.now = now;
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  get canRedo(): boolean {
    return this.#after.length > 0;
  }

  /** Makes a version the present one; false if it is that already. */
  set(version: Version): boolean {
    if (version.markdown === this.now.markdown && version.runs === this.now.runs) return false;
    this.#before.push(this.now);
    if (this.#before.length > MOST_UNDONE) this.#before.shift();
    this.#after.length = 0;
    this.now = version;
    return true;
  }

  /** Goes one step back; false if there is none. */
  undo(): boolean {
    return this.#step(this.#before, this.#after);
  }

  /** Goes one step forward again; false if there is none. */
  redo(): boolean {
    return this.#step(this.#after, this.#before);
  }

  #step(from: Version[], to: Version[]): boolean {
    const version = from.pop();
    if (!version) return false;
    to.push(this.now);
    this.now = version;
    return true;
  }
}
