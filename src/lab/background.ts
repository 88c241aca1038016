import {channel, type Sink} from "./background/channel.ts";
import {type Line, TaskWorker} from "./background/task-worker.ts";
import type {Tasks} from "./tasks.ts";

/** Where trainings run. */
export interface BackgroundStatus {
  readonly where: "worker" | "page";
  /** Why not in a worker, as a sentence; undefined if they do. */
  readonly fallback?: string;
}

/** A task's options without those that only its own thread can give. */
export type TaskOptions<Name extends keyof Tasks> = Omit<NonNullable<Parameters<Tasks[Name]>[0]>, "now" | "pause">;

/**
 * A training of src/lab/tasks.ts that runs in a worker, so that the page stays as quick as it was: the same function, of
 * the same options and with the same results. Where no worker runs, it runs on the page, in pieces, and
 * `backgroundStatus` says so. `return()` and the option `signal` end the work at once, also while a value is waited for.
 *
 * The task's generator rejects with what the training throws. Options must be plain data.
 * @throws TypeError at the first `next()` for options with functions or the like in them
 */
export function background<Name extends keyof Tasks>(
  name: Name,
): (options?: TaskOptions<Name>) => ReturnType<Tasks[Name]> {
  return (options) => run(name, {...options}) as ReturnType<Tasks[Name]>;
}

/** Where trainings run; starts the worker if need be. */
export async function backgroundStatus(): Promise<BackgroundStatus> {
  const worker = await ready();
  if (worker instanceof TaskWorker) return {where: "worker"};
  return {
    where: "page",
    fallback: `Trainings run on this page's own thread, which may stutter: no worker runs (${worker.message}).`,
  };
}

/** One for the page, started by the first training; an Error where there is none. */
let starting: Promise<TaskWorker | Error> | undefined;

function ready(): Promise<TaskWorker | Error> {
  starting ??= startWorker();
  return starting;
}

async function startWorker(): Promise<TaskWorker | Error> {
  if (typeof Worker !== "function") return new Error("there are none here");
  try {
    const {newTaskWorker} = await import("./background/new-worker.ts");
    return await TaskWorker.start(newTaskWorker);
  } catch (error) {
    return error as Error;
  }
}

function run(
  name: keyof Tasks,
  {signal, ...rest}: {signal?: AbortSignal; [option: string]: unknown},
): AsyncGenerator<unknown, void, void> {
  let line: Line | undefined;
  return channel<unknown>(
    (sink) => {
      let told = 0;
      const push = (value: unknown) => {
        told++;
        sink.push(value);
      };
      let isWanted = true;
      const abort = () => {
        stop();
        sink.fail(signal?.reason);
      };
      const stop = () => {
        isWanted = false;
        signal?.removeEventListener("abort", abort);
        line?.stop();
        line = undefined;
      };
      const begin = async () => {
        const options = plain(name, rest);
        const worker = await ready();
        if (!isWanted) return;
        if (worker instanceof Error) line = onThisPage(name, options, sink, 0);
        else
          line = worker.run(name, options, {
            push,
            end: sink.end,
            fail: sink.fail,
            // The same options give the same values: the page goes on after the last that came.
            broke(error) {
              starting = Promise.resolve(error);
              line = onThisPage(name, options, sink, told);
            },
          });
      };
      if (signal?.aborted) abort();
      else {
        signal?.addEventListener("abort", abort);
        begin().catch(sink.fail);
      }
      return stop;
    },
    () => line?.took(),
  );
}

/** Runs a task here, without its first `skip` values. */
function onThisPage(name: keyof Tasks, options: object, sink: Sink<unknown>, skip: number): Line {
  let values: AsyncGenerator<unknown, void, void> | undefined;
  let isWanted = true;
  let left = skip;
  const work = async () => {
    const {tasks} = await import("./tasks.ts");
    if (!isWanted) return;
    values = tasks[name](options);
    for await (const value of values) {
      if (!isWanted) return;
      if (left-- <= 0) sink.push(value);
    }
    sink.end();
  };
  work().catch(sink.fail);
  return {
    took() {},
    stop() {
      isWanted = false;
      void values?.return();
    },
  };
}

/** The options as a worker gets them, whether or not there is one. */
function plain(name: string, options: object): object {
  try {
    return structuredClone(options);
  } catch (error) {
    throw new TypeError(
      `The options of ${name} must be plain data, as a worker gets them: ${(error as Error).message}`,
    );
  }
}
