import {readdirSync} from "node:fs";
import {test as base, expect, type Page} from "@playwright/test";
import {pageFile} from "../../src/page/index.ts";
import {touch} from "./touch.ts";

export {expect};

/** Every page of the built site with cells: lessons and notebooks. */
export const pages = ["content", "notebooks"].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .map((file) => pageFile(`${folder}/${file}`)),
);

export interface Site {
  /** Goes to a page of the built site and waits until no cell is pending. */
  open(file: string): Promise<void>;
  /** What went wrong so far: console errors, exceptions, failed or foreign requests. */
  complaints: string[];
}

/** A page that remembers all complaints of the browser, and fails the test at its end if there were any. */
export const test = base.extend<{site: Site}>({
  site: async ({page}, use) => {
    const home = process.env.SITE_URL ?? "";
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.text() === "Service Worker registration blocked by Playwright") return;
      if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
    page.on("requestfailed", (request) => {
      const error = request.failure()?.errorText;
      // A page that is left breaks off what it loads.
      if (error !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()} ${error}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
    });
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(home) && !/^(data|blob):/.test(url)) complaints.push(`outside the site: ${url}`);
    });
    await use({
      complaints,
      async open(file) {
        await page.goto(new URL(file, home).href);
        await settled(page);
      },
    });
    expect(complaints).toEqual([]);
  },
});

/** Waits until every cell of the page has a value or an error. Those far from the window run when a reader has touched the page. */
export async function settled(page: Page): Promise<void> {
  await touch(page);
  await page.waitForFunction(() => !document.querySelector('[data-cell][data-state="pending"]'));
}
