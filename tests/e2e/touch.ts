import type {Page} from "@playwright/test";

/** Does what a reader does first on a page that has begun to live: from then on also cells far from the window run. */
export async function touch(page: Page): Promise<void> {
  await page.waitForFunction(() => document.readyState === "complete");
  await page.keyboard.press("Shift"); // Means nothing to anything on a page.
}
