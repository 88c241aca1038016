import {type KernelBytes, type Kernels, typescriptKernels, wasmKernels} from "../../core/numeric/kernels/index.ts";
import type {Report} from "../layers/reports.ts";
import {Shard} from "../layers/shard.ts";
import {drive, type Run} from "./drive.ts";
import {macrotask} from "./macrotask.ts";
import {type Peers, peers} from "./peers.ts";
import type {FromWorker, ToWorker} from "./protocol.ts";
import {warm} from "./warm.ts";

/** What a worker sees of the page. */
export interface Scope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

/** Serves as one of the two workers: holds a shard of the rows, and runs whatever run it was told last. */
export function serve(scope: Scope, compiled: KernelBytes): void {
  const pause = macrotask();
  let current: Run | undefined;
  const {kernels, reason} = kernelsFrom(compiled);
  const shard = new Shard(kernels);
  let mine: {place: {index: number; shards: number}; line: Peers} | undefined;
  let isBusy = false;

  scope.onmessage = ({data}) => {
    if (data.kind === "setup") {
      mine = {place: data, line: peers(data.peer, data.index)};
    } else {
      current = data.kind === "run" ? data.run : undefined;
      mine?.line.forget(current?.id);
      if (!isBusy) void work();
    }
  };

  scope.postMessage({kind: "ready", kernels: kernels.kind, ...(reason ? {reason} : {})});
  warm(kernels); // while the page hears that, and answers

  /** Runs the newest run, and then what became the newest meanwhile. */
  async function work(): Promise<void> {
    isBusy = true;
    let last: Run | undefined;
    while (current && current !== last) {
      last = current;
      await runShard(last);
    }
    isBusy = false;
  }

  async function runShard(run: Run): Promise<void> {
    if (!mine) return;
    const {place, line} = mine;
    const {id, phase} = run;
    let step = 0;
    const collected: Report[] = [];
    try {
      const complete = await drive(shard, run, place, {
        wanted: () => current === run,
        pause,
        exchange: (sums) => line.exchange(id, step++, sums),
        report(report) {
          if (phase === "full") scope.postMessage({kind: "reports", id, reports: [report]});
          else collected.push(report);
        },
      });
      if (complete) scope.postMessage({kind: "done", id, reports: collected});
    } catch (error) {
      const {name, message} = error as Error;
      scope.postMessage({kind: "failed", id, name, message});
    }
  }
}

function kernelsFrom(compiled: KernelBytes): {kernels: Kernels; reason?: string} {
  try {
    return {kernels: wasmKernels(compiled)};
  } catch (error) {
    return {kernels: typescriptKernels(), reason: (error as Error).message};
  }
}
