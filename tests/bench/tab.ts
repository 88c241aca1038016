import type {Browser, BrowserContextOptions, Page} from "@playwright/test";

/** A new tab in a context of its own. tsx wraps named functions in `__name`, which a page does not know. */
export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, ...options});
  await context.addInitScript("globalThis.__name = (f) => f");
  return context.newPage();
}
