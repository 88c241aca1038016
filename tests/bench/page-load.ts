import type {Browser, Page} from "@playwright/test";
import {holdPatience} from "../e2e/patience.ts";
import {openTab} from "./tab.ts";

/** One opening of a page that nobody touches, with the CPU slowed down four times. */
export interface Load {
  /** Largest contentful paint, in milliseconds. */
  lcp: number;
  /** Total blocking time, in milliseconds: of tasks after the first contentful paint, what is longer than 50. */
  tbt: number;
  /** Cumulative layout shift. */
  cls: number;
  /** When no cell in the first view was pending any more, in milliseconds. */
  live: number;
  /** Paths of the scripts that were loaded, those of workers among them. */
  scripts: string[];
  /** Cells that ran, and all that the page has. */
  ran: number;
  cells: number;
}

/** What the page itself observes. */
interface Seen extends Pick<Load, "lcp" | "cls" | "live"> {
  fcp: number;
  tasks: {start: number; end: number}[];
}

export async function load(browser: Browser, url: string): Promise<Load> {
  // A service worker fetches the whole site when the page is idle, for later visits.
  const page = await openTab(browser, {serviceWorkers: "block"});
  const scripts = new Set<string>();
  page.on("response", (response) => {
    const {pathname, protocol} = new URL(response.url());
    if (response.request().resourceType() === "script" && protocol.startsWith("http")) scripts.add(pathname);
  });
  await holdPatience(page); // On a slow machine all would run meanwhile.
  await page.addInitScript(observe);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", {rate: 4});
  await page.goto(url);
  await quiet(page);
  const {fcp, tasks, ...seen} = await read(page);
  const tbt = tasks.reduce((sum, {start, end}) => sum + Math.max(0, end - Math.max(start, fcp) - 50), 0);
  const cells = page.locator("[data-cell]");
  const ran = await page.locator('[data-cell]:not([data-state="pending"])').count();
  const all = await cells.count();
  await page.context().close();
  return {...seen, tbt, scripts: [...scripts], ran, cells: all};
}

/** Waits until the page is live, no cell runs, and nothing was loaded for a while. */
async function quiet(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const {seen, last} = window as never as {seen: Seen; last?: {count: number; at: number}};
    const count = performance.getEntriesByType("resource").length;
    const isBusy = !Number.isFinite(seen.live) || document.querySelector("[data-cell][aria-busy]") !== null;
    if (isBusy || last?.count !== count) Object.assign(window, {last: {count, at: performance.now()}});
    return last !== undefined && performance.now() - last.at > 1000;
  });
}

function observe(): void {
  const seen: Seen = {fcp: 0, lcp: 0, tasks: [], cls: 0, live: Number.POSITIVE_INFINITY};
  Object.assign(window, {seen});
  const watch = (type: string, each: (entry: PerformanceEntry & {value: number; hadRecentInput: boolean}) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) each(entry as never);
    }).observe({type, buffered: true});
  watch("largest-contentful-paint", (entry) => {
    seen.lcp = entry.startTime;
  });
  watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime;
  });
  watch("longtask", ({startTime, duration}) => {
    seen.tasks.push({start: startTime, end: startTime + duration});
  });
  watch("layout-shift", (entry) => {
    if (!entry.hadRecentInput) seen.cls += entry.value;
  });
  const isInView = (cell: Element) => {
    const {top, bottom} = cell.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const look = () => {
    const pending = document.querySelectorAll('[data-cell][data-state="pending"]');
    if (document.readyState === "loading" || [...pending].some(isInView)) requestAnimationFrame(look);
    else seen.live = performance.now();
  };
  requestAnimationFrame(look);
}

/** After two frames, so that the last shift and the last long task have been reported. */
function read(page: Page): Promise<Seen> {
  return page.evaluate(
    () =>
      new Promise<Seen>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => setTimeout(() => resolve((window as never as {seen: Seen}).seen))),
        ),
      ),
  );
}
