import type {Post, ToTrainer} from "./protocol.ts";
import {Session, type Snapshot} from "./session.ts";

/** Cells to a side of the pictures: while it trains, and at rest. */
const COARSE = 60;
const FINE = 100;
/** Milliseconds of training between two looks at what else there is to do. */
const SLICE = 4;
/** So long it trains on though nobody draws: in a hidden page, or for a unit that is no longer there. */
const PATIENCE = 1000;

export interface RunnerOptions {
  /** Milliseconds of work in one go; less on a page, which has frames to draw. */
  slice?: number;
  /** The clock: it sets the pace, and no result depends on it. */
  now?: () => number;
  /** Lets other work in. `idle` is true where there is nothing to do just now. */
  pause: (idle: boolean) => Promise<void>;
}

/**
 * Trains for one playground: in a worker or on the page. It sends a snapshot when the last has been drawn, so that there
 * are as many as the page has frames and never more.
 */
export class Runner {
  readonly #id: number;
  readonly #post: Post;
  readonly #slice: number;
  readonly #now: () => number;
  readonly #pause: (idle: boolean) => Promise<void>;
  #session: Session | undefined;
  #isPlaying = false;
  #isLooping = false;
  #speed = 0;
  #owed = 0;
  /** Since when a snapshot waits to be drawn. */
  #unseen: number | undefined;
  #heard = 0;
  /** Something has changed since the last snapshot. */
  #isStale = false;

  constructor(id: number, post: Post, {slice = SLICE, now = () => performance.now(), pause}: RunnerOptions) {
    this.#id = id;
    this.#post = post;
    this.#slice = slice;
    this.#now = now;
    this.#pause = pause;
  }

  receive(message: ToTrainer): void {
    if (message.kind !== "drawn") this.#heard++;
    try {
      this.#obey(message);
    } catch (error) {
      this.#post({id: this.#id, kind: "refused", message: (error as Error).message});
    }
  }

  #obey(message: ToTrainer): void {
    switch (message.kind) {
      case "open": {
        // A run that cannot be leaves the old one.
        const session = new Session(message.spec);
        this.#session = session;
        this.#owed = 0;
        this.#isPlaying &&= session.canTrain;
        const {points, head, plan} = session;
        this.#post({id: this.#id, kind: "opened", heard: this.#heard, points, head, plan});
        this.#changed();
        return;
      }
      case "play":
        this.#speed = message.speed;
        if (!this.#session?.canTrain) {
          this.#changed();
          return;
        }
        this.#isPlaying = true;
        void this.#loop();
        return;
      case "pause":
      case "close":
        this.#isPlaying = false;
        if (message.kind === "close") this.#session = undefined;
        this.#changed();
        return;
      case "step":
        this.#isPlaying = false;
        this.#session?.trainEpoch();
        this.#changed();
        return;
      case "adjust":
        this.#session?.adjust(message.state);
        return;
      case "set":
        this.#session?.setNumber(message.offset, message.value);
        this.#changed();
        return;
      case "drawn":
        this.#unseen = undefined;
        if (this.#isStale && !this.#isPlaying) this.#show();
        return;
    }
  }

  async #loop(): Promise<void> {
    if (this.#isLooping) return;
    this.#isLooping = true;
    let last = this.#now();
    while (this.#isPlaying) {
      const session = this.#session;
      if (!session?.canTrain) {
        this.#isPlaying = false;
        break;
      }
      const start = this.#now();
      const steps = this.#due(start - last, session.stepsPerEpoch);
      last = start;
      const isForgotten = this.#unseen !== undefined && start - this.#unseen > PATIENCE;
      if (steps > 0 && !isForgotten) {
        this.#owed -= session.train(steps, () => this.#now() - start >= this.#slice);
        this.#isStale = true;
      }
      if (this.#isStale && this.#unseen === undefined) this.#show();
      await this.#pause(steps === 0 || isForgotten);
    }
    this.#isLooping = false;
    this.#changed();
  }

  /** How many steps the pace asks for now. What could not be done in time is not made up for later. */
  #due(elapsed: number, stepsPerEpoch: number): number {
    if (this.#speed === 0) {
      this.#owed = 0;
      return Number.POSITIVE_INFINITY;
    }
    const perMillisecond = (this.#speed * stepsPerEpoch) / 1000;
    this.#owed = Math.min(this.#owed + elapsed * perMillisecond, 50 * perMillisecond + 1);
    return Math.floor(this.#owed);
  }

  #changed(): void {
    this.#isStale = true;
    if (this.#unseen === undefined) this.#show();
  }

  #show(): void {
    if (!this.#session) return;
    this.#isStale = false;
    this.#unseen = this.#now();
    const snapshot = this.#session.snapshot(this.#isPlaying ? COARSE : FINE);
    const message = {id: this.#id, kind: "snapshot", heard: this.#heard, snapshot, isPlaying: this.#isPlaying} as const;
    this.#post(message, buffersOf(snapshot));
  }
}

/** What can be handed over and need not be copied. */
function buffersOf({numbers, maps, curve}: Snapshot): ArrayBuffer[] {
  const arrays = [numbers, maps.units, maps.scales, maps.outputs, curve.epochs, curve.train, curve.test];
  if (maps.decision) arrays.push(maps.decision.winners, maps.decision.sure);
  return arrays.map(({buffer}) => buffer as ArrayBuffer);
}
