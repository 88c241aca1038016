import type {Page} from "@playwright/test";
import {expect, settled, test} from "./site.ts";
import {skipPrediction} from "./skip-prediction.ts";
import {standsStill} from "./still.ts";

/** Moves the pointer to a place of the plane, once the picture stands still. */
async function pointAt(page: Page, unit: string, x: number, y: number): Promise<void> {
  const plane = await standsStill(page.locator(`${unit} .points-picture .plane-frame`));
  await page.mouse.move(plane.x + ((x + 4) / 8) * plane.width, plane.y + ((4 - y) / 8) * plane.height);
}

test("the weights are dragged to where the points are right, and the caption follows", async ({page, site}) => {
  await site.open("perceptron.html");
  const caption = page.locator("figure", {has: page.locator("#cell-first")}).locator("figcaption");
  await expect(caption).toContainText("Now 9 of 40 are right");
  await pointAt(page, "#cell-first", -2, 1);
  await page.mouse.down();
  await pointAt(page, "#cell-first", 0, 1);
  await pointAt(page, "#cell-first", 1, 1);
  await page.mouse.up();
  await expect(page.locator("#cell-first .lc-says")).toContainText("37 of 40 points right");
  await expect(caption).toContainText("Now 37 of 40 are right");
});

test("a point is moved by keys alone, taken back, and the rest of the page follows", async ({page, site}) => {
  await site.open("perceptron.html");
  await skipPrediction(page, "perc-nudge");
  const slice = page.locator("#cell-slice");
  await slice.scrollIntoViewIfNeeded();
  const picker = slice.getByLabel("Point to change");
  await picker.focus();
  await picker.selectOption("5 (+1)");
  const slider = slice.getByLabel("x1 of the point, to the right");
  await slider.focus();
  const before = await slider.inputValue();
  await page.keyboard.press("ArrowRight");
  expect(Number(await slider.inputValue())).toBeGreaterThan(Number(before));
  await skipPrediction(page, "perc-search");
  await slice.getByRole("button", {name: "Add a point of label −1"}).press("Enter");
  await expect(page.locator("#cell-stall .lc-says")).toContainText("of 41 points");
  await slice.getByRole("button", {name: "Undo"}).press("Enter");
  await expect(page.locator("#cell-stall .lc-says")).toContainText("of 40 points");
  await expect(slice.getByRole("button", {name: "Undo"})).toBeFocused();
});

test("the search is stepped by keys, forward and back, and stalls", async ({page, site}) => {
  await site.open("perceptron.html");
  await skipPrediction(page, "perc-search");
  const stall = page.locator("#cell-stall");
  await stall.scrollIntoViewIfNeeded();
  await stall.getByRole("button", {name: "Next step"}).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(stall.locator(".unit [role=status]")).toContainText("Taken.");
  await page.keyboard.press("End");
  await expect(stall.locator(".unit [role=status]")).toContainText("Step 60 of 60");
  await expect(stall.locator(".lc-title")).toContainText("accuracy 32.5 %");
  await page.keyboard.press("Home");
  await expect(stall.locator(".lc-title")).toContainText("accuracy 22.5 %");
});

test("surfaces are painted, and dragging over one moves the weights", async ({page, site}) => {
  await site.open("softmax.html");
  await skipPrediction(page, "soft-nudge");
  const both = page.locator("#cell-both");
  await both.scrollIntoViewIfNeeded();
  await both.getByText("surface over").click();
  const maps = both.locator("canvas");
  await expect(maps).toHaveCount(2);
  const shades = await maps.evaluateAll((all) =>
    all.map((canvas) => {
      const {width, height} = canvas as HTMLCanvasElement;
      const {data} = (canvas as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, width, height);
      return new Set(data.filter((_, i) => i % 4 === 3)).size;
    }),
  );
  // As many shades as there are plateaus, about; and as many as there are for a slope.
  expect(shades[0]).toBeGreaterThan(15);
  expect(shades[1]).toBeGreaterThan(100);
  const picture = both.locator(".lc-surface-picture").nth(1);
  const plane = await standsStill(picture.locator(".plane-frame"));
  await page.mouse.click(plane.x + (5 / 8) * plane.width, plane.y + (3 / 8) * plane.height);
  await expect(both.locator(".lc-says")).toContainText(/w = \((0\.9\d|1|1\.0\d), (0\.9\d|1|1\.0\d)\)/);
});

test("on a phone data stand above the objectives, and a finger drags a point without scrolling", async ({browser}) => {
  const context = await browser.newContext({viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true});
  const page = await context.newPage();
  await page.goto(new URL("softmax.html", process.env.SITE_URL).href);
  await settled(page);
  await skipPrediction(page, "soft-nudge");
  const both = page.locator("#cell-both");
  await both.scrollIntoViewIfNeeded();
  await expect(both.locator(".lc-slice").first()).toBeVisible();
  const [data, slice] = [
    await both.locator(".points-picture").boundingBox(),
    await both.locator(".lc-slice").first().boundingBox(),
  ];
  expect(slice!.y).toBeGreaterThan(data!.y + data!.height);
  const session = await context.newCDPSession(page);
  const drag = async (x: number, y: number, way: number) => {
    const before = await page.evaluate(() => scrollY);
    await session.send("Input.dispatchTouchEvent", {type: "touchStart", touchPoints: [{x, y}]});
    for (let i = 1; i <= 10; i++)
      await session.send("Input.dispatchTouchEvent", {type: "touchMove", touchPoints: [{x, y: y + (way * i) / 10}]});
    await session.send("Input.dispatchTouchEvent", {type: "touchEnd", touchPoints: []});
    return (await page.evaluate(() => scrollY)) - before;
  };
  const point = both.locator(".point-grip").nth(3);
  await standsStill(both.locator(".points-picture"));
  const box = await standsStill(point);
  // A pixel or two may come from what was laid out above in the meantime.
  expect(Math.abs(await drag(box.x + 12, box.y + 12, 60))).toBeLessThan(10);
  await expect(both.getByLabel("Point to change")).toHaveValue("3");
  await expect.poll(async () => (await point.boundingBox())!.y - box.y).toBeGreaterThan(50);
  // Beside the points a finger scrolls.
  const frame = (await both.locator(".points-picture .plane-frame").boundingBox())!;
  expect(await drag(frame.x + 0.9 * frame.width, frame.y + 0.9 * frame.height, -150)).toBeGreaterThan(50);
  await context.close();
});

test("relabelling a point stops the weights’ growth", async ({page, site}) => {
  await site.open("softmax.html");
  const caption = page.locator("figure", {has: page.locator("#cell-apart")}).locator("figcaption");
  await expect(caption).toContainText("These points are separable");
  const apart = page.locator("#cell-apart");
  await apart.scrollIntoViewIfNeeded();
  await pointAt(page, "#cell-apart", 0.9, 1.3);
  await page.mouse.down();
  await page.mouse.up();
  await apart.getByRole("button", {name: "Give the chosen point the other label"}).click();
  await expect(caption).toContainText("These points are not separable");
});
