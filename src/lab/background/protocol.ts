import type {Tasks} from "../tasks.ts";

/** What the page tells the worker. */
export type ToTaskWorker =
  /** Begins a task; it may run `ahead` values before any is taken. */
  | {
      readonly kind: "start";
      readonly id: number;
      readonly name: keyof Tasks;
      readonly options: unknown;
      readonly ahead: number;
    }
  /** One more value may come: the page has taken one. */
  | {readonly kind: "took"; readonly id: number}
  | {readonly kind: "stop"; readonly id: number};

/** What the worker tells. */
export type FromTaskWorker =
  /** First of all: its script has loaded. */
  | {readonly kind: "ready"}
  | {readonly kind: "value"; readonly id: number; readonly value: unknown}
  | {readonly kind: "done"; readonly id: number}
  | {readonly kind: "failed"; readonly id: number; readonly name: string; readonly message: string};
