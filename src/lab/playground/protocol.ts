import type {Head} from "./network.ts";
import type {SplitPoints} from "./points.ts";
import type {SessionSpec, Snapshot} from "./session.ts";
import type {PlaygroundState} from "./state.ts";
import type {Plan} from "./vector.ts";

/** What a playground asks of whoever trains for it. `id` tells the playgrounds of a page apart. */
export type ToTrainer = {readonly id: number} & (
  | {readonly kind: "open"; readonly spec: SessionSpec}
  /** Trains until told otherwise, at so many epochs a second; 0 is as fast as it can. */
  | {readonly kind: "play"; readonly speed: number}
  | {readonly kind: "pause"}
  /** To the end of the current epoch. */
  | {readonly kind: "step"}
  /** Settings that the run under way takes over. */
  | {readonly kind: "adjust"; readonly state: PlaygroundState}
  | {readonly kind: "set"; readonly offset: number; readonly value: number}
  /** The last snapshot has been drawn: the next may come. */
  | {readonly kind: "drawn"}
  | {readonly kind: "close"}
);

/** `heard` counts the requests that were heard before, "drawn" aside: so one knows what an answer answers. */
export type FromTrainer =
  /** First of all, from a worker: its script has loaded. */
  | {readonly id: 0; readonly kind: "ready"}
  | {
      readonly id: number;
      readonly kind: "opened";
      readonly heard: number;
      readonly points: SplitPoints;
      readonly head: Head;
      readonly plan: Plan;
    }
  | {
      readonly id: number;
      readonly kind: "snapshot";
      readonly heard: number;
      readonly snapshot: Snapshot;
      readonly isPlaying: boolean;
    }
  /** What was asked cannot be done; the run goes on as it was. */
  | {readonly id: number; readonly kind: "refused"; readonly message: string};

export type Post = (message: FromTrainer, transfer?: ArrayBuffer[]) => void;
