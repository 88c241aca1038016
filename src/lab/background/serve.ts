import type {FromTaskWorker, ToTaskWorker} from "./protocol.ts";

/** What a worker sees of the page. */
export interface TaskScope {
  onmessage: ((event: MessageEvent<ToTaskWorker>) => void) | null;
  postMessage(message: FromTaskWorker): void;
}

type AnyTask = (options: never) => AsyncGenerator<unknown, void, void>;

interface Running {
  readonly values: AsyncGenerator<unknown, void, void>;
  /** How many values may still be sent before the page takes one. */
  room: number;
  /** Goes on when there is room again, or no need any more. */
  wake: () => void;
  isWanted: boolean;
}

/** Serves tasks in a worker. Several run at a time: each pauses after a few milliseconds, and the others go on. */
export function serveTasks(scope: TaskScope, tasks: Readonly<Record<string, AnyTask>>): void {
  const running = new Map<number, Running>();

  scope.onmessage = ({data}) => {
    const task = running.get(data.id);
    if (data.kind === "start") void run(data);
    else if (!task)
      return; // It came to its end meanwhile.
    else if (data.kind === "took") {
      task.room++;
      task.wake();
    } else {
      task.isWanted = false;
      task.wake();
      void task.values.return();
    }
  };
  scope.postMessage({kind: "ready"});

  async function run({id, name, options, ahead}: Extract<ToTaskWorker, {kind: "start"}>): Promise<void> {
    try {
      const values = (tasks[name] as AnyTask)(options as never);
      const task: Running = {values, room: ahead, wake: () => {}, isWanted: true};
      running.set(id, task);
      for await (const value of values) {
        if (!task.isWanted) return;
        scope.postMessage({kind: "value", id, value});
        task.room--;
        while (task.isWanted && task.room <= 0)
          await new Promise<void>((resolve) => {
            task.wake = resolve;
          });
      }
      if (task.isWanted) scope.postMessage({kind: "done", id});
    } catch (error) {
      const {name, message} = error as Error;
      scope.postMessage({kind: "failed", id, name, message});
    } finally {
      running.delete(id);
    }
  }
}
