import {spawn} from "node:child_process";
import {existsSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {type BrowserContext, chromium, expect} from "@playwright/test";
import {launchOptions} from "../../src/cli/browser.ts";

/** A browser with a profile on the disk, as a reader has one, that can be killed. */
export interface OwnBrowser {
  context: BrowserContext;
  /** Ends all its processes at once, as a power cut does: none of them may write anything any more. */
  kill(): Promise<void>;
}

/** Starts a browser on a profile's folder. Playwright itself would close a browser gently, or not tell its process. */
export async function openOwnBrowser(profile: string): Promise<OwnBrowser> {
  const portFile = join(profile, "DevToolsActivePort");
  rmSync(portFile, {force: true});
  const {executablePath = chromium.executablePath(), args = []} = launchOptions(process.env.CHROMIUM_PATH || undefined);
  const child = spawn(
    executablePath,
    [...args, "--headless", "--no-sandbox", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"],
    {detached: true, stdio: "ignore"}, // a group of its own, to be killed as one
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGKILL");
    await ended;
  };
  try {
    await expect.poll(() => existsSync(portFile) && readFileSync(portFile, "utf8").includes("\n")).toBe(true);
    const [port] = readFileSync(portFile, "utf8").split("\n");
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    return {context: browser.contexts()[0]!, kill};
  } catch (error) {
    await kill();
    throw error;
  }
}
