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
    ["document.head.remove(); 1", /They were put back/],
    ["setTimeout(() => { for (;;); }); display(1)", /never end\?/],
    ["requestAnimationFrame(() => { for (;;); }); display(1)", /never end\?.*edit of h:1:39/],
    ["Promise.resolve().then(() => { for (;;); }); display(1)", /never end\?.*edit of h:1:40/],
    // Swallowing the first error does not help: the second loop is stopped at its first turn.
    ["const o = {get x() { for (;;); }, toString() { for (;;); }};\ntry { o.x } catch {}\no + ''", /edit of h:1:47/],
    ["try { eval('for (;;);') } catch {}\nnew Function('for (;;);')()", /never end\?.*edit of h:2:26/],
    ["location.href = 'glossary.html'", /would have left the page.*edit of h:1:15/],
    ["setTimeout(() => location.reload()); 1", /would have left the page.*edit of h:1:27/],
    ["history.back(); 1", /would have left the page.*edit of h:1:9/],
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

test("an edit fence becomes an editor where it is touched, and counts as written only when it is changed", async ({
  page,
  site,
}) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  const heavy = () => scripts.filter((url) => /code-mirror|cell-editor|apply-edits/.test(url));
  await site.open("forward-backward-api.html");
  const cell = page.locator("#cell-built-by-code");
  const code = cell.getByRole("textbox", {name: "Code of the cell built-by-code."});
  await code.scrollIntoViewIfNeeded();
  await expect(code).toHaveAttribute("contenteditable", "plaintext-only");
  expect(heavy()).toEqual([]);

  const extent = () => cell.evaluate((root) => (root as HTMLElement).offsetHeight);
  /** The place behind the first "AddG", in the text or in its editor. */
  const place = () =>
    cell.evaluate((root) => {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const at = node.nodeValue!.indexOf("AddG");
        const range = document.createRange();
        if (at < 0 || !node.parentElement!.checkVisibility()) continue;
        range.setStart(node, at);
        range.setEnd(node, at + 4);
        const {right, top, height} = range.getBoundingClientRect();
        return {x: right, y: top + height / 2};
      }
      throw new Error("no such text");
    });
  const [before, at] = [await extent(), await place()];
  await page.mouse.click(at.x, at.y);
  const editor = cell.locator(".cm-content");
  await expect(editor).toBeFocused();
  expect(await extent()).toEqual(before);
  const moved = await place();
  expect(Math.hypot(moved.x - at.x, moved.y - at.y)).toBeLessThan(1);
  // Looked at and left: nothing was written.
  const note = cell.locator(".cell-note");
  await cell.getByRole("button", {name: "Close"}).click();
  expect(await extent()).toEqual(before);
  await page.reload();
  await expect(code).toHaveAttribute("contenteditable", "plaintext-only");
  await expect(page.locator(".work-status")).toBeAttached();
  await expect(note).toHaveCount(0);

  // By keyboard; the first letters come before the editor does. The search closes before the editor is left.
  await code.focus();
  await page.keyboard.type("//");
  await expect(editor).toBeFocused();
  await expect(editor.locator(".cm-line").first()).toHaveText("//const wired = new ComputationalGraph();");
  // What came before the editor and what came after are undone one by one.
  await expect(async () => {
    await page.keyboard.press("Control+z");
    await expect(editor.locator(".cm-line").first()).toHaveText("const wired = new ComputationalGraph();", {
      timeout: 300,
    });
  }).toPass({timeout: 5000});
  await page.keyboard.press("Control+f");
  const find = cell.getByRole("textbox", {name: "Find"});
  await expect(find).toBeFocused();
  await page.keyboard.type("MultiplyGate");
  await expect(cell.locator(".cm-searchMatch")).toHaveText("MultiplyGate");
  await cell.getByRole("textbox", {name: "Replace by"}).fill("MaxGate");
  expect(await barriers(page, "#cell-built-by-code")).toEqual([]);
  await cell.getByRole("button", {name: "Replace all"}).click();
  await find.press("Escape");
  await expect(find).toHaveCount(0);
  await expect(editor).toBeFocused();
  await page.keyboard.press("Control+Enter");
  const text = page.locator("p", {hasText: "It computes f"});
  await expect(text).toContainText("= 3, with the gradients 1, 1 and 0");
  await page.keyboard.press("Escape");
  await expect(cell.getByRole("button", {name: "Run"})).toBeFocused();

  // What was written and not run stands in the fence, though no editor is open.
  await editor.press("Control+End");
  await page.keyboard.type(" // later");
  await cell.getByRole("button", {name: "Close"}).click();
  await expect(note).toContainText("You wrote more in this cell than has run.");
  await page.reload();
  await expect(text).toContainText("= 3, with the gradients 1, 1 and 0");
  await expect(code).toContainText("new MaxGate(), q, z);");
  await expect(code.locator(".hljs-comment")).toHaveText("// later");
  await note.getByRole("button", {name: "Edit"}).click();
  await cell.getByRole("button", {name: "Reset"}).click();
  await expect(text).toContainText("= −12, with the gradients −4, −4 and 3");
  await expect(note).toHaveCount(0);
  await cell.getByRole("button", {name: "Close"}).click();
  await expect(code).toHaveText(/^const wired = .*backward\(\);$/s);
});

test("the code of an edit fence is read without script and in print", async ({browser, page, site}) => {
  const context = await browser.newContext({javaScriptEnabled: false});
  const silent = await context.newPage();
  await silent.goto(new URL("forward-backward-api.html", process.env.SITE_URL).href);
  const code = silent.locator("#cell-built-by-code code");
  await expect(code).toContainText("wired.backward();");
  expect(
    await silent.locator("#cell-built-by-code .cell-source").evaluate((one) => getComputedStyle(one).paddingBottom),
  ).toBe("0px");
  await context.close();
  await site.open("forward-backward-api.html");
  await page.locator("#cell-built-by-code code").focus();
  await expect(page.locator("#cell-built-by-code .cm-content")).toBeFocused();
  await page.emulateMedia({media: "print"});
  await expect(page.locator("#cell-built-by-code pre code")).toBeVisible();
  await expect(page.locator("#cell-built-by-code .cell-editor")).toBeHidden();
});

test("what is typed into an edit fence is kept though its editor cannot be loaded", async ({page, site, context}) => {
  await site.open("forward-backward-api.html");
  const cell = page.locator("#cell-built-by-code");
  const code = cell.getByRole("textbox", {name: /^Code of the cell/});
  await expect(page.locator(".work-status")).toBeAttached();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await code.focus();
  await expect(page.getByRole("status").filter({hasText: "could not be loaded"})).toBeAttached();
  await page.keyboard.type("// offline");
  await page.keyboard.press("Shift+Tab");
  await expect(cell.locator(".cell-own")).toContainText("// offlineconst wired");
  await expect(page.locator(".work-status")).toContainText("saved on this device");
  await context.setOffline(false);
  site.complaints.splice(0); // what could not be loaded
  await page.reload();
  await expect(cell.locator(".cell-note")).toContainText("You wrote more in this cell than has run.");
  await code.focus();
  await expect(cell.locator(".cm-line").first()).toContainText("// offlineconst wired");
});
