import {readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Browser} from "@playwright/test";
import {createServer} from "vite";
import {type Measure, median} from "./measure.ts";
import {syntheticLesson, syntheticProject} from "./sites.ts";
import {openTab} from "./tab.ts";

const RUNS = 15;

/** From saving a lesson to the changed cell's new value in the page. */
export async function hotUpdate(browser: Browser): Promise<Measure[]> {
  const text = `${syntheticLesson(1)}\n\`\`\`js id=probe\n"edit 0"\n\`\`\`\n`;
  const root = syntheticProject({"probe.md": text});
  const server = await createServer({
    root,
    configFile: join(root, "vite.config.ts"),
    logLevel: "silent",
    server: {port: 0, open: false},
  });
  await server.listen();
  const page = await openTab(browser);
  await page.goto(new URL("probe.html", server.resolvedUrls!.local[0]).href);
  await page.waitForFunction(() => document.querySelector("#cell-probe")?.textContent?.includes("edit 0"));
  const file = join(root, "content/probe.md");
  const times: number[] = [];
  for (let run = 1; run <= RUNS; run++) {
    const shown = page.evaluate(
      (wanted) =>
        new Promise<void>((resolve) => {
          const cell = document.querySelector("#cell-probe")!;
          const look = () => cell.textContent?.includes(wanted) && resolve();
          new MutationObserver(look).observe(cell, {subtree: true, childList: true, characterData: true});
        }),
      `edit ${run}`,
    );
    await page.evaluate(() => 0); // the observer is in place now
    const start = performance.now();
    writeFileSync(file, readFileSync(file, "utf8").replace(`edit ${run - 1}`, `edit ${run}`));
    await shown;
    times.push(performance.now() - start);
  }
  await page.context().close();
  await server.close();
  rmSync(root, {recursive: true});
  return [{name: "hot update, save to new value", value: median(times), unit: "ms", peer: 100, peerName: "budget"}];
}
