import {expect, test} from "./site.ts";

test("the table of contents marks the section that is read, also after a leap", async ({page, site}) => {
  await site.open("computational-graphs.html");
  const current = page.locator(".toc-margin [aria-current]");
  const headings = await page.locator(".prose > h2").evaluateAll((all) => all.map(({id}) => id));
  expect(headings.length).toBeGreaterThan(4);
  // From far below to the middle of each section: its heading is never seen on the way.
  for (const id of headings.slice(0, -1).reverse()) {
    await page.evaluate((target) => {
      const heading = document.getElementById(target)!;
      scrollTo(0, scrollY + heading.getBoundingClientRect().bottom + 30);
    }, id);
    await expect(current).toHaveAttribute("href", `#${encodeURIComponent(id)}`);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await expect(current).toHaveCount(0);
});
