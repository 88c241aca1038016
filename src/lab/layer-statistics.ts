import type {LabStatus} from "./engine/backend.ts";
import type {Experiment} from "./engine/experiment.ts";
import {Lab} from "./engine/lab.ts";
import {latest} from "./engine/latest.ts";
import {startBackend} from "./engine/start-backend.ts";
import type {LayerStatistics} from "./engine/statistics.ts";
import {type LayerOptions, stack} from "./options.ts";

/** The layers, with the fraction of the work that is done: 0 while they are a preview, 1 at the end. */
export type LayerList = LayerStatistics[] & {readonly progress: number};

/** What drawing the first plot takes, for which Plot is compiled: two busy workers would take the processors from it. */
const OPENING = 80;

const lab = new Lab(startBackend, {opening: OPENING});

/**
 * Measures a stack of layers: sends N(0, 1) data through, and with `backward` gradients back, and yields the statistics of
 * the layers, first of a preview of at most 96 samples, then of all, as they come in. A layer that is still to come is
 * there as previewed. The last value has `progress` 1. Values coalesce: one holds all that has come since the one before.
 *
 * Data are the stream (seed, "data"), layer l's weights the stream (seed, "init", l) times the scale, gradients the stream
 * (seed, "gradient"): a change of scale, nonlinearity or number of samples keeps the noise. The same options give the same
 * final numbers to about 1e−5 on every machine, in two workers or on one thread, whichever kernels run.
 *
 * `return()` and the signal end the work at once, also while a value is waited for: in a reactive cell nothing queues up.
 * @throws RangeError at once for options outside their ranges; `next()` rejects with one if memory does not suffice
 */
export function layerStatistics(options: LayerOptions = {}): AsyncGenerator<LayerList, void, void> {
  return layerStatisticsBy(lab, options);
}

/** The same in a given laboratory. */
export function layerStatisticsBy(lab: Lab, options: LayerOptions): AsyncGenerator<LayerList, void, void> {
  const net = stack(options);
  let experiment: Experiment | undefined;
  return latest(
    (telling) => {
      const mine = lab.run(net, telling, options.preview);
      experiment = mine;
      return () => lab.callOff(mine);
    },
    () => Object.assign(experiment?.layers() ?? [], {progress: experiment?.progress ?? 0}),
    options.signal,
  );
}

/** Which kernels run and where, with the reason if it is not the fastest there is. Starts them if need be. */
export function labStatus(): Promise<LabStatus> {
  return lab.status();
}
