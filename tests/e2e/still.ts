import type {Locator} from "@playwright/test";
import {expect} from "./site.ts";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Brings what the pointer is to touch into the window, waits until it stands still there, and tells where. What lies below
 * the fold is laid out only when it comes near: blocks above then take their true heights, the picture moves with them and
 * is drawn anew for its final width, so that a place read at once may be another's a frame later.
 */
export async function standsStill(locator: Locator): Promise<Box> {
  let box: Box | undefined;
  await expect
    .poll(
      async () => {
        box = await locator.evaluate(async (node) => {
          const frame = () => new Promise(requestAnimationFrame);
          const place = () => {
            const {x, y, width, height} = node.getBoundingClientRect();
            return {x, y, width, height};
          };
          const {y, height} = place();
          if (y < 0 || y + height > innerHeight) node.scrollIntoView({block: "center", behavior: "instant"});
          await frame();
          const before = place();
          for (let i = 0; i < 4; i++) {
            await frame();
            const now = place();
            const same = (Object.keys(now) as (keyof typeof now)[]).every((key) => now[key] === before[key]);
            if (!same || !node.isConnected || !node.checkVisibility({contentVisibilityAuto: true})) return undefined;
          }
          return before.width > 0 && before.y < innerHeight && before.y + before.height > 0 ? before : undefined;
        });
        return box !== undefined;
      },
      {message: `${locator} stands still in the window`, intervals: [0]},
    )
    .toBe(true);
  return box!;
}
