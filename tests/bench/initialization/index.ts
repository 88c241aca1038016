import {basename} from "node:path";
import {fileURLToPath} from "node:url";
import type {Browser, Page} from "@playwright/test";
import {compileKernels} from "../../../src/vite/assembly.ts";
import {servePages} from "../browser-pages.ts";
import type {Measure} from "../measure.ts";
import {tensorflow} from "../peers.ts";
import {openTab} from "../tab.ts";
import {coldStart} from "./cold-start.ts";
import {DEPTH, GIGA_OPERATIONS, PREVIEW_SAMPLES, SAMPLES, WIDTH} from "./experiment.ts";
import {experimentTimes, FULL_RUN} from "./experiment-times.ts";
import {kernelRates, SIMD_PEAK} from "./kernel-rates.ts";
import {workerMemory} from "./memory.ts";
import {narrowNumpy, numpy} from "./numpy.ts";
import {previewTimes} from "./preview-times.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The slides' initialization experiment in one browser beside its peers. */
export async function initialization(browser: Browser, note: (line: string) => void): Promise<Measure[]> {
  const [tfjs, python] = [await tensorflow(), await numpy()];
  const narrow = await narrowNumpy(python);
  const files = "missing" in tfjs ? [] : [...tfjs.scripts, ...tfjs.binaries];
  const site = await servePages({main: here("browser/main.ts"), cold: here("browser/cold.ts")}, {files});
  try {
    const page = await openTab(browser);
    await page.goto(`${site.url}main.html`);
    if (!("missing" in tfjs))
      for (const script of tfjs.scripts) await page.addScriptTag({url: `peers/${basename(script)}`});
    await page.waitForFunction(() => "contestants" in window);
    await givePeak(page);
    const status = await page.evaluate(() => window.contestants.labStatus());
    note(`The experiment ran in ${status.description}, Chromium ${browser.version()}. ${status.fallback ?? ""}`.trim());
    if (!("missing" in python)) note(`numpy ${python.version}, its default threads.`);
    const times = await experimentTimes(page, {tfjs, python, narrow});
    const rates = await kernelRates(page);
    const measures = [
      ...times,
      ...floors(times, rates),
      ...dragFloor(rates),
      ...(await previewTimes(page)),
      ...previewFloor(rates),
      ...rates,
      ...(await memory(browser)),
    ];
    await page.context().close();
    return [...measures, ...(await coldStart(browser, `${site.url}cold.html`))];
  } finally {
    if (!("missing" in python)) python.close();
    narrow?.close();
    site.close();
  }
}

/**
 * Beside each peer whose ratio is to be reached: what the products alone would take if both workers ran at the peak of the
 * browser's vectors throughout. Where a peer has wider vectors, this tells which ratio no page can reach.
 */
function floors(times: readonly Measure[], rates: readonly Measure[]): Measure[] {
  const peak = rates.find(({peerName}) => peerName === SIMD_PEAK)?.peer;
  if (peak === undefined) return [];
  const value = (GIGA_OPERATIONS / (2 * peak)) * 1000;
  const name = "floor: its products by two cores at SIMD128 peak";
  return times
    .filter(({name, peer, reach}) => name === FULL_RUN && peer !== undefined && reach !== "none")
    .map(({peer, peerName}) => ({name, value, unit: "ms", peer, peerName, reach: "none"}));
}

/**
 * What of a full run a drag of the scale has to do again, by the kernels' own times: all but the gaussians and their order.
 * The faster those are drawn, the less a drag can save.
 */
function dragFloor(rates: readonly Measure[]): Measure[] {
  const time = (start: string) => rates.find(({name}) => name.startsWith(start))?.value;
  const [rate, draw, order, activate] = [
    time("product on one core"),
    time("a gaussian"),
    time("ordering"),
    time("tanh"),
  ];
  if (!rate || !draw || !order || !activate) return [];
  const again = (GIGA_OPERATIONS / 2 / rate) * 1000 + (activate * DEPTH * WIDTH * SAMPLES) / 2e6;
  const once = (draw * (DEPTH * WIDTH ** 2 + (WIDTH * SAMPLES) / 2) + order * DEPTH * WIDTH ** 2) / 1e6;
  return [
    {
      name: "floor: a worker's kernels in a scale drag",
      value: again,
      unit: "ms",
      peer: again + once,
      peerName: "a worker's kernels in a full run",
      reach: "none",
    },
  ];
}

/** The preview's products alone, at the peak of the browser's vectors. */
function previewFloor(rates: readonly Measure[]): Measure[] {
  const peak = rates.find(({peerName}) => peerName === SIMD_PEAK)?.peer;
  if (peak === undefined) return [];
  const value = ((GIGA_OPERATIONS * PREVIEW_SAMPLES) / SAMPLES / (2 * peak)) * 1000;
  const name = "floor: its products by two cores at SIMD128 peak";
  return [{name, value, unit: "ms", peer: 8, peerName: "half a frame", reach: "none"}];
}

async function givePeak(page: Page): Promise<void> {
  const compiled = await compileKernels(here("peak.assembly.ts"));
  for (const kind of ["simd", "relaxed"] as const)
    await page.evaluate(([kind, bytes]) => window.contestants.setPeak(kind, bytes), [
      kind,
      [...compiled[kind]],
    ] as const);
}

async function memory(browser: Browser): Promise<Measure[]> {
  const most = Math.max(...(await workerMemory(browser, "lab")));
  return [{name: "memory of a worker", value: most / 2 ** 20, unit: "MB", peer: 64, peerName: "budget for a full run"}];
}
