import type {Kernels} from "../../core/numeric/kernels/index.ts";
import {MEMORY_LIMIT} from "../layers/memory.ts";
import {Shard} from "../layers/shard.ts";
import {type Backend, describeBackend, type Listener} from "./backend.ts";
import {drive, type Run} from "./drive.ts";
import {macrotask} from "./macrotask.ts";

/** Runs experiments on the present thread, in one part: in Node, and in a page without workers. */
export function here(kernels: Kernels, reasons: readonly string[], listener: Listener): Backend {
  // The one part holds the rows of two.
  const shard = new Shard(kernels, 2 * MEMORY_LIMIT);
  const pause = macrotask();
  let current: Run | undefined;

  const run = async (mine: Run) => {
    const wanted = () => current === mine;
    try {
      await pause();
      const complete = await drive(
        shard,
        mine,
        {index: 0, shards: 1},
        {
          wanted,
          pause,
          exchange: async (sums) => sums,
          report: (report) => listener.reported(mine.id, [report]),
        },
      );
      if (complete) listener.done(mine.id);
    } catch (error) {
      if (wanted()) listener.failed(mine.id, error as Error);
    }
  };
  return {
    status: describeBackend(kernels.kind, 0, reasons),
    shards: 1,
    begin(next) {
      current = next;
      void run(next);
    },
    stop() {
      current = undefined;
    },
    dispose() {
      current = undefined;
    },
  };
}
