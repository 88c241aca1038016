import {execFileSync, spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {chromium, type LaunchOptions} from "@playwright/test";

/** Without these Chromium tries to reach its maker's servers at every start. */
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/**
 * What Playwright 1.65 switches off, as only the last such switch counts, and first of all the address bar's popups: since
 * they are pages, each new window, and so each test, loads them anew, which takes more than half a second of a processor.
 */
const WITHOUT = [
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"],
  ...["AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"],
  ...["DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay"],
  ...["MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"],
  ...["TcpPortRandomizationWin", "ThirdPartyStoragePartitioning"],
];

const SYSTEM = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Launch options for a Chromium found at `executablePath`, or for Playwright's own where that is undefined. */
export function launchOptions(executablePath?: string): LaunchOptions {
  return {executablePath, args: [...QUIET, `--disable-features=${WITHOUT.join(",")}`]};
}

/**
 * Finds a Chromium that can show a page, installing one if it must. Each candidate is proved by a launch, since a
 * binary that is there may lack its libraries. Returns its path, or "" for Playwright's own; throws if none works.
 */
export async function findBrowser(say: (line: string) => void = console.error): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named && (await works(named))) return named;
  if (named) say(`CHROMIUM_PATH=${named} does not start; looking further`);
  if (existsSync(chromium.executablePath()) && (await works(""))) return "";
  const installed = await findInstalled();
  if (installed) return installed;

  say("No Chromium found: asking Playwright to install one …");
  const cli = join(dirname(createRequire(import.meta.url).resolve("playwright/package.json")), "cli.js");
  spawnSync(process.execPath, [cli, "install", "chromium"], {
    stdio: ["ignore", "inherit", "inherit"],
    timeout: 300_000,
    // Playwright's default waits half a minute for each of its mirrors where the network is closed.
    env: {...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "3000"},
  });
  if (existsSync(chromium.executablePath()) && (await works(""))) return "";

  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    say("Installing Debian's chromium …");
    const options = {stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"], timeout: 600_000};
    const env = {...process.env, DEBIAN_FRONTEND: "noninteractive"};
    spawnSync("apt-get", ["update"], {...options, env});
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], {...options, env});
    const fresh = await findInstalled();
    if (fresh) return fresh;
  }
  throw new Error(
    "No Chromium could be started. Install one (Debian: apt-get install chromium; elsewhere: npx playwright install " +
      "--with-deps chromium) or name it: CHROMIUM_PATH=/path/to/chromium npm test",
  );
}

async function findInstalled(): Promise<string | undefined> {
  for (const name of SYSTEM) {
    const path = which(name);
    if (path && (await works(path))) return path;
  }
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return existsSync(mac) && (await works(mac)) ? mac : undefined;
}

function which(name: string): string | undefined {
  try {
    return execFileSync("which", [name], {encoding: "utf8", stdio: ["ignore", "pipe", "ignore"]}).trim() || undefined;
  } catch {
    return undefined; // not on the path
  }
}

async function works(executablePath: string): Promise<boolean> {
  try {
    const browser = await chromium.launch({...launchOptions(executablePath || undefined), timeout: 30_000});
    try {
      const page = await browser.newPage();
      await page.setContent("<p>ready</p>");
      return (await page.textContent("p")) === "ready";
    } finally {
      await browser.close();
    }
  } catch {
    return false;
  }
}
