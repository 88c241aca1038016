import {defineConfig} from "@playwright/test";
import {launchOptions} from "./browser.ts";

/** Everything a reader does, in Chromium, on the built site under a sub-path. `npm test` finds the browser first. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results",
  globalSetup: "./e2e/setup.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    launchOptions: launchOptions(process.env.CHROMIUM_PATH || undefined),
    viewport: {width: 1280, height: 900},
    contextOptions: {reducedMotion: "reduce"},
    // A worker for each test would fetch the whole site; its own test lets it.
    serviceWorkers: "block",
  },
});
