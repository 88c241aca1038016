import type {Page} from "@playwright/test";
import {type Measure, median} from "../measure.ts";

const FRAMES = 120;

/** What a reader who drags waits for in each frame: the statistics of 96 rows. */
export async function previewTimes(page: Page): Promise<Measure[]> {
  const times = await page.evaluate((frames) => window.contestants.drag(frames), FRAMES);
  const peerName = "half a frame";
  return [
    {name: "96-row preview while dragging, best frame", value: Math.min(...times), unit: "ms", peer: 8, peerName},
    {name: "96-row preview while dragging, median", value: median(times), unit: "ms", peer: 8, peerName},
  ];
}
