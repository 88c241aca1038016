import type {Page} from "@playwright/test";
import {barriers} from "./barriers.ts";
import {expect, test} from "./site.ts";
import {standsStill} from "./still.ts";
import {touch} from "./touch.ts";

const file = "notebooks/playground.html";
const unit = (page: Page) => page.locator(".playground");
const epochs = async (page: Page) => Number((await page.locator(".pg-epochs").textContent())?.replaceAll(",", ""));
const trainLoss = (page: Page) => page.locator(".pg-loss-number").first();

/** Waits for the first picture, and that it comes from a worker. */
async function ready(page: Page): Promise<void> {
  await touch(page);
  await expect(page.locator(".pg-count")).toContainText("weights");
  await expect(trainLoss(page)).not.toBeEmpty();
}

test("a click trains in a worker, every picture with it, and reset repeats the run", async ({page, site}) => {
  await site.open(file);
  await ready(page);
  expect(page.workers().length).toBeGreaterThan(0);
  await expect(page.locator(".pg-fallback")).toBeEmpty();
  const map = () =>
    page
      .locator(".pg-unit canvas")
      .first()
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const step = unit(page).getByRole("button", {name: "One epoch"});
  const first = await trainLoss(page).textContent();
  for (let i = 1; i <= 3; i++) {
    await step.click();
    await expect(page.locator(".pg-epochs")).toHaveText(String(i));
  }
  const [loss, picture] = [await trainLoss(page).textContent(), await map()];
  expect(loss).not.toBe(first);
  await unit(page).getByRole("button", {name: "Play"}).click();
  await expect.poll(() => epochs(page)).toBeGreaterThan(50);
  await unit(page).getByRole("button", {name: "Pause"}).click();
  await unit(page).getByRole("button", {name: "Reset"}).click();
  await expect(page.locator(".pg-epochs")).toHaveText("0");
  await expect(trainLoss(page)).toHaveText(first!);
  for (let i = 1; i <= 3; i++) {
    await step.click();
    await expect(page.locator(".pg-epochs")).toHaveText(String(i));
  }
  await expect(trainLoss(page)).toHaveText(loss!);
  expect(await map()).toBe(picture);
});

test("the same numbers come without workers, and the page says so", async ({page, site}) => {
  await page.addInitScript("delete window.Worker");
  await site.open(file);
  await ready(page);
  await expect(page.locator(".pg-fallback")).toContainText("no worker runs");
  await unit(page).getByRole("button", {name: "One epoch"}).click();
  await expect(page.locator(".pg-epochs")).toHaveText("1");
  const here = await trainLoss(page).textContent();
  await unit(page).getByRole("button", {name: "Play"}).click();
  await expect.poll(() => epochs(page)).toBeGreaterThan(20);
  const context = await page.context().browser()!.newContext();
  const other = await context.newPage();
  await other.goto(page.url());
  await ready(other);
  await unit(other).getByRole("button", {name: "One epoch"}).click();
  await expect(other.locator(".pg-epochs")).toHaveText("1");
  await expect(trainLoss(other)).toHaveText(here!);
  await context.close();
});

test("by keyboard alone: a unit's weight is changed, a layer added, training played and reset", async ({
  page,
  site,
}) => {
  await site.open(file);
  await ready(page);
  await page.locator(".pg-feature").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".pg-unit:focus")).toHaveAttribute("aria-label", /^Hidden layer 1, unit/);
  await page.keyboard.press("Enter");
  const before = await trainLoss(page).textContent();
  const bias = unit(page).getByLabel("bias", {exact: true});
  await bias.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await expect(trainLoss(page)).not.toHaveText(before!);
  await unit(page).getByRole("button", {name: "Add a hidden layer"}).focus();
  await page.keyboard.press("Enter");
  await expect(unit(page).getByText("3 hidden layers")).toBeVisible();
  await expect(page).toHaveURL(/hidden=4,2,2/);
  await page.locator(".pg-feature").first().focus();
  // On a unit, which Enter opens, Space plays as it does elsewhere.
  const square = page.locator(".pg-unit").nth(1);
  await square.focus();
  await page.keyboard.press("Space");
  await expect.poll(() => epochs(page)).toBeGreaterThan(10);
  await page.keyboard.press("Space");
  await expect(unit(page).getByRole("button", {name: "Play"})).toBeVisible();
  await expect(square).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("Enter");
  await expect(square).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Home");
  await expect(page.locator(".pg-epochs")).toHaveText("0");
});

test("a link brings the state back; what is wrong in it is named and left at its default", async ({page, site}) => {
  await site.open(`${file}?dataset=spiral&classes=3&hidden=8,8&noise=%3Cimg%20src%3Dx%3E&seed=${"9".repeat(50)}`);
  await ready(page);
  await expect(page.locator(".pg-notices")).toContainText("In the link: noise cannot be “<img src=x>”");
  await expect(page.locator(".pg-notices img")).toHaveCount(0);
  await expect(page.locator(".pg-notices")).toContainText("seed cannot be");
  await expect(page.locator(".pg-unit")).toHaveCount(19);
  await expect(page.locator(".pg-legend")).toContainText("2");
  await page.reload();
  await ready(page);
  await expect(page.locator(".pg-unit")).toHaveCount(19);
});

test("points drawn by the pointer are learned", async ({page, site}) => {
  await site.open(`${file}?dataset=own`);
  await ready(page);
  await expect(page.locator(".pg-notices")).toContainText("A link does not hold points of one’s own");
  const press = async (x: number) => {
    const plot = page.locator(".pg-plot");
    const box = await standsStill(plot);
    for (const y of [0.2, 0.4, 0.6, 0.8]) await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
  };
  await press(0.2);
  await page.locator(".pg-pens label").first().click();
  await press(0.8);
  await expect(page.locator(".pg-own .unit-note")).toHaveText("8 points");
  await unit(page).getByRole("button", {name: "Play"}).click();
  await expect(page.locator(".pg-loss-row").first()).toContainText("100.0 % right", {timeout: 20_000});
});

test("a table with bad rows says which, and a good one is used", async ({page, site}) => {
  await site.open(file);
  await ready(page);
  await unit(page).getByText("Your own data").click();
  const load = (name: string, text: string) =>
    page.getByLabel("Load a CSV file").setInputFiles({name, mimeType: "text/csv", buffer: Buffer.from(text)});
  await load("bad.csv", "x1;x2;class\n1,5;2;a\noops;2;b\n-1;-2;b\n");
  await expect(page.locator(".pg-csv-problems li")).toHaveText("Line 3: x1 is “oops”, which is no finite number.");
  await expect(page).not.toHaveURL(/dataset=own/);
  await load("huge.csv", "1,2,a\n".repeat(400_000));
  await expect(page.locator(".pg-csv-problems li")).toContainText(
    "huge.csv has 2400000 bytes; at most 1000000 are read",
  );
  await load("good.csv", 'x1,x2,class\n"1","2","red"\n-1,-2,green\n2,2,red\n-2,-1,green');
  await expect(page.locator(".pg-own .unit-note")).toHaveText("4 points");
  await expect(page.locator(".pg-legend")).toContainText("green");
  await expect(page).toHaveURL(/dataset=own/);
});

test("a network is saved and loaded; a broken file changes nothing", async ({page, site}) => {
  await site.open(`${file}?dataset=xor&hidden=5`);
  await ready(page);
  await unit(page).getByRole("button", {name: "Play"}).click();
  await expect.poll(() => epochs(page)).toBeGreaterThan(20);
  await unit(page).getByRole("button", {name: "Pause"}).click();
  await page.getByText("Save and load").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    unit(page).getByRole("button", {name: "Save the network"}).click(),
  ]);
  const loss = await trainLoss(page).textContent();
  const saved = await download.path();
  await site.open(file);
  await ready(page);
  await page.getByText("Save and load").click();
  const problem = page.locator(".pg-file-panel .unit-problem");
  const json = {name: "broken.json", mimeType: "application/json", buffer: Buffer.from('{"format": 3}')};
  await page.getByLabel("Load a network").setInputFiles(json);
  await expect(problem).toContainText("broken.json: This is no saved network");
  await page.getByLabel("Load a network").setInputFiles(saved);
  await expect(problem).toBeEmpty();
  await expect(trainLoss(page)).toHaveText(loss!);
  await expect(page).toHaveURL(/dataset=xor&hidden=5/);
});

test("a unit opens in the graph stepper, and everything open is accessible in both themes", async ({page, site}) => {
  await site.open(`${file}?dataset=gauss&classes=5&hidden=3&showTest=true`);
  await ready(page);
  await page.locator(".pg-unit").first().click();
  await unit(page).getByRole("button", {name: "Open in the graph stepper"}).click();
  await expect(page.locator(".pg-stepper .circuit")).toBeVisible();
  for (const summary of await page.locator(".playground > .pg > details > summary").all()) await summary.click();
  expect(await barriers(page, ".playground")).toEqual([]);
});

test("a phone scrolls nothing sideways but the network's own frame", async ({page, site}) => {
  await page.setViewportSize({width: 390, height: 844});
  await site.open(`${file}?hidden=8,8,8,8,8,8&dataset=spiral&classes=5`);
  await ready(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const {scroll, client} = await page
    .locator(".pg-frame")
    .evaluate((frame) => ({scroll: frame.scrollWidth, client: frame.clientWidth}));
  expect(scroll).toBeGreaterThan(client);
});

test("training seven features through 8-8 units, every frame is drawn", async ({page, site}) => {
  await site.open(`${file}?hidden=8,8&features=x1,x2,x1x1,x2x2,x1x2,sinx1,sinx2&trainShare=90&speed=0`);
  await ready(page);
  await unit(page).getByRole("button", {name: "Play"}).click();
  const begin = await epochs(page);
  // What the page itself needs for one frame, so that the machine's other work counts little.
  const {frames, painted, seconds} = await page.evaluate(async () => {
    const epochs = document.querySelector(".pg-epochs");
    let [frames, painted, last] = [0, 0, ""];
    const start = performance.now();
    while (performance.now() - start < 2000) {
      await new Promise(requestAnimationFrame);
      frames++;
      if (epochs?.textContent !== last) painted++;
      last = epochs?.textContent ?? "";
    }
    return {frames, painted, seconds: (performance.now() - start) / 1000};
  });
  const rate = ((await epochs(page)) - begin) / seconds;
  test.info().annotations.push({
    type: "rate",
    description: `${(frames / seconds).toFixed(0)} frames/s, ${(painted / seconds).toFixed(0)} pictures/s, ${rate.toFixed(0)} epochs/s`,
  });
  // Loosely, as tests share the machine: the bench tells how fast it is.
  expect(frames / seconds).toBeGreaterThan(20);
  expect(painted).toBeGreaterThan(frames / 3);
  expect(rate).toBeGreaterThan(100);
});
