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

declare global {
  interface Window {
    /** In milliseconds from the call: until the workers are ready, to the preview's values, and to their plot. */
    cold?: {ready: number; previewed: number; plotted: number};
  }
}
window.cold = {ready: (await ready) - start, previewed: previewed - start, plotted: plotted - start};
