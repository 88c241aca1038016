import type {Browser, Page} from "@playwright/test";
import {openTab} from "./tab.ts";

/** One opening of a page with the CPU slowed down four times. */
export interface Load {
  /** Largest contentful paint, total blocking time, in milliseconds; cumulative layout shift. */
  lcp: number;
  tbt: number;
  cls: number;
  /** Paths of the scripts that were loaded. */
  scripts: string[];
  /** Those of them that were there when no cell in the first view was pending any more. */
  early: string[];
}

/** What the page itself observes. */
interface Seen {
  lcp: number;
  tbt: number;
  cls: number;
  /** When the first view was live. */
  live: number;
}

export async function load(browser: Browser, url: string): Promise<Load> {
  const page = await openTab(browser);
  const scripts = new Set<string>();
  page.on("response", (response) => {
    const {pathname, protocol} = new URL(response.url());
    if (response.request().resourceType() === "script" && protocol.startsWith("http")) scripts.add(pathname);
  });
  await page.addInitScript(observe);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", {rate: 4});
  await page.goto(url);
  await page.waitForFunction(() => !document.querySelector('[data-cell][data-state="pending"]'));
  const {live, ...seen} = await read(page);
  const late = await page.evaluate((live) => {
    const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return entries.filter(({responseEnd}) => responseEnd > live).map(({name}) => new URL(name).pathname);
  }, live);
  await page.context().close();
  return {...seen, scripts: [...scripts], early: [...scripts].filter((path) => !late.includes(path))};
}

function observe(): void {
  const seen: Seen = {lcp: 0, tbt: 0, cls: 0, live: Number.POSITIVE_INFINITY};
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
