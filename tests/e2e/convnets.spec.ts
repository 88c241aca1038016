import AxeBuilder from "@axe-core/playwright";
import {expect, test} from "./site.ts";

test("a filter is stepped and changed, pooling routes, a network trains and reads what one draws", async ({
  page,
  site,
}) => {
  await site.open("convnets.html");

  const slide = page.locator("#cell-stepper .convolution");
  await slide.getByRole("button", {name: "Next step"}).click();
  await expect(slide.locator(".transport-count")).toHaveText("Step 7 of 25");
  await slide.getByLabel("padding").selectOption("1");
  await expect(slide.locator(".convolution-size")).toContainText("= 7");
  await slide.getByRole("button", {name: "row 1, column 1: 0"}).press("Space");
  await expect(slide.getByRole("button", {name: "row 1, column 1: 1"})).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(slide.getByRole("button", {name: "row 2, column 1: 0"})).toBeFocused();
  await slide.getByLabel("weight, row 1, column 1").fill("much");
  await page.keyboard.press("Enter");
  await expect(slide.getByRole("alert")).toContainText("“much” is no number");
  await expect(slide.getByLabel("weight, row 1, column 1")).toHaveValue("−1");

  const pooling = page.locator("#cell-pooling .max-pooling");
  await pooling.getByLabel("number, row 1, column 1").fill("50");
  await page.keyboard.press("Enter");
  await expect(pooling.locator(".max-pooling-line")).toContainText("goes to row 1, column 1");

  // Above 95 % of the fresh drawings, in less than the 20 s that a reader may wait.
  await page.locator("#cell-paper").scrollIntoViewIfNeeded();
  await expect(page.getByText("After 8 of 8 epochs")).toBeVisible({timeout: 20_000});
  const accuracy = await page.locator("strong", {hasText: "% of the fresh ones"}).textContent();
  expect(Number.parseFloat(accuracy ?? "")).toBeGreaterThan(95);

  const pad = page.locator("#cell-paper .drawing-pad");
  const verdict = page.locator("figure:has(#cell-paper) table strong");
  await pad.getByRole("button", {name: "clear"}).click();
  const box = (await pad.locator(".pad-paper").boundingBox())!;
  for (const [x1, y1, x2, y2] of [
    [0.5, 0.15, 0.5, 0.85],
    [0.15, 0.5, 0.85, 0.5],
  ] as const) {
    await page.mouse.move(box.x + x1 * box.width, box.y + y1 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + x2 * box.width, box.y + y2 * box.height, {steps: 3});
    await page.mouse.up();
  }
  await expect(verdict).toHaveText("plus");
  const before = await pad.locator(".pad-pixel").first().getAttribute("fill-opacity");
  await pad.locator(".pad-paper").evaluate((paper) => {
    const press = (key: string) => paper.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
    for (let i = 0; i < 12; i++) for (const key of ["ArrowUp", "ArrowLeft"]) press(key);
  });
  await page.keyboard.press("Enter");
  await expect(pad.locator(".pad-pixel").first()).not.toHaveAttribute("fill-opacity", before!);

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({colorScheme});
    const {violations} = await new AxeBuilder({page})
      .include("#cell-stepper")
      .include("#cell-pooling")
      .include("figure:has(#cell-paper)")
      .analyze();
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});
