import {relative} from "node:path";
import {chromium} from "@playwright/test";
import {createServer, type ViteDevServer} from "vite";
import {formatPlace, type Page, pageFile} from "../page/index.ts";
import {findBrowser, launchOptions} from "./browser.ts";
import {checkExercises} from "./check-exercises.ts";

/** What the plugin tells of the course that it serves. */
interface CourseApi {
  pages(): Promise<Page[]>;
  problems(): Promise<Page["problems"]>;
  exercises(): string | undefined;
}

interface Finding {
  severity: "error" | "warning";
  place: string;
  message: string;
}

/** Compiles every page, then runs every cell and every exercise of every page in Chromium. Prints findings; returns the exit code. */
export async function check(root: string): Promise<number> {
  const server = await createServer({root, logLevel: "silent", server: {open: false, port: 0, hmr: false}});
  try {
    await server.listen();
    const {pages, findings, runner} = await compiled(server);
    findings.push(...(await executed(server, pages, runner)));
    for (const {severity, place, message} of findings) console.log(`${place} ${severity}: ${message}`);
    const errors = findings.filter(({severity}) => severity === "error").length;
    const cells = pages.reduce((sum, page) => sum + page.cells.length, 0);
    const exercises = pages.reduce((sum, page) => sum + page.exercises.length, 0);
    console.log(
      `${pages.length} pages, ${cells} cells, ${exercises} exercises: ${errors} errors, ${findings.length - errors} warnings`,
    );
    return errors ? 1 : 0;
  } finally {
    await server.close();
  }
}

/** `runner` is the address of the module that runs exercises, if the course names one. */
async function compiled(
  server: ViteDevServer,
): Promise<{pages: Page[]; findings: Finding[]; runner: string | undefined}> {
  const plugin = server.config.plugins.find(({name}) => name === "course");
  if (!plugin?.api) throw new Error("vite.config.ts does not use the course plugin, so there is nothing to check.");
  const api = plugin.api as CourseApi;
  const findings = (await api.problems()).map((problem) => ({
    severity: problem.severity,
    place: formatPlace(problem),
    message: problem.message,
  }));
  const file = api.exercises();
  const runner = file && `/${relative(server.config.root, file).replaceAll("\\", "/")}`;
  return {pages: await api.pages(), findings, runner};
}

/** Runs each page and reports the cells that fail and all that the browser complains of. */
async function executed(server: ViteDevServer, pages: Page[], runner: string | undefined): Promise<Finding[]> {
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error("The development server has no address.");
  const browser = await chromium.launch(launchOptions((await findBrowser()) || undefined));
  const findings: Finding[] = [];
  try {
    for (const page of pages) {
      const tab = await browser.newPage();
      const report = (message: string, position = {line: 1, column: 1}) =>
        findings.push({severity: "error", place: formatPlace({path: page.path, ...position}), message});
      tab.on("pageerror", (error) => report(`exception: ${error.message}`));
      await tab.goto(new URL(pageFile(page.path), url).href);
      const known = new Set(page.problems.map((problem) => problem.cell));
      try {
        // A page that nobody has touched lets the cells far from the window sleep.
        await tab.keyboard.press("Shift");
        await tab.waitForFunction(() => !document.querySelector('[data-cell][data-state="pending"]'), null, {
          timeout: 30_000,
        });
      } catch {
        // the cells that still wait are reported below
      }
      const broken = await tab.$$eval('[data-cell]:not([data-state="fulfilled"])', (cells) =>
        cells.map((cell) => ({
          id: cell.getAttribute("data-cell"),
          state: cell.getAttribute("data-state"),
          text: (cell.querySelector(".cell-error") ?? cell).textContent?.trim().replace(/\s+/g, " ") ?? "",
        })),
      );
      for (const {id, state, text} of broken) {
        if (known.has(id ?? "")) continue; // the compiler has said it already
        const cell = page.cells.find((candidate) => candidate.id === id);
        report(state === "pending" ? `cell ${id} had no value after 30 s` : text, cell?.position);
      }
      if (runner !== undefined)
        for (const {severity, message, ...place} of await checkExercises(tab, page, runner))
          findings.push({severity, place: formatPlace({path: page.path, ...place}), message});
      await tab.close();
    }
  } finally {
    await browser.close();
  }
  return findings;
}
