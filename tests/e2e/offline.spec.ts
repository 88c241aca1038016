import {createHash} from "node:crypto";
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, type Page, test} from "@playwright/test";
import {serve} from "../server.ts";
import {settled} from "./site.ts";
import {skipPrediction} from "./skip-prediction.ts";

test.use({serviceWorkers: "allow"});

/** The built site as it would be after an author has changed one sentence of a lesson. */
function nextVersion(folder: string): string {
  const next = mkdtempSync(join(tmpdir(), "course-next-"));
  cpSync(folder, next, {recursive: true});
  const file = join(next, "perceptron.html");
  const before = readFileSync(file, "utf8");
  const after = before.replace("<h1>", "<h1>New: ");
  writeFileSync(file, after);
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const worker = join(next, "service-worker.js");
  writeFileSync(
    worker,
    readFileSync(worker, "utf8")
      .replace(hash(before), hash(after))
      .replace(/version:`\w+`/, "version:`next`"),
  );
  return next;
}

const footer = (page: Page) => page.locator(".site-footer");

test("offline in mid-lesson, and a newer version only when the reader wants it", async ({page, context}) => {
  const folder = process.env.SITE_FOLDER ?? "";
  const host = await serve(folder, "/a/b/");
  const next = nextVersion(folder);
  try {
    await page.goto(`${host.url}softmax.html`);
    await settled(page);
    await expect(footer(page)).toContainText("Available offline", {timeout: 30_000});
    const kept = await page.evaluate(async () => (await (await caches.open((await caches.keys())[0]!)).keys()).length);
    const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((each) => each.isFile());
    expect(kept).toBe(files.length - 1); // All but the worker itself.

    await context.setOffline(true);
    host.folder = "/nowhere";
    // What this page has not loaded yet: search, editor, glossary.
    await page.keyboard.press("/");
    await page.getByRole("combobox", {name: "Search the course"}).fill("batch");
    await expect(page.locator(".search-result").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await skipPrediction(page, "soft-one");
    const cell = page.locator('.cell[data-cell="score"]');
    await cell.locator("summary").click();
    await cell.getByRole("button", {name: "Edit"}).click();
    await expect(cell.locator(".cm-content")).toBeVisible();
    // And other pages, Plot, workers and WebAssembly with them.
    await page.goto(`${host.url}initialization.html?x=1#xavier`);
    await settled(page);
    expect(await page.locator('[data-cell][data-state="rejected"]').count()).toBe(0);
    await page.goto(`${host.url}no-such-page.html`);
    await expect(page.getByRole("heading", {name: "You are offline"})).toBeVisible();
    await context.setOffline(false);

    // A broken deployment changes nothing: the newer version does not come.
    host.folder = next;
    const changed = readFileSync(join(next, "perceptron.html"));
    rmSync(join(next, "perceptron.html"));
    await page.goto(`${host.url}perceptron.html`);
    const update = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
        const worker = registration.installing;
        if (worker)
          await new Promise<void>((done) =>
            worker.addEventListener("statechange", () => worker.state !== "installing" && done()),
          );
        return registration.waiting !== null;
      });
    expect(await update()).toBe(false);
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(1);
    writeFileSync(join(next, "perceptron.html"), changed);
    expect(await update()).toBe(true);
    const notice = page.getByRole("region", {name: "Newer version"});
    await expect(notice).toBeVisible();
    await expect(page.locator("h1")).not.toContainText("New:");
    await page.reload(); // Still the old one: the reader has not asked.
    await expect(page.locator("h1")).not.toContainText("New:");
    const other = await context.newPage();
    await other.goto(`${host.url}softmax.html`);
    await settled(other);
    await other.waitForLoadState("networkidle"); // Chromium changes versions only when nothing is being loaded.
    await notice.getByRole("button", {name: "Reload"}).click();
    await expect(page.locator("h1")).toContainText("New:");
    // The other tab was not touched, is told, and has its parts.
    await expect(other.getByRole("region", {name: "Newer version"})).toBeVisible();
    await other.keyboard.press("/");
    await expect(other.getByRole("combobox", {name: "Search the course"})).toBeVisible();
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).length), {timeout: 10_000}).toBe(1);
  } finally {
    host.close();
    rmSync(next, {recursive: true});
  }
});

test("a part that is gone after a deployment says what to do", async ({browser}) => {
  const context = await browser.newContext({serviceWorkers: "block"});
  const page = await context.newPage();
  const host = await serve(process.env.SITE_FOLDER ?? "");
  await page.goto(`${host.url}perceptron.html`);
  await settled(page);
  await page.route(/\/assets\/dialog-.*\.js/, (route) => route.fulfill({status: 404, body: "gone"}));
  await page.route("**/perceptron.html", async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: (await response.text()).replace(/(type="module"[^>]*src="[^"]*)-/, "$1-next-"),
    });
  });
  // Until a key meets a page that has begun to listen: what is loaded for it is gone each time.
  await expect(async () => {
    await page.keyboard.press("/");
    const told = page.getByRole("status").filter({hasText: "The course was updated. Reload the page"});
    await expect(told).toBeVisible({timeout: 4000});
  }).toPass({timeout: 20_000});
  host.close();
  await context.close();
});
