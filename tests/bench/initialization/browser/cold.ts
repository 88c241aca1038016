import {labStatus, layerStatistics} from "../../../../src/lab/index.ts";
import {Plot} from "../../../../src/site/library/plot.ts";
import {SCALE} from "../experiment.ts";

// A page that runs the experiment at once, as a lesson does, and draws its first line.

const start = performance.now();
const ready = labStatus().then(() => performance.now());
const {value: layers} = await layerStatistics({initialization: SCALE}).next();
if (!layers) throw new Error("the experiment gave nothing");
const previewed = performance.now();
document.body.append(Plot.lineY(layers, {x: "layer", y: "std", marker: true}).plot());
document.body.getBoundingClientRect(); // laid out
const plotted = performance.now();

// The scripts that were loaded meanwhile, one after the other or not: nothing else is computed while they are awaited.
const loads = performance
  .getEntriesByType("resource")
  .filter(({startTime}) => startTime >= start && startTime < plotted);
const last = Math.max(start, ...loads.map((load) => load.startTime + load.duration));
const first = Math.min(last, ...loads.map((load) => load.startTime));

declare global {
  interface Window {
    /** In milliseconds from the call: until the workers are ready, to the preview's values, and to their plot; and how long scripts were on their way. */
    cold?: {ready: number; previewed: number; plotted: number; loading: number};
  }
}
window.cold = {
  ready: (await ready) - start,
  previewed: previewed - start,
  plotted: plotted - start,
  loading: last - first,
};
