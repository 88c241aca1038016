import type {RunningCell} from "./running-cell.ts";
import {Turns, type TurnsOptions} from "./turns.ts";

export interface WakingOptions extends TurnsOptions {
  /** If given, cells far from the window sleep. */
  sleep?: {
    /** Resolves when the reader has touched the page, or looked at it for a while. */
    touched: Promise<void>;
    /** Calls back when the page has nothing to do. */
    whenIdle: (work: () => void) => void;
  };
}

/** How soon a cell's turn comes: the first of these first, then in the order of the page. */
const urgencies = ["seen", "near", "rest"] as const;
type Urgency = (typeof urgencies)[number];

/** More than any page has cells. */
const CELLS = 1_000_000;

/** How far from the window a cell counts as near it, in heights of the window: what the next scroll brings. */
const NEAR = 0.5;

/** As many cells wake in one idle moment. */
const AT_ONCE = 8;

/**
 * Lets the cells far from the window sleep while a page opens. One that sleeps is not in the runtime: it shows nothing,
 * and what its code needs is not loaded. It wakes when it comes into the window, and when a cell that is awake reads a
 * name of its. Once the reader has touched the page the others wake too, those near the window at once, the rest a few in
 * every idle moment, and none falls asleep any more: whoever searches, prints or jumps finds a whole page.
 */
export class Waking {
  readonly #cells: () => readonly RunningCell[];
  readonly #turns: Turns | undefined;
  readonly #asleep = new Map<Element, RunningCell>();
  #observer: IntersectionObserver | undefined;
  #isTouched = false;

  /**
   * @param cells those of the page, in its order
   * @param options if undefined, all cells run at once
   */
  constructor(cells: () => readonly RunningCell[], options: WakingOptions | undefined) {
    this.#cells = cells;
    this.#turns = options && new Turns(options);
    if (!options?.sleep || !("IntersectionObserver" in globalThis)) return;
    const {touched, whenIdle} = options.sleep;
    this.#observer = this.#watchWindow(0);
    void touched.then(() => this.#wakeRest(whenIdle));
    // Too late for what takes a frame or loads something, but not for all.
    addEventListener("beforeprint", this.#wakeAll);
  }

  #watchWindow(margin: number): IntersectionObserver {
    return new IntersectionObserver((entries) => this.#come(entries), {rootMargin: `${margin * 100}% 0px`});
  }

  /** Runs the cells of a page that opens one after the other, or lets them sleep. */
  open(fresh: readonly RunningCell[]): void {
    if (!this.#turns) {
      for (const running of fresh) running.define();
      return;
    }
    // Asked for before anything changes, while the page is laid out.
    const places = fresh.map(({root}) => (root.isConnected ? urgencyOf(root) : "seen"));
    for (const running of fresh) this.#asleep.set(running.root, running);
    for (const urgency of urgencies) {
      const cells = fresh.filter((_, i) => places[i] === urgency);
      if (urgency === "seen" || !this.#observer) this.#wake(cells, urgency);
      else for (const {root} of cells) if (this.#asleep.has(root)) this.#observer.observe(root);
    }
  }

  /**
   * Runs the cells that an update has brought, at once, save those that may sleep on a page that nobody has touched.
   * @param maySleep whether nothing of a cell has been seen yet
   */
  update(fresh: readonly RunningCell[], maySleep: (running: RunningCell) => boolean): void {
    const observer = this.#isTouched ? undefined : this.#observer;
    const sleeping = new Set(observer && fresh.filter((running) => maySleep(running) && !isReaders(running)));
    for (const running of sleeping) {
      this.#asleep.set(running.root, running);
      observer!.observe(running.root);
    }
    for (const running of fresh) if (!sleeping.has(running)) running.define();
    // A name may have passed to a cell that sleeps.
    const awake = this.#cells().filter(({root}) => !this.#asleep.has(root));
    this.#wake(
      awake.flatMap((running) => this.#sleepingInputs(running)),
      "near",
    );
  }

  isAsleep(running: RunningCell): boolean {
    return this.#asleep.get(running.root) === running;
  }

  /** Lets go of a cell that the page has no more. */
  forget(running: RunningCell): void {
    if (!this.isAsleep(running)) return;
    this.#asleep.delete(running.root);
    this.#observer?.unobserve(running.root);
  }

  /** Wakes whatever gives the page a name. */
  need(name: string): void {
    this.#wake(this.#sleepingGivers(name), "seen");
  }

  dispose(): void {
    removeEventListener("beforeprint", this.#wakeAll);
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#asleep.clear();
  }

  /** Wakes cells, and all whose names they read. */
  #wake(cells: Iterable<RunningCell>, urgency: Urgency): void {
    const woken = new Set<RunningCell>();
    const look = [...cells];
    for (let running = look.pop(); running; running = look.pop()) {
      if (!this.isAsleep(running)) continue;
      this.forget(running);
      woken.add(running);
      look.push(...this.#sleepingInputs(running));
    }
    if (woken.size === 0) return;
    for (const [i, running] of this.#cells().entries())
      if (woken.has(running)) running.turn = this.#turns?.of(urgencies.indexOf(urgency) * CELLS + i);
    // Only now, so that a cell that fails at once finds the others.
    for (const running of woken) running.define();
  }

  #sleepingInputs({cell}: RunningCell): RunningCell[] {
    return cell.inputs.flatMap((name) => this.#sleepingGivers(name));
  }

  #sleepingGivers(name: string): RunningCell[] {
    // All of them: two that give the same name are both told so.
    return [...this.#asleep.values()].filter(({cell}) => cell.outputs.includes(name));
  }

  #come(entries: readonly IntersectionObserverEntry[]): void {
    const near = entries.filter(({isIntersecting}) => isIntersecting);
    for (const urgency of urgencies) {
      const now = near.filter(({boundingClientRect}) => urgencyAt(boundingClientRect) === urgency);
      this.#wake(
        now.flatMap(({target}) => this.#asleep.get(target) ?? []),
        urgency,
      );
    }
  }

  async #wakeRest(whenIdle: (work: () => void) => void): Promise<void> {
    this.#isTouched = true;
    this.#observer?.disconnect();
    this.#observer = this.#watchWindow(NEAR);
    for (const root of this.#asleep.keys()) this.#observer.observe(root);
    while (this.#asleep.size > 0) {
      await new Promise<void>(whenIdle);
      this.#wake([...this.#asleep.values()].slice(0, AT_ONCE), "rest");
    }
    this.dispose();
  }

  #wakeAll = (): void => {
    this.#isTouched = true;
    this.#wake(this.#asleep.values(), "seen");
    this.dispose();
  };
}

/** A reader's code runs at once, and so does what reads its values: whether the page outlives it must be known soon. */
function isReaders({cell}: RunningCell): boolean {
  return cell.edited !== undefined || cell.evaluated !== undefined;
}

function urgencyOf(root: HTMLElement): Urgency {
  // Behind what is folded, and where nothing is laid out yet; to ask for a place there would lay it out.
  if (!root.checkVisibility({contentVisibilityAuto: true})) return "rest";
  return urgencyAt(root.getBoundingClientRect());
}

function urgencyAt({top, bottom}: DOMRectReadOnly): Urgency {
  if (bottom > 0 && top < innerHeight) return "seen";
  return bottom > -NEAR * innerHeight && top < (1 + NEAR) * innerHeight ? "near" : "rest";
}
