import {readFileSync} from "node:fs";
import type {Page} from "@playwright/test";
import {barriers} from "./barriers.ts";
import {expect, settled, test} from "./site.ts";

const fixture = (name: string) => `tests/fixtures/work/${name}.json`;

/** Puts the end of a section in the middle of the window, as someone does who reads to it. */
async function readTo(page: Page, section: string): Promise<void> {
  await page.evaluate((id) => {
    let end = document.getElementById(id)!;
    while (end.nextElementSibling && !end.nextElementSibling.matches("h2, .references, .footnotes"))
      end = end.nextElementSibling as HTMLElement;
    scrollTo(0, scrollY + end.getBoundingClientRect().bottom - innerHeight / 2);
  }, section);
}

/** Waits until the page loads nothing more: to leave it earlier would break a load off. */
async function loaded(page: Page): Promise<void> {
  await settled(page);
  await page.waitForLoadState("networkidle");
}

/** Goes to a page as by a link from another page, which no scroll position is restored for. */
async function follow(page: Page, url: string): Promise<void> {
  await loaded(page);
  await page.goto("about:blank");
  await page.goto(new URL(url, process.env.SITE_URL).href);
  await loaded(page);
}

const sectionsOf = (page: Page) => page.locator(".prose > h2").evaluateAll((all) => all.map(({id}) => id));

test("sections that were read are marked, counted, and found again", async ({page, site}) => {
  await site.open("perceptron.html");
  const [first, second, third] = await sectionsOf(page);
  const marks = page.locator(".toc-margin .toc-read");
  await readTo(page, first!);
  await expect(marks).toHaveCount(1);
  await expect(page.locator(`.toc-margin a:has(.toc-read)`)).toHaveAttribute("href", `#${first}`);
  // A leap to the end by the table of contents reads nothing on its way, and not what stands just above its goal.
  await page.locator(`.toc-margin a[href="#${third}"]`).click();
  await expect(page.locator(".toc-margin [aria-current]")).toHaveAttribute("href", `#${third}`);
  await expect(marks).toHaveCount(1);
  await readTo(page, second!);
  await expect(marks).toHaveCount(2);
  await expect(page.locator(".toc-margin .toc-progress")).toHaveText(/^2 of \d+ sections read$/);
  const title = await page.locator(`#${third}`).evaluate((heading) => heading.firstChild!.textContent);

  await follow(page, "index.html");
  const lesson = page.locator('[data-lesson="perceptron"]');
  await expect(lesson.locator(".lesson-progress")).toContainText(/^2 of \d+ sections read/);
  await expect(page.locator('[data-lesson="softmax"] .lesson-progress')).toHaveCount(0);
  const link = page.locator("#go-on a");
  await expect(link).toHaveText("Go on with lesson 1: The perceptron");
  expect(await barriers(page, "#page-main")).toEqual([]);

  // No part of the page is asked for: the place is offered, and nothing moves until the reader says so.
  await follow(page, "perceptron.html");
  const offer = page.getByRole("region", {name: "Where you were"});
  await expect(offer).toBeVisible();
  await expect(marks).toHaveCount(2);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  expect(await barriers(page, ".go-on")).toEqual([]);
  await offer.getByRole("link", {name: "Go on there"}).press("Enter");
  await expect(offer).toHaveCount(0);
  const at = decodeURIComponent(new URL(page.url()).hash.slice(1));
  expect([second, third]).toContain(at);
  await expect(page.locator(`[id="${at}"]`)).toBeInViewport();
  expect(title).not.toBe("");

  // An explicit link wins, and so does the browser's own way back.
  await follow(page, `perceptron.html#${first}`);
  await expect(marks).toHaveCount(2);
  await expect(offer).toHaveCount(0);
  await page.goto(new URL("glossary.html", process.env.SITE_URL).href);
  await page.goBack();
  await loaded(page);
  await expect(marks).toHaveCount(2);
  await expect(offer).toHaveCount(0);
});

test("work is exported, cleared away, brought back from the file, and undone", async ({page, site}) => {
  await site.open("softmax.html");
  const question = page.locator("#quiz-soft-infinite");
  const right = question.getByRole("radio", {name: "None do"});
  await right.check();
  await question.getByRole("button", {name: "Check"}).click();
  await follow(page, "work.html");
  await expect(page.locator(".work-item")).toContainText("Forty points are separable");
  await page.setInputFiles("input[type=file]", fixture("good"));
  await page.getByRole("button", {name: /^Take \d records/}).click();
  const notice = page.getByRole("status").filter({hasText: /^Took \d records/});
  await expect(notice).toBeVisible();
  await expect(page.locator(".work-device")).toContainText("Saved on this device.");
  // What came as code has not been run, and is kept as a text that was not.
  await expect(page.getByRole("listitem").filter({hasText: "race"})).toContainText("edited, not run yet");
  const shown = () => page.locator(".work-lesson").evaluateAll((all) => all.map(({textContent}) => textContent));
  const before = await shown();
  expect(before).toHaveLength(2);
  const amount = await page.locator(".work-device").textContent();
  const total = Number(/(\d+) records and 1 older value/.exec(amount!)![1]);

  const download = page.waitForEvent("download");
  await page.getByRole("button", {name: "Export all"}).click();
  const file = await (await download).path();
  const {format, version, records, history} = JSON.parse(readFileSync(file, "utf8"));
  expect({format, version}).toEqual({format: "deep-learning-live/work", version: 1});
  expect([records.length, history.length]).toEqual([total, 1]);

  // By keyboard: the dialog asks, Escape changes nothing, "Reset" clears all, "Undo" brings it back with its older values.
  const all = page.getByRole("button", {name: "Reset everything"});
  await all.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", {name: "Reset?"});
  await expect(dialog).toContainText(`${total} records and 1 older value`);
  expect(await barriers(page, "dialog")).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(await shown()).toEqual(before);
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", {name: "Reset", exact: true}).press("Enter");
  await expect(page.locator(".work-empty")).toBeVisible();
  await page.getByRole("button", {name: "Undo: Cleared away"}).press("Enter");
  await expect(page.locator(".work-lesson")).toHaveCount(2);
  expect(await shown()).toEqual(before);

  // One lesson, then one item of another.
  await page.locator(".work-lesson", {hasText: "Playground"}).getByRole("button", {name: "Reset notebook"}).click();
  await dialog.getByRole("button", {name: "Reset", exact: true}).click();
  await expect(page.locator(".work-lesson")).toHaveCount(1);
  await page.getByRole("listitem").filter({hasText: "race"}).getByRole("button", {name: "Reset race"}).click();
  await dialog.getByRole("button", {name: "Reset", exact: true}).click();
  await expect(page.getByRole("listitem").filter({hasText: "race"})).toHaveCount(0);
  await page.setInputFiles("input[type=file]", file);
  await expect(page.locator(".work-import")).toContainText(`Of your work, 2 new, ${total - 2} the same.`);
  await page.getByRole("button", {name: "Take 2 records"}).click();
  await expect(page.locator(".work-lesson")).toHaveCount(2);
  expect(await shown()).toEqual(before);

  await follow(page, "softmax.html");
  await expect(right).toBeChecked();
});

test("an import shows what it would change, takes what the reader chooses, and runs nothing", async ({page, site}) => {
  await site.open("work.html");
  const importing = page.locator(".work-import");
  await page.setInputFiles("input[type=file]", fixture("cut-off"));
  await expect(importing).toContainText("ends too early");
  expect(await barriers(page, "#page-main")).toEqual([]);
  await page.setInputFiles("input[type=file]", fixture("wrong-types"));
  await expect(importing.locator(".work-notes code").nth(4)).toHaveText("records[3].lesson");
  await page.getByRole("button", {name: "Take 1 record from the file"}).click();

  const record = (outcome: string, time: number, id = "soft-one") => ({
    lesson: "softmax",
    item: `quiz:${id}`,
    value: {answer: 0.5, tries: 1, outcome, hints: 0},
    hash: "h",
    time,
  });
  const course = await page.evaluate(() => document.documentElement.dataset.course);
  const later = {
    format: "deep-learning-live/work",
    version: 1,
    course,
    records: [
      record("wrong", 1800000000000 - 1e11),
      record("right", 1, "soft-nudge"),
      record("given", 1, "soft-scale"),
    ],
  };
  await page.setInputFiles("input[type=file]", {
    name: "later.json",
    mimeType: "application/json",
    buffer: Buffer.from(
      JSON.stringify({...later, records: [...later.records].map((each, i) => ({...each, time: 1.6e12 + i}))}),
    ),
  });
  await expect(importing).toContainText("2 new, 1 newer here");
  // The reader takes what is older after all, and leaves one of the new ones out.
  const row = (text: string) => importing.getByRole("row", {name: text});
  await row("newer here").getByRole("combobox").focus();
  await row("newer here").getByRole("combobox").selectOption("take theirs");
  await expect(row("newer here").getByRole("combobox")).toBeFocused();
  await row("new").filter({hasText: "answered"}).getByRole("combobox").selectOption("leave it out");
  expect(await barriers(page, ".work-import")).toEqual([]);
  await page.getByRole("button", {name: "Take 2 records"}).click();
  const items = page.locator(".work-item");
  await expect(items).toHaveCount(2);
  await expect(items.filter({hasText: "not right yet"})).toHaveCount(1);
  await page.getByRole("button", {name: "Undo: Took 2 records"}).click();
  await expect(items).toHaveCount(1);
  await expect(items).toContainText("right");

  // Markup and code in a file are text, wherever they stand: here, in the lesson, in a notebook.
  await page.setInputFiles("input[type=file]", fixture("markup"));
  await importing.getByRole("button", {name: /^Take \d records/}).click();
  await expect(items.filter({hasText: "race"})).toBeVisible();
  for (const summary of await items.locator("summary").all()) await summary.click();
  await expect(page.locator(".work pre").first()).toBeVisible();
  expect(await page.locator(".work :is(script, img)").count()).toBe(0);
  await page.setViewportSize({width: 390, height: 844});
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await site.open("softmax.html");
  expect(await page.evaluate(() => (window as {hacked?: number}).hacked)).toBeUndefined();
});

test("what could not be read is shown as it was found, and comes back if it is a record after all", async ({
  page,
  site,
}) => {
  await site.open("work.html");
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const open = indexedDB.open(`work of ${document.documentElement.dataset.course}`);
        open.onsuccess = () => {
          const transaction = open.result.transaction("records", "readwrite");
          const records = transaction.objectStore("records");
          const value = {answer: 0.5, tries: 1, outcome: "right", hints: 0};
          records.put({lesson: "softmax", item: "quiz:soft-one", value, hash: "h", time: 1.6e12}, ["softmax", "moved"]);
          records.put({text: "<img src=x onerror='hacked = 1'>".repeat(50)}, ["softmax", "quiz:soft-nudge"]);
          records.put(new Uint8Array(4), "<b>no key</b>");
          transaction.oncomplete = () => {
            open.result.close();
            resolve(undefined);
          };
        };
      }),
  );
  await page.reload();
  const damaged = page.getByRole("region", {name: "What could not be read"});
  const items = damaged.getByRole("listitem");
  await expect(items).toHaveCount(3);
  await expect(items.filter({hasText: "moved"})).toContainText("It stands at another record's place.");
  for (const summary of await damaged.locator("summary").all()) await summary.click();
  await expect(items.filter({hasText: "quiz:soft-nudge"}).locator("pre")).toContainText("<img src=x onerror");
  expect(await page.locator(".work :is(img, b)").count()).toBe(0);
  expect(await barriers(page, "#page-main")).toEqual([]);
  await page.setViewportSize({width: 390, height: 844});
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  // What was only in the wrong place can be had back; it is work as any other then.
  await expect(damaged.getByRole("button", {name: "Restore"})).toHaveCount(1);
  await damaged.getByRole("button", {name: "Restore"}).press("Enter");
  await expect(page.getByRole("status").filter({hasText: "An older value is back."})).toBeVisible();
  await expect(page.locator(".work-item", {hasText: "right"}).first()).toBeVisible();
  await page.getByRole("button", {name: "Reset everything"}).click();
  await page.getByRole("dialog").getByRole("button", {name: "Reset", exact: true}).click();
  await expect(damaged).toHaveCount(0);
  await expect(page.locator(".work-empty")).toBeVisible();
});

test("a file may be dropped anywhere on the page, whatever it holds", async ({page, site}) => {
  await site.open("work.html");
  const importing = page.locator(".work-import");
  const drop = (name: string, text: string) =>
    page.evaluate(
      ([name, text]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name));
        const target = document.querySelector("h1")!;
        const root = document.getElementById("work")!;
        const marks = (["dragover", "drop"] as const).map((type) => {
          const isTaken = !target.dispatchEvent(new DragEvent(type, {dataTransfer, bubbles: true, cancelable: true}));
          return isTaken && "drop" in root.dataset;
        });
        return JSON.stringify(marks) === "[true,false]"; // shown while it hovers
      },
      [name, text] as const,
    );
  for (const [text, message] of [
    ["\0\u0001\ufffd PNG".repeat(1000), /The file is not JSON/],
    ["[".repeat(200_000), /The file/],
    [`{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, /The file|This is no file of work/],
    [readFileSync(fixture("prototype"), "utf8"), /another course/],
    [" ".repeat(21 * 2 ** 20), /The file is larger than/],
  ] as const) {
    expect(await drop("harm.json", text)).toBe(true);
    await expect(importing).toContainText(message);
    await expect(importing.getByRole("heading")).toBeFocused();
    await importing.getByRole("button", {name: /^(Cancel|Close)/}).click();
    await expect(importing).toHaveCount(0);
  }
  expect(await page.evaluate(() => ({}) as {polluted?: unknown}).then((object) => object.polluted)).toBeUndefined();
  // A text that is dragged over the page is none of its business.
  const isTaken = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "words");
    return !document.body.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
  });
  expect(isTaken).toBe(false);
  expect(await drop("good.json", readFileSync(fixture("good"), "utf8"))).toBe(true);
  await importing.getByRole("button", {name: /^Take \d records/}).click();
  await expect(page.locator(".work-lesson")).toHaveCount(2);
});
