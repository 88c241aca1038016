import type {Browser} from "@playwright/test";
import {type Measure, median} from "../measure.ts";
import {openTab} from "../tab.ts";

const RUNS = 10;
/** So many milliseconds after a window was opened the browser is done with it, and the processors are the page's. */
const SETTLED = 500;

/** A page opened for the first time, until the preview is plotted: workers start, and all code is compiled. */
export async function coldStart(browser: Browser, url: string): Promise<Measure[]> {
  const times: NonNullable<typeof window.cold>[] = [];
  for (let run = 0; run < RUNS; run++) {
    const page = await openTab(browser); // a context of its own: nothing is cached
    await page.waitForTimeout(SETTLED);
    await page.goto(url);
    await page.waitForFunction(() => "cold" in window);
    times.push(await page.evaluate(() => window.cold!));
    await page.context().close();
  }
  const least = (value: (time: (typeof times)[number]) => number) => Math.min(...times.map(value));
  const plotted = least((time) => time.plotted);
  const part = {unit: "ms", peer: plotted, peerName: "first preview plotted", reach: "none"} as const;
  return [
    {
      name: "cold page to first preview plotted, without loading",
      value: least(({plotted, loading}) => plotted - loading),
      unit: "ms",
      peer: 100,
      peerName: "budget for computing, the start of workers included",
    },
    {
      name: "cold page to first preview plotted, median",
      value: median(times.map((time) => time.plotted)),
      ...part,
    },
    {name: "cold page: the workers' script on its way", value: least((time) => time.loading), ...part},
    {name: "cold page to workers ready", value: least((time) => time.ready), ...part},
    {name: "cold page to first preview's numbers", value: least((time) => time.previewed), ...part},
  ];
}
