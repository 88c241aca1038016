import type {Locator, Page} from "@playwright/test";
import {expect, test} from "./site.ts";
import {skipPrediction} from "./skip-prediction.ts";
import {standsStill} from "./still.ts";

/** The value that a unit shows to the cells. */
const readOf = <T>(unit: Locator, read: string): Promise<T> =>
  unit.evaluate((node, name) => (node as unknown as {value: Record<string, T>}).value[name]!, read);

/** Where a place of the plane −4 … 4 is on the screen. */
async function placeOf(unit: Locator, [x, y]: readonly [number, number]): Promise<{x: number; y: number}> {
  const box = await standsStill(unit.locator(".sr-picture .plane-frame"));
  return {x: box.x + ((x + 4) / 8) * box.width, y: box.y + ((4 - y) / 8) * box.height};
}

async function drag(page: Page, unit: Locator, from: readonly [number, number], to: readonly [number, number]) {
  const [start, end] = [await placeOf(unit, from), await placeOf(unit, to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
  await page.mouse.move(end.x, end.y);
  await page.mouse.up();
}

test("weight vectors and probe are dragged, and the steps at the probe follow", async ({page, site}) => {
  await site.open("multiclass-softmax.html");
  const regions = page.locator("#cell-regions .softmax-regions");
  await regions.scrollIntoViewIfNeeded();
  const before = await readOf<number>(regions, "right");
  await drag(page, regions, [1.5, -1], [1.5, 1]);
  await drag(page, regions, [1, 1.5], [-1.5, 0.5]);
  await drag(page, regions, [-1.5, -0.5], [0, -1.5]);
  const weights = await readOf<number[][]>(regions, "weights");
  const wanted = [
    [1.5, 1],
    [-1.5, 0.5],
    [0, -1.5],
  ];
  for (const [k, w] of weights.entries())
    for (const [j, value] of w.entries()) expect(Math.abs(value - wanted[k]![j]!)).toBeLessThanOrEqual(0.1);
  expect(await readOf<number>(regions, "right")).toBeGreaterThan(before + 50);

  await drag(page, regions, [0.5, -1], [-3, 1]);
  const scores = await readOf<number[]>(regions, "scores");
  const steps = page.locator("#cell-probed .softmax-steps");
  await expect.poll(() => readOf<number[]>(steps, "scores")).toEqual(scores);
  const probability = steps.locator('tr[data-class="1"] [data-column="probability"]');
  expect(Number((await probability.textContent())!.trim())).toBeGreaterThan(0.9);
});

test("all of it goes by keyboard", async ({page, site}) => {
  await site.open("multiclass-softmax.html");
  const regions = page.locator("#cell-regions .softmax-regions");
  await regions.getByRole("slider", {name: "bias b of class A"}).focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
  expect((await readOf<number[]>(regions, "biases"))[0]).toBeCloseTo(0.5);
  await regions.getByRole("slider", {name: "probe x1"}).focus();
  await page.keyboard.press("End");
  expect((await readOf<number[]>(regions, "probe"))[0]).toBe(4);

  await skipPrediction(page, "multi-share");
  const steps = page.locator("#cell-example .softmax-steps");
  await steps.getByRole("button", {name: "Next step"}).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(await readOf<number>(steps, "sum")).toBeCloseTo(188.7371, 3);
  await page.keyboard.press("End");
  await expect(steps.locator('tr[data-class="0"] [data-column="gradient"]')).toHaveText("−0.8700");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Home");
  await expect(steps.locator('tr[data-class="0"] [data-column="exp"]')).toHaveText("?");
});

test("the training starts at ln 3, is stepped and taken back, and plays", async ({page, site}) => {
  await site.open("multiclass-softmax.html");
  await skipPrediction(page, "multi-start");
  const training = page.locator("#cell-training .softmax-regions");
  await training.scrollIntoViewIfNeeded();
  await expect(training).toContainText("loss 1.0986");
  // Values, not shapes: the picture may still be given its final width.
  const weights = () => readOf<number[][]>(training, "weights");
  expect((await weights()).flat().every((w) => w === 0)).toBe(true);
  await expect(training.locator(".sr-region")).toHaveCount(1);
  await training.getByRole("button", {name: "Next step"}).click();
  await expect(training.getByText("Step 1 of 60", {exact: true})).toBeVisible();
  expect((await weights()).flat().every((w) => w !== 0)).toBe(true);
  await expect(training.locator(".sr-region")).toHaveCount(3);
  await page.keyboard.press("ArrowLeft");
  await expect(training).toContainText("loss 1.0986");
  expect((await weights()).flat().every((w) => w === 0)).toBe(true);
  await expect(training.locator(".sr-region")).toHaveCount(1);
  await training.getByRole("button", {name: "Play"}).click();
  await expect.poll(() => readOf<number>(training, "step")).toBeGreaterThan(4);
  await training.getByRole("button", {name: "Pause"}).click();
  const {step, loss} = {step: await readOf<number>(training, "step"), loss: await readOf<number>(training, "loss")};
  expect(loss).toBeLessThan(0.6);
  // The caption reads the very same state.
  await expect(page.locator("figure", {has: training}).locator("figcaption")).toContainText(
    `At step ${step} the loss is ${loss.toFixed(4)}`,
  );
});

test("a score of 1000 breaks the naive form, says so, and not the stable one", async ({page, site}) => {
  await site.open("multiclass-softmax.html");
  await skipPrediction(page, "multi-share");
  const steps = page.locator("#cell-example .softmax-steps");
  await steps.getByRole("textbox", {name: "score of class A"}).fill("1000");
  await steps.getByRole("button", {name: "Last step"}).click();
  await expect(steps.locator(".sm-problem")).toContainText("Not finite");
  await steps.getByRole("checkbox", {name: "subtract the largest score first"}).check();
  await expect(steps.locator(".sm-problem")).toBeEmpty();
  await expect(steps.locator('tr[data-class="0"] [data-column="probability"]')).toHaveText("1.0000");
});
