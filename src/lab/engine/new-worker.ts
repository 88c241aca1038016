import LabWorker from "./worker.ts?worker&inline";

/** Starts the laboratory's worker, whose script is a part of this one: it works from file:// too. */
export function newWorker(): Worker {
  return new LabWorker({name: "lab"});
}
