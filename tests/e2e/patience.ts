import type {Page} from "@playwright/test";

/**
 * The time after which a page that was only looked at becomes whole (`src/site/browser/first-touch.ts`) does not pass in
 * the pages that are opened from now on, until the returned function says that it has.
 */
export async function holdPatience(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const real = setTimeout;
    const hold = (work: () => void, delay?: number) => {
      if (delay !== 5000) return real(work, delay);
      Object.assign(window, {endPatience: work});
      return 0;
    };
    Object.assign(window, {setTimeout: hold});
  });
  return () => page.evaluate(() => (window as unknown as {endPatience: () => void}).endPatience());
}
