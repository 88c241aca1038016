import {expect, settled, test} from "./site.ts";

test("a link carries the values of controls, before the cells read them", async ({page, site, context}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await site.open("activations.html");
  const bench = page.locator('.cell[data-cell="choice"]');
  await bench.getByLabel("tanh", {exact: true}).check();
  const rate = page.locator('.cell[data-cell="zigzag-controls"] input[type="number"]').first();
  await rate.fill("0.35");
  await page.locator(".share-button").click();
  await expect(page.getByRole("status").filter({hasText: "the 2 controls that you have changed"})).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).search).toBe("?share=1&c.chosen=tanh&c.rate=0.35");

  await page.goto(link);
  await settled(page);
  await expect(bench.getByLabel("tanh", {exact: true})).toBeChecked();
  await expect(rate).toHaveValue("0.35");
  await expect(page.getByRole("status").filter({hasText: "The link has set 2 controls"})).toBeVisible();
  await page.getByRole("link", {name: "Use the page’s own values"}).click();
  await settled(page);
  await expect(bench.getByLabel("sigmoid", {exact: true})).toBeChecked();
});

test("what a link says is checked, and is never more than a value", async ({page, site}) => {
  const evil = "<img src=x onerror=document.title=1>";
  const query = new URLSearchParams({
    share: "1",
    "c.chosen": evil,
    "c.rate": "99",
    "c.steps": "alert(1)",
    "c.names": "1",
    "c.__proto__": "1",
    [`c.${evil}`]: evil,
  });
  await site.open(`activations.html?${query}#${encodeURIComponent('"><script>document.title=1</script>')}`);
  const told = page.getByRole("region", {name: "Values of the link"});
  await expect(told).toContainText("rate: 99 lies outside 0.05 to 1.5, so it is 1.5.");
  await expect(told).toContainText("“alert(1)” is not a number");
  await expect(told).toContainText("names: it is no control that a link can set");
  await expect(told).toContainText("“__proto__” is no name of this page");
  await expect(told).toContainText("is none of its choices");
  expect(await page.locator("img[src=x]").count()).toBe(0);
  await expect(page.locator('.cell[data-cell="zigzag-controls"] input[type="number"]').first()).toHaveValue("1.5");
  expect(await page.title()).not.toBe("1");

  await page.goto(new URL(`activations.html?share=7&c.rate=1&x=${"y".repeat(50)}`, process.env.SITE_URL).href);
  await expect(told).toContainText("another version of this course");
});

test("a link carries the function of the descent laboratory, its window and the start; a bad one is told", async ({
  page,
  site,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await site.open("notebooks/descent-lab.html");
  const field = page.getByRole("textbox", {name: "f(x, y) ="});
  await page.getByRole("button", {name: "himmelblau", exact: true}).click();
  await field.fill("(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + x");
  const start = page.locator("#cell-race").getByRole("slider", {name: /^start, x/});
  await start.fill("2");
  await page.locator(".share-button").click();
  await expect(page.getByRole("status").filter({hasText: "controls that you have changed"})).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect([...new URL(link).searchParams]).toEqual([
    ["share", "1"],
    ["c.typed.f", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + x"],
    ["c.typed.x", "-6,6"],
    ["c.typed.y", "-5,5"],
    ["c.typed.start", "-0.5,-4"],
    ["c.race.start", "2,-4"],
  ]);
  await page.goto(link);
  await settled(page);
  await expect(field).toHaveValue("(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + x");
  await expect(page.getByLabel("x from")).toHaveValue("−6");
  await expect(start).toHaveValue("2");
  await expect(page.locator("#cell-race")).toHaveAttribute("data-state", "fulfilled");

  const evil = new URLSearchParams({
    share: "1",
    "c.typed.f": "fetch('//evil.example')",
    "c.typed.x": "6,-6",
    "c.typed.onload": "1",
  });
  await page.goto(new URL(`notebooks/descent-lab.html?${evil}`, process.env.SITE_URL).href);
  await settled(page);
  const told = page.getByRole("region", {name: "Values of the link"});
  await expect(told).toContainText("typed.f: ");
  await expect(told).toContainText("typed.x: x goes from a smaller number to a larger one");
  await expect(told).toContainText("typed.onload: it is no control that a link can set");
  await expect(field).toHaveValue("0.5*(x^2 + 20*y^2)");
});
