import {readFileSync} from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type {Page} from "@playwright/test";
import {expect, settled, test} from "./site.ts";

const notebook = "notebooks/circuits.html";
const block = (page: Page, index: number) => page.getByRole("toolbar", {name: new RegExp(`^Block ${index} of`)});
const status = (page: Page) => page.locator(".notebook-status");
const heading = (page: Page, name: string) => page.locator(".prose").getByRole("heading", {name});

async function begin(page: Page) {
  await page.getByRole("button", {name: "Edit this notebook"}).click();
  await expect(page.getByRole("button", {name: "Done editing"})).toBeFocused();
}

/** A file as if the reader had chosen it. */
async function open(page: Page, name: string, text: string) {
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", {name: "Open a file…"}).click();
  await (await chosen).setFiles({name, mimeType: "text/plain", buffer: Buffer.from(text)});
}

/** What a button downloads. */
async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", {name: button}).click();
  return readFileSync(await (await download).path(), "utf8");
}

test("a reader writes in a notebook by keyboard alone, and finds it again", async ({page, site}) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  await site.open(notebook);
  expect(loaded.filter((url) => /editor|katex.*\.js|markdown/i.test(url))).toEqual([]);
  const slider = page.locator("#cell-check-step input").first();
  await slider.evaluate((input: HTMLInputElement) => input.setAttribute("data-mine", ""));

  await page.getByRole("button", {name: "Edit this notebook"}).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", {name: "Done editing"})).toBeFocused();
  await block(page, 2).getByRole("button", {name: "Edit this block"}).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", {name: /^Markdown of this block/})).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("## Type *your* expression");
  await page.keyboard.press("Control+Enter");
  await expect(heading(page, "Type your expression")).toBeVisible();
  await expect(page.getByRole("textbox", {name: /^Markdown/})).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(block(page, 2).getByRole("button", {name: "Edit this block"})).toBeFocused();

  // Below it a cell; the author's cells go on as they were.
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(block(page, 2).getByRole("button", {name: "Add text below"})).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", {name: /^Code of a new block/})).toBeFocused();
  await page.keyboard.type("const mine = 6 * 7;\ndisplay(mine)");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("#cell-mine .cell-output")).toHaveText("42");
  await expect(slider).toHaveAttribute("data-mine", "");
  // Its editor knows the page's values, and what is said of the library's names.
  const completion = (name: RegExp) => page.locator(".cm-tooltip-autocomplete").getByRole("option", {name});
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nmin");
  await expect(completion(/^mine\s*42/)).toBeVisible();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("meanFieldT");
  await expect(completion(/^meanFieldTheory/)).toBeVisible();
  await expect(page.locator(".cm-completionInfo")).not.toBeEmpty();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("const mine = 6 * 7;\ndisplay(mine)");
  await page.getByRole("button", {name: "Done", exact: true}).click();

  await block(page, 3).getByRole("button", {name: "Name this cell"}).click();
  await page.keyboard.type("gallery");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Another cell of this notebook has the name “gallery”.")).toBeVisible();
  await page.getByRole("textbox", {name: "Name of this cell"}).fill("answer");
  await page.keyboard.press("Enter");
  await expect(page.locator("#cell-answer .cell-output")).toHaveText("42");
  await block(page, 3).getByRole("button").first().focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(status(page)).toHaveText("Moved up: it is block 2 now.");
  await page.keyboard.press("Delete");
  await expect(page.locator("#cell-answer")).toHaveCount(0);
  await expect(status(page)).toHaveText("Deleted. Undo brings it back.");
  await page.keyboard.press("Control+z");
  await expect(page.locator("#cell-answer .cell-output")).toHaveText("42");
  await expect(page.locator(".notebook-bar[data-trial]")).toHaveCount(0);

  await site.open(notebook);
  await expect(page.locator("#cell-answer .cell-output")).toHaveText("42");
  await expect(page.getByText("You see your own version of this notebook.")).toBeVisible();
  await begin(page);
  await page.getByRole("button", {name: "Compare"}).click();
  await expect(page.locator(".notebook-panel .cm-insertedLine, .notebook-panel .cm-changedLine").first()).toBeVisible();
  await page.getByRole("button", {name: "Reset"}).click();
  await expect(heading(page, "Type an expression")).toBeVisible();
  await expect(page.locator("#cell-answer")).toHaveCount(0);
});

test("a notebook goes to a file and back, in both formats, and a hostile file does nothing", async ({page, site}) => {
  await site.open(notebook);
  await begin(page);
  const original = readFileSync("notebooks/circuits.md", "utf8");
  expect(await saved(page, "Save as .md")).toBe(original);
  const kit = await saved(page, "Save as .html");
  expect(kit).toContain("belong to that site");

  await open(
    page,
    "evil.md",
    [
      "---\ntitle: Evil\n---\n",
      '<img src="data:image/png,x" onerror="window.evil = 1"> <a href="javascript:window.evil = 2">link</a>\n',
      "<script>window.evil = 3</script>\n",
      '<iframe srcdoc="<script>parent.evil = 4</script>"></iframe>\n',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder belongs to the text
      "Value ${window.evil = 5}.\n",
      "```js\nwindow.evil = 6;\ndisplay('ran')\n```\n",
      "```js\n(\n```\n",
    ].join("\n"),
  );
  await expect(page.getByRole("region", {name: "The file evil.md"})).toContainText("2 cells of code");
  await expect(page.getByRole("region", {name: "The file evil.md"})).toContainText("Line 19");
  await page.getByRole("button", {name: "Replace this notebook"}).click();
  await expect(page.locator(".prose")).toContainText("This code has not run yet.");
  await page.locator(".prose a", {hasText: "link"}).click();
  expect(await page.evaluate(() => (window as {evil?: number}).evil)).toBeUndefined();
  expect(await page.locator(".prose :is(script, iframe, [onerror])").count()).toBe(0);

  // It stays so through a visit, until the reader says otherwise.
  await site.open(notebook);
  await expect(page.locator(".prose")).toContainText("This code has not run yet.");
  expect(await page.evaluate(() => (window as {evil?: number}).evil)).toBeUndefined();
  await page.getByRole("button", {name: "Run this notebook's code"}).click();
  await expect(page.locator(".prose")).toContainText("ran");
  await expect(page.locator(".prose").getByRole("alert")).toContainText("your version:");
  site.complaints.splice(0);

  await begin(page);
  await open(page, "circuits.html", kit);
  await page.getByRole("button", {name: "Replace this notebook"}).click();
  await expect(heading(page, "Sweep an input")).toBeVisible();
  await expect(page.getByRole("button", {name: "Run this notebook's code"})).toHaveCount(0); // the author's own text
  await settled(page);
  expect(await saved(page, "Save as .md")).toBe(original);
  await open(page, "page.html", "<p>a page</p>");
  await expect(status(page)).toContainText("no element <notebook>");
  site.complaints.splice(0);
});

test("a version that brought the page down does not run by itself, and the tools are accessible", async ({
  page,
  site,
}) => {
  await page.setViewportSize({width: 390, height: 844});
  await site.open(notebook);
  await begin(page);
  await block(page, 1).getByRole("button", {name: "Edit this block"}).click();
  await expect(page.getByRole("textbox", {name: /^Markdown of this block/})).toBeFocused();
  await page.keyboard.press("Control+End");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder belongs to the text
  await page.keyboard.type(" ${6 * 7} [gone](#nowhere)");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".prose > p").first()).toContainText("42");
  await expect(page.locator(".block-problems")).toContainText("your version:");
  await block(page, 3).getByRole("button", {name: "Add a block"}).click();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({colorScheme});
    const {violations} = await new AxeBuilder({page})
      .include(".notebook-bar")
      .include(".block-tools")
      .include(".block-editor")
      .analyze();
    expect(violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id} ${html.slice(0, 200)}`))).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  // As if the page had hung in the version's first moments.
  await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({name}) => name!);
    for (const name of names) {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<Record<string, unknown>[]>((resolve) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        const kept = rows.find(({item}) => item === "notebook");
        if (!kept) continue;
        const writing = db.transaction(store, "readwrite");
        writing
          .objectStore(store)
          .put({...kept, item: "~notebook-running", value: true, hash: ""}, [
            kept.lesson as string,
            "~notebook-running",
          ]);
        await new Promise((resolve) => (writing.oncomplete = resolve));
      }
      db.close();
    }
  });
  await site.open(notebook);
  await expect(status(page)).toContainText("did not come through");
  await page.getByRole("button", {name: "Run this notebook's code"}).click();
  await expect(page.locator(".prose > p").first()).toContainText("42");
});
