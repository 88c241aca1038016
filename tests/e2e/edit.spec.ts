import type {Page} from "@playwright/test";
import {barriers} from "./barriers.ts";
import {expect, test} from "./site.ts";

const lesson = "computational-graphs.html";

/** Opens the editor of a cell by its buttons. */
async function edit(page: Page, id: string) {
  const cell = page.locator(`#cell-${id}`);
  await cell.locator("summary", {hasText: "show code"}).click();
  await cell.getByRole("button", {name: "Edit code"}).click();
  const code = cell.getByRole("textbox", {name: /^Code of the cell/});
  await expect(code).toBeFocused();
  return {cell, code, status: cell.getByRole("status").last()};
}

test("a reader changes a cell by keyboard, sees the text follow, breaks it, and takes it back", async ({
  page,
  site,
}) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  await site.open(lesson);
  const loaded = scripts.length;
  const text = page.locator("p", {hasText: "which is optimistic"});
  await expect(text).toContainText("10 milliseconds");
  const {cell, code, status} = await edit(page, "parameterCount");
  expect(scripts.slice(loaded).filter((url) => url.endsWith(".js")).length).toBeGreaterThan(0);

  const source = (await cell.locator("pre code").first().textContent())!;
  await code.fill(source.replace("secondsPerRun = 0.01", "secondsPerRun = 0.017"));
  await page.keyboard.press("Control+Enter");
  await expect(text).toContainText("17 milliseconds");
  await expect(status).toHaveText("Runs as you wrote it.");
  await expect(cell.locator("summary").first()).toHaveText("show code (edited by you)");

  await code.fill(source.replace("secondsPerRun = 0.01", "secondsPerRun = (0.017"));
  await page.keyboard.press("Control+Enter");
  await expect(status).toContainText("Line 2:");
  await expect(cell.getByRole("alert")).toContainText("edit of parameterCount:2:");
  site.complaints.splice(0); // what is wrong is told in the console as well

  // The first Escape may close a list of names or a message.
  await expect(async () => {
    await page.keyboard.press("Escape");
    await expect(cell.getByRole("button", {name: "Run"})).toBeFocused({timeout: 300});
  }).toPass({timeout: 5000});
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(text).toContainText("10 milliseconds");
  await expect(code).toContainText("secondsPerRun = 0.01;");
  await cell.getByRole("button", {name: "Close"}).click();
  await expect(cell.getByRole("button", {name: "Edit code"})).toBeFocused();
});

test("code that never ends is stopped, and the page goes on", async ({page, site}) => {
  await site.open(lesson);
  const {cell} = await edit(page, "h");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nwhile (true) {}");
  await page.keyboard.press("Control+Enter");
  await expect(cell.getByRole("alert")).toContainText("Does a loop or a function that calls itself never end?");
  await expect(cell.getByRole("alert")).toContainText("edit of h:2:");
  site.complaints.splice(0);
  await cell.getByRole("button", {name: "Reset"}).click();
  await expect(cell.getByRole("slider")).toBeVisible();
});

test("the editor is accessible in light and dark, and fits a phone", async ({page, site}) => {
  await page.setViewportSize({width: 390, height: 844});
  await site.open(lesson);
  const {cell} = await edit(page, "h");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nconst broken = (;");
  await page.keyboard.press("Control+Enter");
  await expect(cell.getByRole("status").last()).toContainText("Line 2:");
  site.complaints.splice(0);
  await cell.getByRole("button", {name: "Compare"}).click();
  expect(await barriers(page, "#cell-h")).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
