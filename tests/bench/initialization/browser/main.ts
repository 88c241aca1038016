import {labStatus} from "../../../../src/lab/index.ts";
import {kernel} from "./kernel.ts";
import {drag, run} from "./ours.ts";
import {peak, setPeak} from "./peak.ts";
import {runTensorflow} from "./tensorflow.ts";
import {runWithoutPreview} from "./without-preview.ts";

/** What the bench calls from outside. */
const contestants = {labStatus, kernel, peak, setPeak, drag, run, runTensorflow, runWithoutPreview};

declare global {
  interface Window {
    contestants: typeof contestants;
  }
}
window.contestants = contestants;
