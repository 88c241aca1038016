import {networkToJson} from "../../lab/playground/network-file.ts";
import type {SessionSpec} from "../../lab/playground/session.ts";
import {changeBetween, type PlaygroundState, readState} from "../../lab/playground/state.ts";
import {announceInput, keepInputInside} from "../shared/announce.ts";
import {html} from "../shared/element.ts";
import {keyAction} from "../shared/keys.ts";
import {liveRegion} from "../shared/live-region.ts";
import {pageAddress} from "./address.ts";
import {drawSurface} from "./draw-surface.ts";
import type {Actions, Moment} from "./moment.ts";
import {type PlaygroundOptions, readOptions} from "./options.ts";
import {ownData} from "./own-data.ts";
import {readPalette} from "./palette.ts";
import {panels} from "./panels.ts";
import {watchTheme} from "./theme-watch.ts";
import {training} from "./training.ts";
import {idleReason, linkNotices, type PlaygroundValue, sentence, valueFrom} from "./value.ts";

export interface PlaygroundElement extends HTMLElement {
  readonly value: PlaygroundValue;
  /** Changes settings, as if the reader had. @throws RangeError for one that cannot be */
  set(change: Partial<PlaygroundState>): void;
  /** Begins an experiment: these settings, and all others as the unit's options were. @throws RangeError as `set` */
  begin(settings: Partial<PlaygroundState>): void;
  play(): void;
  pause(): void;
}

/** Milliseconds between two values while it plays: cells that read them are run anew each time. */
const TOLD_EVERY = 250;

/**
 * A network to play with: data, features, layers, training, and what each unit makes of the plane. Trains in a worker.
 *
 *     const p = view(playground({dataset: "spiral", hidden: [8, 8], activation: "relu"}))
 *
 * @throws RangeError for an option that is none, or a value that cannot be
 */
export function playground(options: PlaygroundOptions = {}): PlaygroundElement {
  const chosen = readOptions(options);
  const address = chosen.url ? pageAddress(chosen.state) : undefined;
  const linked = address?.read() ?? {state: chosen.state, problems: []};
  const root = html("div", {
    class: "unit playground",
    role: "group",
    "aria-label": chosen.label,
  }) as unknown as PlaygroundElement;
  keepInputInside(root);

  let moment: Moment = {
    state: linked.state,
    ...{run: undefined, snapshot: undefined, isPlaying: false, selected: undefined, peek: undefined},
    palette: readPalette(document.body ?? root),
  };
  let toldAt = 0;
  /** The reader took a step by hand, or playing has ended: the picture at rest tells of it. */
  let isToTell = false;

  const live = liveRegion("unit-says pg-says");
  const actions: Actions = {
    set,
    play: () => {
      const why = idleReason(moment);
      if (why) live.say(why);
      else run.play(moment.state.speed);
    },
    pause: () => run.pause(),
    step: () => {
      run.step();
      isToTell = true;
    },
    reset: () => {
      stopQuietly();
      open({});
      live.say("Back at epoch 0, with the weights of the seed.");
    },
    select(selected) {
      moment = {...moment, selected};
      shown.arrange(moment);
      shown.paint(moment);
    },
    peek(peek) {
      moment = {...moment, peek};
      shown.paintOutput(moment);
    },
    setNumber: (offset, value) => run.setNumber(offset, value),
    say: live.say,
  };
  const own = ownData(() => {
    if (moment.state.dataset === "own") open({});
    else set({dataset: "own"});
    shown.paintStill(moment, own.points);
  }, live.say);
  const shown = panels(actions, {
    controls: chosen.controls,
    hasLink: address !== undefined,
    own: own.node,
    now: () => moment,
    save: () => {
      const {run: opened, snapshot, state} = moment;
      if (!opened || !snapshot) return undefined;
      return networkToJson({state, own: own.points, epochs: snapshot.epochs}, opened.plan, snapshot.numbers);
    },
    load(spec) {
      if (spec.own) own.load(spec.own);
      stopQuietly();
      moment = {...moment, state: spec.state, selected: undefined};
      open(spec.numbers ? {numbers: spec.numbers} : {});
      stateChanged();
    },
  });
  const drawing = drawSurface(shown.plot, {
    put: own.put,
    erase: own.erase,
    moved: () => shown.arrangeOutput(moment, drawing.cursor),
    say: live.say,
  });
  root.append(shown.node, live.node);
  if (address) shown.notices(linkNotices(linked));

  const run = training(root, {
    opened(opened) {
      moment = {...moment, run: opened, snapshot: undefined};
      shown.show(moment);
      shown.arrange(moment, drawing.cursor);
    },
    painted(snapshot, atRest) {
      const before = moment.snapshot;
      moment = {...moment, snapshot};
      shown.paint(moment);
      if (!moment.isPlaying) shown.describe(moment);
      if (snapshot.stopped && !before?.stopped)
        live.say(`${snapshot.stopped.reason} The last valid weights were kept.`);
      else if (isToTell && atRest && !snapshot.stopped) live.say(sentence(snapshot));
      if (atRest) isToTell = false;
      shown.stopped(
        snapshot.stopped && `${snapshot.stopped.reason} The last valid weights were kept; Reset begins anew.`,
      );
      tell(!moment.isPlaying);
    },
    playing(isPlaying) {
      moment = {...moment, isPlaying};
      shown.show(moment);
      tell(true);
      isToTell = !isPlaying;
    },
    refused: (message) => shown.notices([`That cannot be: ${message}. The run goes on as it was.`]),
    fellBack: (why) => shown.fallback(why),
  });

  const repaint = () => {
    moment = {...moment, palette: readPalette(root)};
    shown.paintStill(moment, own.points);
    shown.arrange(moment, drawing.cursor);
    shown.paint(moment);
  };
  watchTheme(repaint);
  if (typeof ResizeObserver !== "undefined") {
    let width = 0;
    new ResizeObserver(([entry]) => {
      const now = Math.round(entry?.contentRect.width ?? 0);
      if (now === 0 || now === width) return;
      width = now;
      repaint();
    }).observe(root);
  }
  root.addEventListener("keydown", onKey);
  root.addEventListener("keyup", (event) => {
    // Firefox presses a button when the key comes up.
    if (isSpaceOnUnit(event)) event.preventDefault();
  });
  Object.defineProperty(root, "value", {get: () => valueFrom(moment), enumerable: true, configurable: true});
  root.set = (change) => set(checked("set", change, moment.state));
  root.begin = (settings) => {
    const state = checked("begin", settings, chosen.state);
    stopQuietly();
    moment = {...moment, state, selected: undefined, peek: undefined};
    open({});
    stateChanged();
    shown.paintStill(moment, own.points);
  };
  root.play = actions.play;
  root.pause = actions.pause;
  open({});
  stateChanged();
  if (chosen.playing && !prefersStill()) actions.play();
  // Keeps what watches the theme for as long as the unit is there.
  return Object.assign(root, {repaint});

  function set(change: Partial<PlaygroundState>): void {
    const before = moment.state;
    const state = {...before, ...change};
    const kind = changeBetween(before, state);
    moment = {...moment, state};
    if (kind === "restart") {
      const stays = moment.selected && moment.selected.column <= state.hidden.length ? moment.selected : undefined;
      const units = stays && (state.hidden[stays.column] ?? 1);
      moment = {...moment, selected: stays && stays.unit < units! ? stays : undefined, peek: undefined};
      open({});
    } else if (kind === "live") run.adjust(state);
    if (state.speed !== before.speed && moment.isPlaying) run.play(state.speed);
    stateChanged();
    if (kind === "restart" && (before.dataset !== state.dataset || before.classes !== state.classes))
      shown.paintStill(moment, own.points);
  }

  function stopQuietly(): void {
    run.pause();
    isToTell = false;
  }

  function open(given: Pick<SessionSpec, "numbers">): void {
    const {state} = moment;
    moment = {...moment, run: undefined, snapshot: undefined};
    run.open({state, ...(state.dataset === "own" && {own: own.points}), ...given});
  }

  function stateChanged(): void {
    drawing.enable(moment.state.dataset === "own");
    shown.show(moment);
    shown.arrange(moment, drawing.cursor);
    shown.paint(moment);
    address?.write(moment.state);
    announceInput(root);
  }

  function tell(isSure: boolean): void {
    const now = performance.now();
    if (!isSure && now - toldAt < TOLD_EVERY) return;
    toldAt = now;
    announceInput(root);
  }

  function onKey(event: KeyboardEvent): void {
    // Whoever has looked at a unit has the focus there, and still means Play: Enter is what opens one.
    const action = isSpaceOnUnit(event) ? "play" : keyAction(event);
    const act = {
      play: () => (moment.isPlaying ? actions.pause() : actions.play()),
      next: actions.step,
      first: actions.reset,
    }[action as string];
    if (!act) return;
    event.preventDefault();
    act();
  }
}

function isSpaceOnUnit({key, target, altKey, ctrlKey, metaKey, shiftKey}: KeyboardEvent): boolean {
  if (key !== " " || altKey || ctrlKey || metaKey || shiftKey) return false;
  return target instanceof Element && target.closest(".pg-unit") !== null;
}

function checked(method: string, raw: Partial<PlaygroundState>, base: PlaygroundState): PlaygroundState {
  const {state, problems} = readState(raw as Record<string, unknown>, base);
  if (problems.length > 0) throw new RangeError(`${method}(): ${problems.map(({message}) => message).join(" ")}`);
  return state;
}

function prefersStill(): boolean {
  return typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}
