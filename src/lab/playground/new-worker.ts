import PlaygroundWorker from "./worker.ts?worker&inline";

/** Starts the playground's worker, whose script is a part of this one: it works from file:// too. */
export function newPlaygroundWorker(): Worker {
  return new PlaygroundWorker({name: "playground"});
}
