import {expect, test} from "./site.ts";
import {skipPrediction} from "./skip-prediction.ts";

const lesson = "stochastic-gradient.html";

test("arrow keys draw batches, and a larger k draws the arrows together", async ({page, site}) => {
  await site.open(lesson);
  await skipPrediction(page, "sgd-ten");
  const unit = page.locator("#cell-batches .mini-batches");
  const frame = unit.locator(".mini-frame");
  await frame.focus();
  await page.keyboard.press("Home");
  await expect(unit.locator(".transport-count")).toHaveText("Step 0 of 100");
  await page.keyboard.press("ArrowRight");
  await expect(unit.locator("[role=status]")).toContainText(/^Batch 1 of 100: its gradient is/);
  await expect(unit.locator(".mini-ring")).toHaveCount(10);
  await page.keyboard.press("End");
  const radius = async () => Number(await unit.locator(".mini-spread").getAttribute("r"));
  const before = await radius();
  await unit.getByRole("slider", {name: "samples a batch, k"}).focus();
  await page.keyboard.press("End");
  await expect(unit.locator(".mini-ring")).toHaveCount(120);
  expect(await radius()).toBeLessThan(before / 10);
  expect(site.complaints).toEqual([]);
});

test("the race runs to its end, and another learning rate runs it anew", async ({page, site}) => {
  test.slow();
  await site.open(lesson);
  const status = page.locator(".run-status", {hasText: "4 runs"});
  await expect(status).toHaveText("All 4 runs are done.", {timeout: 60_000});
  const table = page.locator("table", {hasText: "The race in numbers"});
  const atEnd = table.locator("tbody tr").nth(1).locator("td").nth(1);
  const loss = await atEnd.textContent();
  expect(Number(loss)).toBeLessThan(0.15);
  await page.getByRole("radio", {name: "0.03", exact: true}).check();
  await expect(status).toHaveText("All 4 runs are done.", {timeout: 60_000});
  await expect(atEnd).not.toHaveText(loss ?? "");
  expect(site.complaints).toEqual([]);
});
