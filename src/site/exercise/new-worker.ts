import ExerciseWorker from "./worker.ts?worker&inline";

/** Starts a worker for one run of an exercise. Its script is a part of this one: it works from file:// too. */
export function newExerciseWorker(): Worker {
  return new ExerciseWorker({name: "exercise"});
}
