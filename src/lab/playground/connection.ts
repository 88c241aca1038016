import type {FromTrainer, ToTrainer} from "./protocol.ts";

/** Whom the trainer tells. */
export type Hear = (message: Exclude<FromTrainer, {kind: "ready"}>) => void;

/** What a playground may ask: a message without its id. */
export type Request = ToTrainer extends infer Message
  ? Message extends ToTrainer
    ? Omit<Message, "id">
    : never
  : never;

export interface Connection {
  ask(request: Request): void;
  /** Why it trains on the page's own thread, once that is known; undefined where a worker does. */
  readonly fallback: string | undefined;
}

/** A worker that says nothing for so many milliseconds after its start has failed. */
const PATIENCE = 10_000;
/** Milliseconds of training in one go on the page's thread: room is left for a frame. */
const SLICE_ON_PAGE = 4;

type Receive = (message: ToTrainer) => void;

/** Playgrounds by id. They are held weakly: one that is gone is told to nobody, and its run is closed. */
const listeners = new Map<number, WeakRef<{hear: Hear; lost: (why: string) => void}>>();
const gone = new FinalizationRegistry<number>((id) => {
  listeners.delete(id);
  void trainer?.then(({receive}) => receive({id, kind: "close"}));
});
let lastId = 0;
let trainer: Promise<{receive: Receive; fallback?: string}> | undefined;

/**
 * Connects a playground with the page's trainer: one worker for all, or the page itself where there is none.
 * @param hear must be kept by the playground as long as it wants to hear
 * @param moved called when the run was lost with its worker and has to be opened anew; with why
 */
export function connect(hear: Hear, moved: (why: string) => void): Connection {
  const id = ++lastId;
  const listener = {hear, lost: moved};
  listeners.set(id, new WeakRef(listener));
  const connection = {
    fallback: undefined as string | undefined,
    listener, // Keeps it alive as long as the connection.
    ask(request: Request) {
      trainer ??= start();
      void trainer.then(({receive, fallback}) => {
        connection.fallback = fallback;
        receive({...request, id} as ToTrainer);
      });
    },
  };
  gone.register(connection, id);
  return connection;
}

function tell(message: FromTrainer): void {
  if (message.kind !== "ready") listeners.get(message.id)?.deref()?.hear(message);
}

async function start(): Promise<{receive: Receive; fallback?: string}> {
  try {
    if (typeof Worker !== "function") throw new Error("there are none here");
    const {newPlaygroundWorker} = await import("./new-worker.ts");
    return {receive: await startWorker(newPlaygroundWorker)};
  } catch (error) {
    return onThisPage((error as Error).message);
  }
}

function startWorker(start: () => Worker): Promise<Receive> {
  return new Promise((resolve, reject) => {
    const worker = start();
    const fail = (why: string) => {
      clearTimeout(timer);
      worker.terminate();
      reject(new Error(why));
    };
    const timer = setTimeout(() => fail("it does not answer"), PATIENCE);
    worker.onerror = (event) => fail(event.message || "it cannot start");
    worker.onmessage = () => {
      clearTimeout(timer);
      worker.onmessage = ({data}: MessageEvent<FromTrainer>) => tell(data);
      worker.onerror = (event) => {
        worker.terminate();
        const why = event.message || "it stopped";
        trainer = onThisPage(why);
        for (const listener of listeners.values()) listener.deref()?.lost(why);
      };
      resolve((message) => worker.postMessage(message));
    };
  });
}

async function onThisPage(why: string): Promise<{receive: Receive; fallback: string}> {
  const [{Runner}, {pauser}] = await Promise.all([import("./runner.ts"), import("./serve.ts")]);
  const runners = new Map<number, InstanceType<typeof Runner>>();
  const pause = pauser();
  // Answers come later, as from a worker.
  const post = (message: FromTrainer) => queueMicrotask(() => tell(message));
  return {
    fallback: `This trains on the page's own thread, which may stutter: no worker runs (${why}).`,
    receive(message) {
      const {id} = message;
      const runner = runners.get(id) ?? new Runner(id, post, {pause, slice: SLICE_ON_PAGE});
      runners.set(id, runner);
      if (message.kind === "close") runners.delete(id);
      runner.receive(message);
    },
  };
}
