import {cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join, resolve} from "node:path";
import {test as base, expect, type Page} from "@playwright/test";
import {createLogger} from "vite";
import {assembly} from "../../src/vite/assembly.ts";
import {createCourseServer} from "../../src/vite/index.ts";
import {touch} from "./touch.ts";

export {expect};

/** The site's own modules, as vite.config.ts names them. */
export const options = {
  library: "src/site/library.ts",
  names: "src/reader/names.ts",
  shell: "src/site/shell.ts",
  entry: "src/site/main.ts",
};

/** A copy of the fixture site with the project's real shell and reader; the caller removes it. */
export function copyFixture(): string {
  const root = mkdtempSync(join(tmpdir(), "course-dev-"));
  cpSync(resolve("tests/e2e/fixture-site"), root, {recursive: true});
  for (const name of ["src", "package.json", "tsconfig.json"])
    cpSync(resolve(name), join(root, name), {recursive: true});
  symlinkSync(resolve("node_modules"), join(root, "node_modules"));
  return root;
}

/** A running dev server over a copy of the fixture, which an author edits. */
export class DevSite {
  readonly root: string;
  readonly url: string;
  /** What the terminal shows. */
  readonly terminal: string[];

  constructor(root: string, url: string, terminal: string[]) {
    this.root = root;
    this.url = url;
    this.terminal = terminal;
  }

  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, text);
  }

  /** Saves as many editors do: a new file takes the old one's name. */
  writeByRename(path: string, text: string): void {
    this.write(`${path}~`, text);
    renameSync(join(this.root, `${path}~`), join(this.root, path));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  /** Replaces a piece of a file's text, which must be there. */
  edit(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} does not contain ${JSON.stringify(from)}`);
    this.write(
      path,
      text.replace(from, () => to),
    );
  }

  remove(path: string): void {
    rmSync(join(this.root, path));
  }
}

/** How often each cell that says `window.ran("name")` has run since the page was loaded. */
export const runs = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => ({...(window as unknown as {runs: Record<string, number>}).runs}));

interface TestFixtures {
  /** Opens a page of the dev server and waits until its cells have run. Fails the test if the page is ever loaded again. */
  open: (file: string) => Promise<void>;
}

export const test = base.extend<TestFixtures, {dev: DevSite}>({
  dev: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's names
    async ({}, use) => {
      const root = copyFixture();
      const terminal: string[] = [];
      const say = (text: string) => void terminal.push(text);
      const customLogger = {...createLogger("silent"), info: say, warn: say, warnOnce: say, error: say};
      const server = await createCourseServer(root, options, {
        cacheDir: join(root, ".vite"),
        customLogger,
        server: {port: 0, open: false},
        plugins: [assembly("src/core/numeric/kernels/assembly/kernels.ts")],
      });
      await server.listen();
      await use(new DevSite(root, server.resolvedUrls?.local[0] ?? "", terminal));
      await server.close();
      rmSync(root, {recursive: true});
    },
    {scope: "worker", timeout: 120_000},
  ],

  open: async ({page, dev}, use) => {
    await page.addInitScript(() => {
      const runs: Record<string, number> = {};
      const ran = (name: string) => {
        runs[name] = (runs[name] ?? 0) + 1;
      };
      Object.assign(window, {runs, ran});
    });
    await use(async (file) => {
      await page.goto(new URL(file, dev.url).href);
      await touch(page);
      await page.waitForFunction(
        () => document.querySelector("[data-cell]") && !document.querySelector('[data-cell][data-state="pending"]'),
      );
    });
  },
});
