import type {Tasks} from "../tasks.ts";
import type {Sink} from "./channel.ts";
import type {FromTaskWorker, ToTaskWorker} from "./protocol.ts";

/** A worker that says nothing for so many milliseconds after its start has failed. */
const PATIENCE = 10_000;
/** How many values a task may run ahead of its reader. */
const AHEAD = 8;

/** A task under way in the worker. */
export interface Line {
  /** The reader has taken a value. */
  took(): void;
  stop(): void;
}

/** Whom a task tells; `broke` when the worker itself is of no more use. */
export interface TaskSink extends Sink<unknown> {
  broke(error: Error): void;
}

/** A worker that is ready for tasks. */
export class TaskWorker {
  readonly #worker: Worker;
  readonly #sinks = new Map<number, TaskSink>();
  #lastId = 0;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({data}: MessageEvent<FromTaskWorker>) => this.#hear(data);
    worker.onerror = (event) => {
      worker.terminate();
      for (const sink of this.#sinks.values()) sink.broke(new Error(event.message || "the worker stopped"));
      this.#sinks.clear();
    };
  }

  /** @throws Error when workers cannot be started here */
  static start(start: () => Worker): Promise<TaskWorker> {
    return new Promise((resolve, reject) => {
      const worker = start();
      const fail = (message: string) => {
        clearTimeout(timer);
        worker.terminate();
        reject(new Error(message));
      };
      const timer = setTimeout(() => fail("it does not answer"), PATIENCE);
      worker.onerror = (event) => fail(event.message || "it cannot start");
      worker.onmessage = () => {
        clearTimeout(timer);
        resolve(new TaskWorker(worker));
      };
    });
  }

  run(name: keyof Tasks, options: unknown, sink: TaskSink): Line {
    const id = ++this.#lastId;
    this.#sinks.set(id, sink);
    this.#post({kind: "start", id, name, options, ahead: AHEAD});
    return {
      took: () => this.#post({kind: "took", id}),
      stop: () => {
        if (this.#sinks.delete(id)) this.#post({kind: "stop", id});
      },
    };
  }

  #post(message: ToTaskWorker): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromTaskWorker): void {
    if (message.kind === "ready") return;
    const sink = this.#sinks.get(message.id);
    if (!sink) return; // It was stopped meanwhile.
    if (message.kind === "value") sink.push(message.value);
    else {
      this.#sinks.delete(message.id);
      if (message.kind === "done") sink.end();
      else sink.fail(new (message.name === "RangeError" ? RangeError : Error)(message.message));
    }
  }
}
