import {type BrowserContext, expect, type Page} from "@playwright/test";
import {settled, test} from "./site.ts";

const lesson = "computational-graphs.html";
const name = "work of deep-learning-live";

/** Opens the editor of a cell by its buttons. */
async function openEditor(page: Page, id: string) {
  const cell = page.locator(`#cell-${id}`);
  await cell.locator("summary", {hasText: "show code"}).click();
  await cell.getByRole("button", {name: "Edit code"}).click();
  const code = cell.getByRole("textbox", {name: /^Code of the cell/});
  await expect(code).toBeFocused();
  return {cell, code};
}

/** Runs an edit that the text shows: so many milliseconds instead of 10. */
async function edit(page: Page, milliseconds: number): Promise<void> {
  const {cell, code} = await openEditor(page, "parameterCount");
  const source = (await cell.locator("pre code").first().textContent())!;
  await code.fill(source.replace("secondsPerRun = 0.01", `secondsPerRun = ${milliseconds / 1000}`));
  await page.keyboard.press("Control+Enter");
  await shows(page, milliseconds);
}

async function shows(page: Page, milliseconds: number): Promise<void> {
  await expect(page.locator("p", {hasText: "which is optimistic"})).toContainText(`${milliseconds} milliseconds`);
}

const status = (page: Page) => page.locator(".work-status");

/** A page that is open beside the fixture's, in the same browser. */
async function openTab(context: BrowserContext, file = lesson): Promise<Page> {
  const page = await context.newPage();
  await page.goto(new URL(file, process.env.SITE_URL).href);
  await settled(page);
  return page;
}

/** Kills the tab's process. */
async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent("crash");
  const session = await page.context().newCDPSession(page);
  session.send("Page.crash").catch(() => {});
  await gone;
}

/** The raw value at a record's place. */
function stored(page: Page, item: string): Promise<unknown> {
  return page.evaluate(
    ([database, key]) =>
      new Promise((resolve, reject) => {
        const open = indexedDB.open(database);
        open.onerror = reject;
        open.onsuccess = () => {
          const request = open.result.transaction("records").objectStore("records").get(["computational-graphs", key]);
          request.onsuccess = () => {
            open.result.close();
            resolve(request.result);
          };
        };
      }),
    [name, item] as const,
  );
}

test("an edit outlives the tab's process, and so does what was written and not run", async ({page, site, context}) => {
  await site.open(lesson);
  await edit(page, 17);
  await expect(status(page)).toContainText("saved on this device");
  await crash(page);

  const second = await openTab(context);
  await shows(second, 17);
  await expect(second.locator("#cell-parameterCount summary").first()).toHaveText("show code (edited by you)");
  const {code} = await openEditor(second, "h");
  await second.keyboard.press("Control+End");
  await second.keyboard.type("// not run");
  await expect.poll(() => stored(second, "cell:h")).toMatchObject({value: {text: /\/\/ not run$/, runs: null}});
  await crash(second);
  await expect(code)
    .toBeHidden({timeout: 1})
    .catch(() => {});

  const third = await openTab(context);
  const note = third.locator("#cell-h .cell-note");
  await expect(note).toContainText("You wrote more in this cell than has run.");
  await note.getByRole("button", {name: "Open the editor"}).click();
  await expect(third.locator("#cell-h").getByRole("textbox", {name: /^Code/})).toContainText("// not run");
  await expect(note).toBeHidden();
});

test("an edit that hangs the page does not do so again", async ({page, site, context}) => {
  await site.open(lesson);
  const {code} = await openEditor(page, "parameterCount");
  await code.fill('const parameterCount = /^(a+)+$/.test("a".repeat(40) + "b"), secondsPerRun = 1;');
  await page.keyboard.press("Control+Enter");
  const second = await context.newPage();
  await crash(page);
  await second.goto(new URL(lesson, process.env.SITE_URL).href);
  await settled(second);
  const note = second.locator("#cell-parameterCount .cell-note");
  await expect(note).toContainText("This edit did not finish the last time");
  await shows(second, 10);
  await note.scrollIntoViewIfNeeded();
  await second.screenshot({path: "/tmp/store-3.png"});
  await note.getByRole("button", {name: "Reset"}).click();
  await expect(note).toBeHidden();
  await second.reload();
  await shows(second, 10);
  await expect(note).toBeHidden();
  await expect(second.locator("#cell-parameterCount summary").first()).toHaveText("show code");
});

test("a full device and a device without storage say so, and keep the work while the page stands", async ({
  page,
  site,
  context,
}) => {
  await site.open(lesson);
  const session = await context.newCDPSession(page);
  const {origin} = new URL(process.env.SITE_URL!);
  await session.send("Storage.overrideQuotaForOrigin", {origin, quotaSize: 0});
  await edit(page, 17);
  await expect(status(page)).toContainText("Not saved: this device has no more room for this site.");
  await page.screenshot({path: "/tmp/store-4.png"});
  await session.send("Storage.overrideQuotaForOrigin", {origin});
  const {cell, code} = {cell: page.locator("#cell-parameterCount"), code: page.getByRole("textbox", {name: /^Code/})};
  await code.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" ");
  await expect(status(page)).toContainText("saved on this device");
  expect(await stored(page, "cell:parameterCount")).toBeTruthy();
  await expect(cell).toBeVisible();

  const locked = await context.newPage();
  await locked.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  });
  await locked.goto(new URL(lesson, process.env.SITE_URL).href);
  await settled(locked);
  await expect(status(locked)).toContainText("cannot be saved");
  await edit(locked, 18);
  await expect(status(locked)).toContainText("Not saved: this browser lets the page keep nothing");
});

test("a damaged record hides no other", async ({page, site}) => {
  await site.open(lesson);
  await edit(page, 17);
  await expect(status(page)).toContainText("saved on this device");
  await page.evaluate(
    (database) =>
      new Promise((resolve) => {
        const open = indexedDB.open(database);
        open.onsuccess = () => {
          const transaction = open.result.transaction("records", "readwrite");
          transaction.objectStore("records").put({text: "half a rec"}, ["computational-graphs", "cell:h"]);
          transaction.objectStore("records").put("rubbish", 5);
          transaction.oncomplete = () => {
            open.result.close();
            resolve(undefined);
          };
        };
      }),
    name,
  );
  await page.reload();
  await shows(page, 17);
  await expect(status(page)).toContainText("One thing that you did could not be read and was set aside.");
  await page.screenshot({path: "/tmp/store-5.png"});
  await status(page).getByRole("button", {name: "Close"}).click();
  await page.reload();
  await shows(page, 17);
  await expect(status(page)).not.toContainText("could not be read");
});

test("two tabs show the same, and lose nothing that one is writing", async ({page, site, context}) => {
  await site.open(lesson);
  const other = await openTab(context);
  await edit(page, 17);
  await shows(other, 17);
  await edit(other, 18);
  // The first tab's editor is open: its text stays, and so does what it runs.
  await shows(page, 17);
  const cell = page.locator("#cell-parameterCount");
  await expect(cell.getByRole("textbox", {name: /^Code/})).toContainText("0.017");
  await cell.getByRole("button", {name: "Close"}).click();
  await shows(page, 18);
  await other.locator("#cell-parameterCount").getByRole("button", {name: "Reset"}).click();
  await shows(other, 10);
  await shows(page, 10);
});
