import type {Shape} from "../workload.ts";
import {ourTrainer} from "./ours.ts";
import {theirTrainer} from "./theirs.ts";

const trainers = new Map<string, (epochs: number) => number>();

/** Trains for some epochs and returns the milliseconds it took, and the loss that is reached. */
async function train(whose: "ours" | "theirs", shape: Shape, epochs: number): Promise<{ms: number; loss: number}> {
  const key = `${whose} ${JSON.stringify(shape)}`;
  const trainer = trainers.get(key) ?? (whose === "ours" ? ourTrainer(shape) : await theirTrainer(shape));
  trainers.set(key, trainer);
  const start = performance.now();
  const loss = trainer(epochs);
  return {ms: performance.now() - start, loss};
}

const playground = {train};

declare global {
  interface Window {
    playground: typeof playground;
  }
}
window.playground = playground;
