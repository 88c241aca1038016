import {expect, test} from "./site.ts";
import {standsStill} from "./still.ts";

test("the step’s arrow is dragged, and turned by keys", async ({page, site}) => {
  await site.open("steepest-descent.html");
  const unit = page.locator("#cell-ball .steepest-step");
  const box = await standsStill(unit.locator(".steepest-lens"));
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.9);
  await page.mouse.up();
  const angle = unit.getByRole("slider", {name: "direction of the step"});
  await expect(angle).toHaveValue("-90");
  await angle.focus();
  await page.keyboard.press("ArrowRight");
  await expect(angle).toHaveValue("-89");
  await expect(unit.locator("[aria-live]")).toContainText("direction −89°");
  expect(site.complaints).toEqual([]);
});

test("the map of α and μ loads a run by click and by keys", async ({page, site}) => {
  test.slow();
  await site.open("momentum.html");
  const map = page.locator("#cell-map .phase-map");
  await map.scrollIntoViewIfNeeded();
  await expect(map.locator("progress")).toBeHidden({timeout: 30_000});
  await expect(map.locator(".phase-reading")).toHaveText("α = 0.05, μ = 0.9: 77 steps");
  await map.locator(".phase-frame").focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#cell-loaded .race-table tbody")).toContainText("μ = 0.88");
  const box = await standsStill(map.locator(".phase-picture"));
  await map.locator(".phase-picture").click({position: {x: box.width - 30, y: box.height - 60}});
  await expect(map.locator(".phase-reading")).toContainText("diverges");
  await expect(page.locator("#cell-loaded .race-table tbody")).toContainText("diverge");
  expect(site.complaints).toEqual([]);
});

test("a typed function runs; a bad one is marked and the last stays; the start is dragged", async ({page, site}) => {
  test.slow();
  await site.open("notebooks/descent-lab.html");
  const field = page.getByLabel("f(x, y) =");
  await field.fill("x^2 + 2*y^2");
  await expect(page.locator("#cell-race + *, #cell-race").first()).toBeVisible();
  await field.fill("x^2 + 2*q");
  await expect(page.locator(".function-input .circuit-problem")).toContainText("q is neither");
  await expect(page.locator(".function-input pre")).toContainText("^");
  const race = page.locator("#cell-race .descent-race");
  const ring = await standsStill(race.locator(".race-start-ring"));
  const start = race.getByRole("slider", {name: "start, x"});
  const before = await start.inputValue();
  await page.mouse.move(ring.x + ring.width / 2, ring.y + ring.height / 2);
  await page.mouse.down();
  await page.mouse.move(ring.x + 120, ring.y + 10, {steps: 4});
  await page.mouse.up();
  await expect(start).not.toHaveValue(before);
  expect(site.complaints).toEqual([]);
});
