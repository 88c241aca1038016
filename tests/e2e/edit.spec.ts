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

  // Names tell what they are, and values what they have.
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nComputationalG");
  const list = page.locator(".cm-tooltip-autocomplete");
  await expect(list.getByRole("option", {name: /^ComputationalGraph/})).toBeVisible();
  await expect(page.locator(".cm-completionInfo")).toContainText("A computational graph");
  // An Enter that comes too soon after the list is a line break: the editor guards its typist.
  await list.getByRole("option", {name: /^ComputationalGraph/}).click();
  await page.keyboard.type(".par");
  await expect(list.getByRole("option", {name: /^parse/})).toBeVisible();
  await page.keyboard.press("Escape");

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

test("code that takes all time, all memory or the page itself is stopped at its line, and the page goes on", async ({
  page,
  site,
}) => {
  await site.open(lesson);
  const {cell, code, status} = await edit(page, "h");
  for (const [text, message] of [
    ["const more = 1;\nwhile (true) {}", /never end\?.*edit of h:2:/],
    ["const list = []; while (true) list.push({}, [1, 2]);", /Stopped:|RangeError: /],
    ["let text = ''; while (true) text += text.length + ' ';", /Stopped:|RangeError: /],
    ["const all = []; while (true) all.push(new Float64Array(2e7));", /RangeError: .*1024 MB/],
    ["Array(1e9).fill(0)", /RangeError: .*1,000,000,000.*edit of h:1:7/],
    ["const f = () => f() + 1; f()", /RangeError: .*edit of h:1:/],
    ["document.body.innerHTML = ''; 1", /They were put back/],
    ["setTimeout(() => { for (;;); }); display(1)", /never end\?/],
  ] as const) {
    await code.fill(text);
    await page.keyboard.press("Control+Enter");
    await expect(cell.getByRole("alert")).toContainText(message, {timeout: 10_000});
    site.complaints.splice(0);
  }
  await code.fill("const h = await new Promise(() => {});");
  await page.keyboard.press("Control+Enter");
  await expect(cell).toHaveAttribute("data-state", "pending");
  await cell.getByRole("button", {name: "Stop"}).click();
  await expect(cell).toContainText("You stopped this cell.");
  await expect(status).toHaveText("Stopped. Run starts it again.");
  await cell.getByRole("button", {name: "Reset"}).click();
  await expect(cell.getByRole("slider")).toBeVisible();
  await expect(cell.getByRole("alert")).toHaveCount(0);
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
