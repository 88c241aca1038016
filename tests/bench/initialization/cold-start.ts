import type {Browser} from "@playwright/test";
import type {Measure} from "../measure.ts";
import {openTab} from "../tab.ts";

const RUNS = 10;

/** A page opened for the first time, until the preview is plotted: workers start, and all code is compiled. */
export async function coldStart(browser: Browser, url: string): Promise<Measure[]> {
  const times: NonNullable<typeof window.cold>[] = [];
  for (let run = 0; run < RUNS; run++) {
    const page = await openTab(browser); // a context of its own: nothing is cached
    await page.goto(url);
    await page.waitForFunction(() => "cold" in window);
    times.push(await page.evaluate(() => window.cold!));
    await page.context().close();
  }
  const least = (key: keyof (typeof times)[number]) => Math.min(...times.map((each) => each[key]));
  const plotted = least("plotted");
  const part = {unit: "ms", peer: plotted, peerName: "first preview plotted", reach: "none"} as const;
  return [
    {
      name: "cold page to first preview plotted",
      value: plotted,
      unit: "ms",
      peer: 100,
      peerName: "budget, the start of workers included",
    },
    {name: "cold page to workers ready", value: least("ready"), ...part},
    {name: "cold page to first preview's numbers", value: least("previewed"), ...part},
  ];
}
