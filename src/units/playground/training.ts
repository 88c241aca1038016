import {connect, type Request} from "../../lab/playground/connection.ts";
import type {SessionSpec, Snapshot} from "../../lab/playground/session.ts";
import type {PlaygroundState} from "../../lab/playground/state.ts";
import type {Moment} from "./moment.ts";

export interface TrainingEvents {
  /** A run has begun: its data, its plan. */
  opened(run: NonNullable<Moment["run"]>): void;
  /** Something new to paint; once a frame at most. At rest it has heard all that was asked, and nothing more will come. */
  painted(snapshot: Snapshot, atRest: boolean): void;
  /** Playing has begun or ended. */
  playing(isPlaying: boolean): void;
  refused(message: string): void;
  /** Trains on the page from now on, and why. */
  fellBack(why: string): void;
}

/** The run of one playground, wherever it is computed. Paints by animation frames, and lets the trainer know. */
export function training(root: HTMLElement, events: TrainingEvents) {
  let spec: SessionSpec;
  let isPlaying = false;
  /** Requests so far, and the last that opened a run: an answer that has not heard it is of the run before. */
  let sent = 0;
  let openedAt = 0;
  let latest: Snapshot | undefined;
  let atRest = false;
  let isFramed = false;
  let isTold = false;

  const connection = connect(
    (message) => {
      if (connection.fallback !== undefined && !isTold) {
        isTold = true;
        events.fellBack(connection.fallback);
      }
      if (message.kind === "refused") events.refused(message.message);
      else if (message.kind === "opened") {
        if (message.heard !== openedAt) return;
        latest = undefined;
        events.opened(message);
      } else {
        if (message.heard >= openedAt) latest = message.snapshot;
        atRest = message.heard === sent && !message.isPlaying;
        if (message.heard === sent) setPlaying(message.isPlaying);
        frame();
      }
    },
    () => {
      sent = 0;
      setPlaying(false);
      open(spec);
    },
  );

  function frame(): void {
    if (isFramed) return;
    isFramed = true;
    requestAnimationFrame(() => {
      isFramed = false;
      // First, so that the next is made while this one is painted.
      connection.ask({kind: "drawn"});
      if (latest) events.painted(latest, atRest);
      latest = undefined;
      // A unit that was taken off the page does not go on for ever.
      if (isPlaying && !root.isConnected) pause();
    });
  }

  function ask(request: Request): void {
    sent++;
    connection.ask(request);
  }

  function setPlaying(next: boolean): void {
    if (next === isPlaying) return;
    isPlaying = next;
    events.playing(isPlaying);
  }

  function open(next: SessionSpec): void {
    spec = next;
    ask({kind: "open", spec});
    openedAt = sent;
  }

  function pause(): void {
    ask({kind: "pause"});
    setPlaying(false);
  }

  return {
    get isPlaying() {
      return isPlaying;
    },
    open,
    pause,
    adjust: (state: PlaygroundState) => ask({kind: "adjust", state}),
    setNumber: (offset: number, value: number) => ask({kind: "set", offset, value}),
    play(speed: number) {
      ask({kind: "play", speed});
      setPlaying(true);
    },
    step() {
      ask({kind: "step"});
      setPlaying(false);
    },
  };
}
