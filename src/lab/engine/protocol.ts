import type {Report} from "../layers/reports.ts";
import type {LabStatus} from "./backend.ts";
import type {Run} from "./drive.ts";

/** What a worker is told. */
export type ToWorker =
  /** First of all: which of the shards it is, and a line to the other worker. */
  | {readonly kind: "setup"; readonly index: number; readonly shards: number; readonly peer: MessagePort}
  /** Replaces the run before. */
  | {readonly kind: "run"; readonly run: Run}
  | {readonly kind: "stop"};

/** What it tells. */
export type FromWorker =
  /** First of all, and unasked. */
  | {readonly kind: "ready"; readonly kernels: LabStatus["kernels"]; readonly reason?: string}
  | {readonly kind: "reports"; readonly id: number; readonly reports: readonly Report[]}
  /** With the last reports: those of a preview are shown as a whole, and come in one message. */
  | {readonly kind: "done"; readonly id: number; readonly reports: readonly Report[]}
  | {readonly kind: "failed"; readonly id: number; readonly name: string; readonly message: string};

/** What workers tell each other: the sums of one batch normalization. */
export interface Exchange {
  readonly id: number;
  /** Counts the exchanges of a run. */
  readonly step: number;
  readonly sums: Float64Array;
}
