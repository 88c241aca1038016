import {rmSync} from "node:fs";
import type {Browser, CDPSession, Page} from "@playwright/test";
import {serve} from "../server.ts";
import {workerMemory} from "./initialization/memory.ts";
import type {Measure} from "./measure.ts";
import {builtCourse} from "./sites.ts";
import {openTab} from "./tab.ts";

const PAGE = "notebooks/init-lab.html";
const MINUTE = 60_000;
/** Dragged for so long first, so that all code is compiled and each plot was drawn. */
const BEFORE = 15_000;
/** What remains of objects that a browser collects when it likes. */
const ROOM = 1.05;

interface Held {
  heap: number;
  nodes: number;
  listeners: number;
  workers: number;
}

/** A minute's drag of the laboratory's slider: what it leaves in memory, and whether work queues up behind it. */
export async function drag(browser: Browser): Promise<Measure[]> {
  const folder = await builtCourse();
  const {url, close} = await serve(folder);
  // A service worker fetches the whole site when the page is idle.
  const page = await openTab(browser, {serviceWorkers: "block"});
  try {
    await page.goto(new URL(PAGE, url).href);
    await complete(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    await move(page, BEFORE);
    await complete(page);
    const before = await held(browser, session);
    const {frames, values} = await move(page, MINUTE);
    const released = await page.evaluate(() => performance.now());
    await complete(page);
    const whole = (await page.evaluate(() => performance.now())) - released;
    const after = await held(browser, session);
    const grown = (name: string, key: keyof Held, unit: string, divisor = 1): Measure => ({
      name: `${name} after a minute's drag`,
      value: after[key] / divisor,
      unit,
      peer: before[key] / divisor,
      peerName: "before it, garbage collected",
      reach: {atMost: ROOM},
    });
    return [
      grown("heap of the page", "heap", "MB", 2 ** 20),
      grown("nodes of the page", "nodes", ""),
      grown("listeners of the page", "listeners", ""),
      grown("memory of both workers", "workers", "MB", 2 ** 20),
      {
        name: "frames while dragging, of each second",
        value: frames / (MINUTE / 1000),
        unit: "",
        peer: values / (MINUTE / 1000),
        peerName: "experiments begun",
        reach: "none",
      },
      {
        name: "from letting go to the last experiment's whole",
        value: whole,
        unit: "ms",
        peer: 1000,
        peerName: "a second: nothing has queued up",
      },
    ];
  } finally {
    await page.context().close();
    close();
    rmSync(folder, {recursive: true});
  }
}

/** Waits until all samples of the experiment that the page asked for last are in. */
async function complete(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      /^1,000 samples/.test(document.querySelector("#cell-histograms .run-status")?.textContent ?? "") &&
      document.querySelector("[data-cell][aria-busy]") === null,
  );
}

/** Moves the slider to another place in every frame, to and fro. */
function move(page: Page, milliseconds: number): Promise<{frames: number; values: number}> {
  return page.evaluate(async (milliseconds) => {
    const slider = document.querySelector<HTMLInputElement>("#cell-scale input[type=range]")!;
    const [low, high] = [Number(slider.min), Number(slider.max)];
    const start = performance.now();
    let frames = 0;
    let values = 0;
    for (let now = start; now < start + milliseconds; now = await new Promise(requestAnimationFrame)) {
      frames++;
      const last = slider.value;
      slider.value = String(low + (high - low) * (0.5 + 0.4 * Math.sin((now - start) / 700)));
      if (slider.value === last) continue;
      values++;
      slider.dispatchEvent(new Event("input", {bubbles: true}));
    }
    return {frames, values};
  }, milliseconds);
}

async function held(browser: Browser, session: CDPSession): Promise<Held> {
  // Twice: what was kept by weak references goes with the second.
  for (let i = 0; i < 2; i++) await session.send("HeapProfiler.collectGarbage");
  const {metrics} = await session.send("Performance.getMetrics");
  const metric = (wanted: string) => metrics.find(({name}) => name === wanted)!.value;
  const workers = await workerMemory(browser, "lab");
  return {
    heap: metric("JSHeapUsedSize"),
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
    workers: workers.reduce((sum, bytes) => sum + bytes, 0),
  };
}
