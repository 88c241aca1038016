import type {Snapshot} from "../../lab/playground/session.ts";
import type {PlaygroundState, StateProblem} from "../../lab/playground/state.ts";
import {numberText} from "../shared/number-text.ts";
import type {Moment} from "./moment.ts";

/** What a cell reads of a playground. */
export interface PlaygroundValue extends PlaygroundState {
  readonly epochs: number;
  readonly steps: number;
  readonly playing: boolean;
  /** At test time, without the penalty; NaN before the first picture. */
  readonly trainLoss: number;
  readonly testLoss: number;
  /** Shares told right; undefined where targets are numbers. */
  readonly trainAccuracy: number | undefined;
  readonly testAccuracy: number | undefined;
  /** Why training stopped by itself, as a sentence. */
  readonly stopped: string | undefined;
}

export function valueFrom({state, snapshot, isPlaying}: Moment): PlaygroundValue {
  return {
    ...state,
    epochs: snapshot?.epochs ?? 0,
    steps: snapshot?.steps ?? 0,
    playing: isPlaying,
    trainLoss: snapshot?.train.loss ?? Number.NaN,
    testLoss: snapshot?.test.loss ?? Number.NaN,
    trainAccuracy: snapshot?.train.accuracy,
    testAccuracy: snapshot?.test.accuracy,
    stopped: snapshot?.stopped?.reason,
  };
}

/** Why it cannot train just now; undefined where it can. */
export function idleReason({run, snapshot}: Moment): string | undefined {
  if (run?.points.trainCount === 0) return "There are no points to learn from: draw some, or load a table.";
  return snapshot?.stopped && "It has stopped at a number that is not finite. Reset begins anew.";
}

/** What a link asked for and cannot have. */
export function linkNotices({state, problems}: {state: PlaygroundState; problems: readonly StateProblem[]}): string[] {
  const notices = problems.map(({message}) => `In the link: ${message}`);
  if (state.dataset === "own")
    notices.push("A link does not hold points of one’s own: draw some, load a table, or choose another data set.");
  return notices;
}

/** Where the run stands, for those who listen. */
export function sentence({epochs, train, test}: Snapshot): string {
  return `Epoch ${epochs}: training loss ${numberText(train.loss)}, test loss ${numberText(test.loss)}.`;
}
