import TaskWorker from "./worker.ts?worker&inline";

/** Starts the worker of trainings, whose script is a part of this one: it works from file:// too. */
export function newTaskWorker(): Worker {
  return new TaskWorker({name: "trainings"});
}
