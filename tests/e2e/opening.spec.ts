import type {Page} from "@playwright/test";
import {holdPatience} from "./patience.ts";
import {expect, settled, test} from "./site.ts";

/** Prose at its top reads values of cells further down. */
const lesson = "computational-graphs.html";

/** Ids of the cells that run or have run. */
const awake = (page: Page) =>
  page.$$eval("[data-cell]", (cells) =>
    cells.filter((cell) => cell.getAttribute("data-state") !== "pending" || cell.ariaBusy === "true").map(({id}) => id),
  );

/** Opens a page as a reader does who only looks: until what is in the window has run. */
async function look(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, process.env.SITE_URL).href);
  await page.waitForFunction(
    () => document.querySelector('[data-cell]:not([data-state="pending"])') && !document.querySelector("[aria-busy]"),
  );
}

test("a lesson that nobody has touched runs what is near, and all of it after the first key", async ({page, site}) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(new URL(request.url()).pathname.split("/").pop()!));
  await holdPatience(page);
  const loaded = (chunk: RegExp) => scripts.some((name) => chunk.test(name));
  await look(page, lesson);
  await page.waitForLoadState("networkidle");
  const early = await awake(page);
  expect(early).toContain("cell-parameterCount"); // Prose in view reads it.
  expect(early).not.toContain("cell-forward-walk");
  expect(early.length).toBeLessThan(8);
  expect(loaded(/^(plot|live-questions|tally)-/)).toBe(false);
  // A far picture keeps its place meanwhile.
  expect((await page.locator("#cell-stepper").boundingBox())!.height).toBeGreaterThanOrEqual(965);

  await settled(page);
  expect(loaded(/^plot-/)).toBe(true);
  await expect.poll(() => loaded(/^live-questions-/)).toBe(true);
  await expect(page.locator('[data-cell]:not([data-state="fulfilled"])')).toHaveCount(0);
  expect(site.complaints).toEqual([]);
});

test("a link to a far place runs what stands there first, and the place stays where it is", async ({page, site}) => {
  await page.addInitScript(() => {
    const seen = {order: [] as string[], shift: 0};
    Object.assign(window, {seen});
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {value: number})[]) seen.shift += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    new MutationObserver((records) => {
      for (const {target} of records) {
        const {id, dataset} = target as HTMLElement;
        if (dataset.state === "fulfilled" && !seen.order.includes(id)) seen.order.push(id);
      }
    }).observe(document, {subtree: true, attributeFilter: ["data-state"]});
  });
  await page.goto(new URL("sigmoid-circuit.html#cell-stability-table", process.env.SITE_URL).href);
  const target = page.locator("#cell-stability-table");
  await expect(target).toHaveAttribute("data-state", "fulfilled");
  const before = (await target.boundingBox())!.y;
  await settled(page);
  const {order, shift} = await page.evaluate(
    () => (window as unknown as {seen: {order: string[]; shift: number}}).seen,
  );
  expect(order.indexOf("cell-stability-table")).toBeLessThan(order.indexOf("cell-neuron-stepper"));
  expect(Math.abs((await target.boundingBox())!.y - before)).toBeLessThan(2);
  // Below the target, formulas that are laid out in the jump differ from the height that was guessed for them.
  expect(shift).toBeLessThan(0.1);
  expect(site.complaints).toEqual([]);
});

test("a page that was only looked at for a while becomes whole, too", async ({page, site}) => {
  const endPatience = await holdPatience(page);
  await look(page, lesson);
  await expect(page.locator("#cell-forward-walk")).toHaveAttribute("data-state", "pending");
  await endPatience();
  await expect(page.locator('[data-cell]:not([data-state="fulfilled"])')).toHaveCount(0);
  expect(site.complaints).toEqual([]);
});

test("printing runs all that sleeps", async ({page}) => {
  await holdPatience(page);
  await look(page, lesson);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator('[data-cell][data-state="pending"]')).toHaveCount(0);
});
