import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import AxeBuilder from "@axe-core/playwright";
import {type BrowserContext, expect, type Page} from "@playwright/test";
import {test as devTest} from "./dev-site.ts";
import {openOwnBrowser} from "./own-browser.ts";
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
  // An edit that the page has not outlived yet would only be offered.
  await expect.poll(() => stored(page, "~running:parameterCount")).toBeUndefined();
  await crash(page);

  const second = await openTab(context);
  await shows(second, 17);
  await expect(second.locator("#cell-parameterCount summary").first()).toHaveText("show code (edited by you)");
  await openEditor(second, "h");
  await second.keyboard.press("Control+End");
  await second.keyboard.type("// not run");
  await expect
    .poll(() => stored(second, "cell:h"))
    .toMatchObject({value: {text: expect.stringContaining("// not run"), runs: null}});
  await crash(second);

  const third = await openTab(context);
  const note = third.locator("#cell-h .cell-note");
  await expect(note).toContainText("You wrote more in this cell than has run.");
  await note.getByRole("button", {name: "Edit"}).click();
  await expect(third.locator("#cell-h").getByRole("textbox", {name: /^Code/})).toContainText("// not run");
  await expect(note).toBeHidden();
});

test("an edit that hangs the page does not do so again", async ({page, site, context}) => {
  await site.open(lesson);
  const {code} = await openEditor(page, "parameterCount");
  const source = (await page.locator("#cell-parameterCount pre code").first().textContent())!;
  // No guard can stop the engine's own search.
  await code.fill(`${source}\n/^(a+)+$/.test("a".repeat(50) + "b");`);
  await page.keyboard.press("Control+Enter");
  const second = await openTab(context, "glossary.html");
  await expect.poll(() => stored(second, "~running:parameterCount")).toMatchObject({value: true});
  await page.close();
  await second.goto(new URL(lesson, process.env.SITE_URL).href);
  await settled(second);
  const note = second.locator("#cell-parameterCount .cell-note");
  await expect(note).toContainText("This edit did not finish the last time");
  await shows(second, 10);
  await note.scrollIntoViewIfNeeded();
  await note.getByRole("button", {name: "Reset"}).click();
  await expect(note).toBeHidden();
  await second.reload();
  await shows(second, 10);
  await expect(note).toBeHidden();
  await expect(second.locator("#cell-parameterCount summary").first()).toHaveText("show code");
});

test("what was saved outlives a browser that is killed in that moment", async () => {
  const profile = mkdtempSync(join(tmpdir(), "profile-"));
  const killed: {kill(): Promise<void>}[] = [];
  const start = async () => {
    const browser = await openOwnBrowser(profile);
    killed.push(browser);
    return {...browser, page: await openTab(browser.context)};
  };
  const answer = (page: Page) => page.locator("#quiz-graphs-by-hand").getByRole("textbox");
  try {
    const {page, kill} = await start();
    await edit(page, 17);
    await expect.poll(() => stored(page, "~running:parameterCount")).toBeUndefined();
    await answer(page).fill("6");
    await page.locator("#quiz-graphs-by-hand").getByRole("button", {name: "Check"}).click();
    await openEditor(page, "h");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("// not run");
    await expect
      .poll(() => stored(page, "cell:h"), {intervals: [20]})
      .toMatchObject({value: {text: expect.stringContaining("// not run")}});
    await kill();

    const {page: again} = await start();
    await shows(again, 17);
    await expect(answer(again)).toHaveValue("6");
    await expect(again.locator("#quiz-graphs-by-hand .quiz-status")).toContainText("Right");
    await expect(again.locator("#cell-h .cell-note")).toContainText("You wrote more in this cell than has run.");
    expect(await stored(again, "cell:h")).toMatchObject({value: {text: expect.stringContaining("// not run")}});
  } finally {
    for (const {kill} of killed) await kill();
    rmSync(profile, {recursive: true, force: true, maxRetries: 5});
  }
});

test("a full device says so, keeps the work while the page stands, and takes it when there is room", async ({
  page,
  site,
  context,
}) => {
  await site.open(lesson);
  const session = await context.newCDPSession(page);
  const {origin} = new URL(process.env.SITE_URL!);
  await session.send("Storage.overrideQuotaForOrigin", {origin, quotaSize: 1000});
  const {cell, code} = await openEditor(page, "parameterCount");
  const source = (await cell.locator("pre code").first().textContent())!;
  const long = `\n// ${"x".repeat(3000)}`.repeat(100);
  await code.fill(source.replace("secondsPerRun = 0.01", "secondsPerRun = 0.017") + long);
  await page.keyboard.press("Control+Enter");
  await shows(page, 17);
  await expect(status(page)).toContainText("Not saved: this device has no more room for this site.");
  await expect(status(page)).toBeInViewport();
  expect(await stored(page, "cell:parameterCount")).toBeUndefined();
  await session.send("Storage.overrideQuotaForOrigin", {origin});
  await code.press("Control+Enter");
  await expect(status(page)).toHaveText("Your work is saved on this device.");
  expect(await stored(page, "cell:parameterCount")).toMatchObject({value: {text: expect.stringContaining("0.017")}});
  await cell.getByRole("button", {name: "Close"}).click();
});

test("a device without storage says so where the reader looks", async ({page, site}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    });
  });
  await site.open(lesson);
  await expect(status(page)).toContainText("What you do here cannot be saved: this browser lets the page keep nothing");
  await expect(status(page)).not.toBeInViewport();
  await edit(page, 18);
  await expect(status(page)).toContainText("Not saved: this browser lets the page keep nothing");
  await expect(status(page)).toBeInViewport();
  const download = page.waitForEvent("download");
  await status(page).getByRole("button", {name: "Download your work"}).click();
  const file = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  expect(file.records).toMatchObject([{item: "cell:parameterCount", value: {text: expect.stringContaining("0.018")}}]);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({colorScheme});
    const {violations} = await new AxeBuilder({page}).include(".work-status").analyze();
    expect(violations).toEqual([]);
  }
  await status(page).getByRole("button", {name: "Close"}).click();
  await expect(status(page)).not.toBeInViewport();
  await shows(page, 18);
});

test("what is written in the last moment is there on the next page", async ({page, site}) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  await site.open(lesson);
  await expect(page.locator(".work-status")).toBeAttached();
  expect(scripts.filter((url) => /apply-edits|cell-editor|code-mirror|protect/.test(url))).toEqual([]);
  const {code} = await openEditor(page, "h");
  await page.keyboard.press("Control+End");
  // The last key and the way out in one task: no timer can come between.
  await page.keyboard.type("// the last");
  await code.evaluate((field) => {
    field.dispatchEvent(new InputEvent("beforeinput", {inputType: "insertText", data: "!", bubbles: true}));
    document.execCommand("insertText", false, " word");
  });
  await page.evaluate(() => location.assign("glossary.html"));
  await page.waitForURL("**/glossary.html");
  site.complaints.splice(0); // what the page that was left still loaded was given up
  await site.open(lesson);
  await page.locator("#cell-h .cell-note").getByRole("button", {name: "Edit"}).click();
  await expect(page.locator("#cell-h").getByRole("textbox", {name: /^Code/})).toContainText("// the last word");
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
  await expect(status(page)).toBeInViewport();
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

devTest(
  "an edit stays when the author changes the cell's text, and is kept when the cell goes",
  async ({page, dev, open}) => {
    const file = "content/first.md";
    dev.write(file, `${dev.read(file)}\n\`\`\`js id=sum\nconst sum = 40 + 2;\n\`\`\`\n\nThe sum is \${sum}.\n`);
    await open("first.html");
    const [text, note] = [page.locator("p", {hasText: "The sum is"}), page.locator("#cell-sum .cell-note")];
    const lost = page.locator(".lost-edits");
    const {code} = await openEditor(page, "sum");
    await code.fill("const sum = 7;");
    await page.keyboard.press("Control+Enter");
    await expect(text).toHaveText("The sum is 7.");

    // The editor stays open, with the reader's text and the caret in it.
    dev.edit(file, "40 + 2", "40 + 3");
    const cell = page.locator("#cell-sum");
    await expect(cell.getByRole("status").last()).toContainText("The author has changed this code.");
    await expect(code).toBeFocused();
    await expect(code).toHaveText("const sum = 7;");
    await cell.getByRole("button", {name: "Close"}).click();
    await expect(note).toContainText("The author’s text has changed since you edited this.");
    await expect(text).toHaveText("The sum is 7.");
    await page.reload();
    await expect(note).toBeVisible();
    await expect(text).toHaveText("The sum is 7.");
    await note.scrollIntoViewIfNeeded();

    dev.edit(file, "js id=sum\nconst sum = 40 + 3", "js id=total\nconst sum = 40 + 4");
    await expect(text).toHaveText("The sum is 44.");
    await expect(lost).toContainText("You edited a cell that this page no longer has.");
    await lost.locator("summary").click();
    await expect(lost.locator("pre")).toHaveText("const sum = 7;");
    await lost.scrollIntoViewIfNeeded();

    dev.edit(file, "js id=total", "js id=sum");
    await expect(lost).toHaveCount(0);
    await expect(text).toHaveText("The sum is 7.");
  },
);
