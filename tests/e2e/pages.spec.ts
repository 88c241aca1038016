import {barriers} from "./barriers.ts";
import {expect, pages, settled, test} from "./site.ts";

const everywhere = ["index.html", "glossary.html", "work.html", ...pages];

for (const file of everywhere) {
  // One load for all of it: loading is what costs the time, and a reader too turns the lights off on an open page.
  test(`${file} loads with every cell fulfilled, is accessible in light and dark, and fits a phone`, async ({
    page,
    site,
  }) => {
    await site.open(file);
    await expect(page.locator("h1")).toHaveCount(1);
    await expect.soft(page.locator('[data-cell]:not([data-state="fulfilled"])')).toHaveCount(0);
    expect.soft(await barriers(page)).toEqual([]);

    await page.setViewportSize({width: 390, height: 844});
    await settled(page);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
      .toBe(0);
  });
}

test("every page reads without script", async ({browser}) => {
  const context = await browser.newContext({javaScriptEnabled: false});
  const page = await context.newPage();
  for (const file of everywhere) {
    await page.goto(new URL(file, process.env.SITE_URL).href, {waitUntil: "domcontentloaded"});
    await expect(page.locator("h1"), file).toBeVisible();
    await expect(page.locator("main p").first(), file).toBeVisible();
  }
  await context.close();
});
