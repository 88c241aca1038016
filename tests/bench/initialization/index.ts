import {basename} from "node:path";
import {fileURLToPath} from "node:url";
import type {Browser, Page} from "@playwright/test";
import {compileKernels} from "../../../src/vite/assembly.ts";
import {servePages} from "../browser-pages.ts";
import type {Measure} from "../measure.ts";
import {tensorflow} from "../peers.ts";
import {openTab} from "../tab.ts";
import {coldStart} from "./cold-start.ts";
import {experimentTimes} from "./experiment-times.ts";
import {kernelRates} from "./kernel-rates.ts";
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
    const measures = [
      ...(await experimentTimes(page, {tfjs, python, narrow})),
      ...(await previewTimes(page)),
      ...(await kernelRates(page)),
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
