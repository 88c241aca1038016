import type {Locator} from "@playwright/test";
import {expect, test} from "./site.ts";
import {skipPrediction} from "./skip-prediction.ts";
import {standsStill} from "./still.ts";

const readOf = (unit: Locator, read: string): Promise<number> =>
  unit.evaluate((node, name) => (node as unknown as {value: Record<string, number>}).value[name]!, read);

test("the step is walked down by keyboard, and the caption follows", async ({page, site}) => {
  await site.open("gradient-checking.html");
  const unit = page.locator("#cell-quotient .difference-quotient");
  await unit.scrollIntoViewIfNeeded();
  await unit.getByRole("radio", {name: "centred"}).check();
  await unit.getByRole("slider", {name: "step h, as a power of ten"}).focus();
  await page.keyboard.press("Home");
  expect(await readOf(unit, "relativeError")).toBeGreaterThan(0.01);
  for (let i = 0; i < 44; i++) await page.keyboard.press("ArrowRight");
  expect(await readOf(unit, "h")).toBeCloseTo(1e-5, 12);
  expect(await readOf(unit, "relativeError")).toBeLessThan(1e-9);
  await expect(unit.getByText(/about (9|10|11) digits are right/)).toBeVisible();
  await expect(page.locator("figure", {has: unit}).locator("figcaption")).toContainText("secant 2.718282");
});

test("the point is dragged across the kink", async ({page, site}) => {
  await site.open("gradient-checking.html");
  await skipPrediction(page, "gc-kink");
  const unit = page.locator("#cell-kink .difference-quotient");
  const caption = page.locator("figure", {has: unit}).locator("figcaption");
  await expect(caption).toContainText("straddles the kink");
  const handle = await standsStill(unit.locator(".drag-handle"));
  const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y - 10);
  await page.mouse.move(x + 120, y - 30);
  await page.mouse.up();
  await expect.poll(() => readOf(unit, "x")).toBeGreaterThan(0.2);
  await expect(caption).toContainText("Both points are on one side");
  expect(await readOf(unit, "numerical")).toBeCloseTo(1, 9);
});

test("noise is refused, a frozen mask passes, and a large penalty hides the bug", async ({page, site}) => {
  await site.open("gradient-checking.html");
  await expect(page.locator("#cell-noise")).toContainText("freeze what is random");
  await page.locator("#cell-middle").getByLabel("dropout, frozen").check();
  await expect(page.locator("#cell-noise")).toContainText("All 31 entries that were checked agree");
  const weights = page.locator("#cell-drowned table", {hasText: "dense 1 weights"});
  await expect(weights.locator("caption")).toContainText("12 of 12 wrong");
  await page.locator("#cell-lambda input[type=range]").focus();
  await page.keyboard.press("End");
  await expect(weights.locator("caption")).toContainText("✓");
});
