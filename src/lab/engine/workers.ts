import {type Backend, describeBackend, type Listener} from "./backend.ts";
import type {FromWorker, ToWorker} from "./protocol.ts";

/**
 * How many workers share the rows. Fixed: results must not differ between machines, as they would by rounding, if the
 * number of processors set it.
 */
const SHARDS = 2;

/** A worker that says nothing for so many milliseconds after its start has failed. */
const PATIENCE = 10_000;

/**
 * Starts two workers that share an experiment's rows. Each draws the same weights from the same seed, so that they need no
 * shared memory and hence no headers of the host.
 * @param start makes a worker
 * @throws Error when workers cannot be started here
 */
export async function workers(start: () => Worker, listener: Listener): Promise<Backend> {
  const all: Worker[] = [];
  const dispose = () => {
    for (const worker of all.splice(0)) worker.terminate();
  };
  const post = (worker: Worker, message: ToWorker, transfer: Transferable[] = []) =>
    worker.postMessage(message, transfer);
  try {
    for (let i = 0; i < SHARDS; i++) all.push(start());
    const {port1, port2} = new MessageChannel();
    const line = [port1, port2];
    const ready = await Promise.all(
      all.map((worker, index) => {
        const peer = line[index]!;
        post(worker, {kind: "setup", index, shards: SHARDS, peer}, [peer]);
        return firstAnswer(worker);
      }),
    );
    const reason = ready.find((answer) => answer.reason)?.reason;
    for (const worker of all) listen(worker, listener);
    return {
      status: describeBackend(ready[0]!.kernels, SHARDS, reason ? [reason] : []),
      shards: SHARDS,
      begin(run) {
        for (const worker of all) post(worker, {kind: "run", run});
      },
      stop() {
        for (const worker of all) post(worker, {kind: "stop"});
      },
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

function listen(worker: Worker, listener: Listener): void {
  worker.onmessage = ({data}: MessageEvent<FromWorker>) => {
    if (data.kind === "reports") listener.reported(data.id, data.reports);
    else if (data.kind === "done") {
      listener.reported(data.id, data.reports);
      listener.done(data.id);
    } else if (data.kind === "failed") {
      const known = data.name === "RangeError" ? RangeError : Error;
      listener.failed(data.id, new known(data.message));
    }
  };
  worker.onerror = (event) => listener.broke(new Error(event.message || "a worker stopped"));
}

/** The worker's first words; none within `PATIENCE` are an error. */
function firstAnswer(worker: Worker): Promise<Extract<FromWorker, {kind: "ready"}>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("a worker does not answer")), PATIENCE);
    worker.onmessage = ({data}: MessageEvent<FromWorker>) => {
      clearTimeout(timer);
      if (data.kind === "ready") resolve(data);
    };
    worker.onerror = (event) => {
      clearTimeout(timer);
      reject(new Error(event.message || "a worker cannot start"));
    };
  });
}
