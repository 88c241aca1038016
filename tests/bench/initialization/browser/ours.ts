import {type LayerList, type LayerOptions, layerStatistics} from "../../../../src/lab/index.ts";
import {BINS, DEPTH, type Run, SAMPLES, SCALE, WIDTH} from "../experiment.ts";

const OPTIONS: LayerOptions = {
  nonlinearity: "tanh",
  initialization: SCALE,
  widths: Array<number>(DEPTH).fill(WIDTH),
  samples: SAMPLES,
  bins: BINS,
};

/** After a drag the laboratory lets the page rest before it runs all rows. Here nobody drags: so much later it does not. */
const AFTER_A_DRAG = 300;

/** From the call to the statistics of all rows, the preview on the way included. */
export async function run(options: LayerOptions): Promise<Run> {
  await new Promise((resolve) => setTimeout(resolve, AFTER_A_DRAG));
  const start = performance.now();
  let last: LayerList | undefined;
  for await (const layers of layerStatistics({...OPTIONS, ...options})) last = layers;
  const milliseconds = performance.now() - start;
  if (last?.progress !== 1) throw new Error("the experiment ended before all was done");
  return {milliseconds, stds: last.map(({std}) => std)};
}

/**
 * A reader who drags: in each frame another scale, and the experiment before called off. From the call to its preview, in
 * milliseconds, frame by frame.
 */
export async function drag(frames: number): Promise<number[]> {
  await run({});
  const times: number[] = [];
  for (let frame = 0; frame < frames; frame++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    const experiment = layerStatistics({...OPTIONS, initialization: SCALE * (0.5 + frame / frames)});
    const {value} = await experiment.next();
    times.push(performance.now() - start);
    if (!value?.[0]?.preview || value.length !== DEPTH) throw new Error("the first value is no preview");
    await experiment.return();
  }
  return times;
}
