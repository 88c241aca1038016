import {barriers} from "./barriers.ts";
import {expect, pages, test} from "./site.ts";

const everywhere = ["index.html", "glossary.html", "work.html", ...pages];

for (const file of everywhere) {
  test.describe(file, () => {
    // One load for these three: loading is what costs the time, and a reader too turns the lights off on an open page.
    test("loads with every cell fulfilled, and is accessible in light and dark", async ({page, site}) => {
      await site.open(file);
      await expect(page.locator("h1")).toHaveCount(1);
      await expect.soft(page.locator('[data-cell]:not([data-state="fulfilled"])')).toHaveCount(0);
      expect.soft(await barriers(page)).toEqual([]);
    });

    test("fits a phone without sideways scroll", async ({page, site}) => {
      await page.setViewportSize({width: 390, height: 844});
      await site.open(file);
      const {scroll, client} = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(client);
    });

    test("reads without script", async ({browser}) => {
      const context = await browser.newContext({javaScriptEnabled: false});
      const page = await context.newPage();
      await page.goto(new URL(file, process.env.SITE_URL).href);
      await expect(page.locator("h1")).toBeVisible();
      await expect(page.locator("main p").first()).toBeVisible();
      await context.close();
    });
  });
}
