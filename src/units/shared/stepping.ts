import {announceInput, keepInputInside} from "./announce.ts";
import {type KeyAction, keyAction} from "./keys.ts";
import {type LiveRegion, liveRegion} from "./live-region.ts";
import {type Player, player} from "./player.ts";
import {transport} from "./transport.ts";

export interface SteppingOptions {
  /** Where to begin; what is no step of the unit is brought to the nearest. */
  step: number | "end";
  /** The last step. It may change, by what the reader changes. */
  last: () => number;
  /** Where Shift and an arrow lead: a step of the unit's phases, or one beyond its ends. */
  phase: (step: number, direction: 1 | -1) => number;
  /** The step in words. */
  sentence: () => string;
  /** Draws the unit as it is at the step, and calls `update`. */
  show: () => void;
  /** Stands beside the slider in place of “Step 3 of 12”. */
  count?: () => string;
  /** Milliseconds between two steps that play. */
  pace?: number;
}

/** The step of a unit, and all that moves it: buttons, slider, keys, playing. */
export interface Stepping {
  readonly step: number;
  /** Buttons and slider. */
  readonly node: HTMLElement;
  /** Says what the reader's own steps have done, and whatever else the unit has to say. To be put into the unit. */
  readonly says: LiveRegion;
  /** Takes the keys of the unit's root, and lets it play. To be called once, before others listen to the root. */
  attach(root: HTMLElement): void;
  /** A step that code takes: it stops the playing, and is not said. */
  goTo(to: number): void;
  /** A step that the reader takes: it stops the playing, and is said. */
  readerGoesTo(to: number | Exclude<KeyAction, "play">): void;
  /** Another step because of what the reader has changed: the unit shows and announces itself. */
  set(to: number): void;
  /** Shows the step on the buttons and the slider. */
  update(): void;
}

export function stepping(options: SteppingOptions): Stepping {
  const {last, phase, sentence, show, count, pace} = options;
  let step = clamp(options.step === "end" ? Number.POSITIVE_INFINITY : options.step);
  let unit: HTMLElement | undefined;
  let play: Player | undefined;
  const controls = transport({goTo: readerGoesTo, togglePlay});
  const says = liveRegion("visually-hidden");

  return {
    get step() {
      return step;
    },
    node: controls.node,
    says,
    attach(root) {
      unit = root;
      keepInputInside(root);
      play = player(root, playOn, update, pace);
      root.addEventListener("keydown", (event) => {
        const action = keyAction(event);
        if (!action) return;
        event.preventDefault();
        if (action === "play") togglePlay();
        else readerGoesTo(action);
      });
    },
    goTo(to) {
      play?.stop();
      move(to);
    },
    readerGoesTo,
    set(to) {
      step = clamp(to);
    },
    update,
  };

  function clamp(to: number): number {
    return Math.max(0, Math.min(Math.round(to) || 0, last()));
  }

  function move(to: number): void {
    const next = clamp(to);
    if (next === step) return;
    step = next;
    show();
    if (unit) announceInput(unit);
  }

  function readerGoesTo(to: number | Exclude<KeyAction, "play">): void {
    play?.stop();
    const before = step;
    const stops = {
      first: () => 0,
      previous: () => step - 1,
      next: () => step + 1,
      last,
      previousPhase: () => phase(step, -1),
      nextPhase: () => phase(step, 1),
    };
    move(typeof to === "number" ? to : stops[to]());
    if (step !== before) says.say(sentence());
  }

  function togglePlay(): void {
    if (play?.playing) {
      play.stop();
      return;
    }
    if (step === last()) move(0);
    play?.start();
  }

  function playOn(): boolean {
    move(step + 1);
    return step < last();
  }

  function update(): void {
    const playing = play?.playing ?? false;
    controls.update({step, steps: last(), playing, sentence: sentence(), ...(count && {count: count()})});
  }
}
