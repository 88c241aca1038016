import {readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import type {Browser} from "@playwright/test";
import {pages} from "../e2e/site.ts";
import {serve} from "../server.ts";
import {type Measure, median} from "./measure.ts";
import {builtCourse} from "./sites.ts";
import {openTab} from "./tab.ts";

const RUNS = 5;

interface Load {
  script: number;
  lcp: number;
  tbt: number;
  cls: number;
}

/** The heaviest page's script (gz), and LCP, TBT and CLS of the slowest page with the CPU slowed down four times. */
export async function pageLoad(browser: Browser): Promise<Measure[]> {
  const folder = await builtCourse();
  const {url, close} = await serve(folder);
  const worst: Load = {script: 0, lcp: 0, tbt: 0, cls: 0};
  for (const file of pages) {
    const loads: Load[] = [];
    for (let run = 0; run < RUNS; run++) loads.push(await load(browser, folder, url, file));
    for (const key of ["script", "lcp", "tbt", "cls"] as const)
      worst[key] = Math.max(worst[key], median(loads.map((each) => each[key])));
  }
  close();
  rmSync(folder, {recursive: true});
  const budget = "budget";
  return [
    {name: "page script, gz (heaviest page)", value: worst.script / 1000, unit: "kB", peer: 130, peerName: budget},
    {name: "LCP, CPU ×4 (slowest page)", value: worst.lcp, unit: "ms", peer: 1000, peerName: budget},
    {name: "TBT, CPU ×4 (slowest page)", value: worst.tbt, unit: "ms", peer: 150, peerName: budget},
    {name: "CLS (worst page)", value: worst.cls, unit: "", peer: 0.02, peerName: budget},
  ];
}

async function load(browser: Browser, folder: string, home: string, file: string): Promise<Load> {
  const page = await openTab(browser);
  const scripts = new Set<string>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.add(new URL(response.url()).pathname);
  });
  await page.addInitScript(() => {
    const seen = {lcp: 0, tbt: 0, cls: 0};
    Object.assign(window, {seen});
    const watch = (type: string, each: (entry: PerformanceEntry & {value: number; hadRecentInput: boolean}) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) each(entry as never);
      }).observe({type, buffered: true});
    watch("largest-contentful-paint", (entry) => {
      seen.lcp = entry.startTime;
    });
    watch("longtask", (entry) => {
      seen.tbt += Math.max(0, entry.duration - 50);
    });
    watch("layout-shift", (entry) => {
      if (!entry.hadRecentInput) seen.cls += entry.value;
    });
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", {rate: 4});
  await page.goto(new URL(file, home).href);
  await page.waitForFunction(() => !document.querySelector('[data-cell][data-state="pending"]'));
  // Two frames, so that the last shift and the last long task have been reported.
  const seen = await page.evaluate(
    () =>
      new Promise<Omit<Load, "script">>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => setTimeout(() => resolve((window as never as {seen: Load}).seen))),
        ),
      ),
  );
  await page.context().close();
  const bytes = [...scripts].map((path) => gzipSync(readFileSync(join(folder, path)), {level: 9}).length);
  return {...seen, script: bytes.reduce((sum, each) => sum + each, 0)};
}
