import type {Locator} from "@playwright/test";
import {expect, test} from "./site.ts";

const lesson = "dropout.html";

/** By keyboard: the tables above it are still being computed, and whatever they move cannot turn it from its aim. */
async function choose(unit: Locator, name: string): Promise<void> {
  const radio = unit.getByRole("radio", {name, exact: true});
  await radio.press("Space");
  await expect(radio).toBeChecked();
}

test("each pass crosses out other units; at test time none is", async ({page, site}) => {
  await site.open(lesson);
  const unit = page.locator("#cell-net .dropout-net");
  await unit.locator(".dropout-frame").focus();
  await page.keyboard.press("Home");
  await expect(unit.locator(".dropout-picture .dropout-cross")).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await expect(unit.locator("[role=status]")).toContainText(/^Pass 1 of 200, training: dropped: /);
  expect(await unit.locator(".dropout-picture .dropout-cross").count()).toBeGreaterThan(0);
  await page.keyboard.press("End");
  await expect(unit.locator(".dropout-dot")).toHaveCount(200);
  await choose(unit, "test");
  await expect(unit.locator(".dropout-picture .dropout-cross")).toHaveCount(0);
  await expect(unit.locator("dd").first()).toHaveText((await unit.locator("dd").last().textContent()) ?? "");
  expect(site.complaints).toEqual([]);
});

test("a linear network meets its expectation exactly, in the unit and in the table", async ({page, site}) => {
  await site.open(lesson);
  const unit = page.locator("#cell-net .dropout-net");
  await choose(unit, "none");
  const numbers = await unit.locator("dd").allTextContents();
  expect(numbers[1]).toBe(numbers[2]);
  const rows = page.locator("table", {hasText: "Mean output over all masks"}).locator("tbody tr");
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(1).locator("td").last()).toHaveText("0");
  await expect(rows.nth(3).locator("td").last()).not.toHaveText("0");
});

test("nine networks train in the background, with their progress", async ({page, site}) => {
  test.slow();
  await site.open(lesson);
  await expect(page.locator(".run-status", {hasText: "9 runs"})).toHaveText("All 9 runs are done.", {timeout: 120_000});
  const cells = page.locator("table", {hasText: "After 3000 steps"}).locator("tbody tr").nth(2).locator("td");
  expect((await cells.nth(1).textContent())?.split(", ")).toHaveLength(3);
  expect(site.complaints).toEqual([]);
});
