import {type DescendOptions, type Descent, descend, type PlaneFunction, type Point} from "../../core/descent/index.ts";

/** One optimizer in the race. */
export interface Racer {
  readonly name: string;
  readonly optimizer: DescendOptions["optimizer"];
  /** Settings of the optimizer before step 1, 2, …. */
  readonly schedule?: DescendOptions["schedule"];
}

export interface RaceRun extends Descent {
  readonly name: string;
}

export interface Race {
  readonly runs: readonly RaceRun[];
  /** Why there are none, as a sentence. */
  readonly problem?: string;
}

/** Lets every optimizer go its way from the start. A start where f has no value is told, not thrown. */
export function race(
  f: PlaneFunction,
  start: Point,
  racers: readonly Racer[],
  {steps, target}: {steps: number; target?: number | undefined},
): Race {
  if (!Number.isFinite(f.value(start[0], start[1])))
    return {runs: [], problem: "The function has no value at this start. Move the start to where it is drawn."};
  return {
    runs: racers.map(({name, optimizer, schedule}) => ({
      name,
      ...descend({f, start, optimizer, steps, ...(target !== undefined && {target}), ...(schedule && {schedule})}),
    })),
  };
}

/** Where a run is after a step; its last known point once it is lost. */
export function pointAt(run: RaceRun, step: number) {
  return run.points[Math.min(step, run.points.length - 1)]!;
}
