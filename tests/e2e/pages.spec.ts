import AxeBuilder from "@axe-core/playwright";
import {expect, pages, test} from "./site.ts";

const everywhere = ["index.html", "glossary.html", ...pages];

for (const file of everywhere) {
  test.describe(file, () => {
    test("loads with every cell fulfilled and no complaint", async ({page, site}) => {
      await site.open(file);
      await expect(page.locator("h1")).toHaveCount(1);
      await expect(page.locator('[data-cell]:not([data-state="fulfilled"])')).toHaveCount(0);
    });

    for (const colorScheme of ["light", "dark"] as const)
      test(`has no accessibility problem in ${colorScheme}`, async ({page, site}) => {
        await page.emulateMedia({colorScheme});
        await site.open(file);
        const {violations} = await new AxeBuilder({page}).analyze();
        const found = violations.flatMap(({id, impact, nodes}) =>
          nodes.map((node) => `${impact} ${id}: ${node.html.slice(0, 120)} ${node.failureSummary?.slice(0, 200)}`),
        );
        expect(found).toEqual([]);
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
