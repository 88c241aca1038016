import type {RunnableDevEnvironment} from "vite";
import {isRunnableDevEnvironment, runnerImport, type ViteDevServer} from "vite";
import type {Course, Page, Problem} from "../page/index.ts";
import type {GlossaryTerm} from "./compile.ts";
import type {ResolvedCourseOptions} from "./options.ts";

export interface CourseView {
  course: Course;
  pages: Page[];
  glossary: GlossaryTerm[];
  file: string;
  script?: string;
}

/** What the module named by the option `shell` exports. */
export interface Shell {
  renderPage(view: CourseView & {page: Page}): string;
  renderIndex(view: CourseView): string;
  renderGlossary(view: CourseView): string;
  renderWork(view: CourseView): string;
  renderProblems(problems: Problem[]): string;
}

/** The site's own modules, as far as they are needed in Node. */
export interface Site {
  shell: Shell;
  /** The names that a cell may use without an import. */
  names: string[];
}

type Import = (file: string) => Promise<Record<string, unknown>>;

/** Loads shell and library for a build. */
export function loadSite(options: ResolvedCourseOptions): Promise<Site> {
  return readSite(options, async (file) => {
    const config = {root: options.root, configFile: false, logLevel: "error"} as const;
    return (await runnerImport<Record<string, unknown>>(file, config)).module;
  });
}

/** Loads shell and library in the dev server, and again after `forget`. */
export class DevSite {
  private readonly options: ResolvedCourseOptions;
  private readonly environment: RunnableDevEnvironment;
  private loading: Promise<Site> | undefined;

  constructor(options: ResolvedCourseOptions, server: ViteDevServer) {
    const environment = server.environments.ssr;
    if (!environment || !isRunnableDevEnvironment(environment))
      throw new Error("The course plugin needs Vite's usual “ssr” environment, to load the site's shell in Node.");
    this.options = options;
    this.environment = environment;
  }

  load(): Promise<Site> {
    const {runner} = this.environment;
    if (!this.loading) {
      this.loading = readSite(this.options, (file) => runner.import(file));
      this.loading.catch(() => this.forget());
    }
    return this.loading;
  }

  forget(): void {
    this.loading = undefined;
    this.environment.runner.clearCache();
  }
}

async function readSite({shell, library, names}: ResolvedCourseOptions, importFile: Import): Promise<Site> {
  const load = async (file: string) => {
    try {
      return await importFile(file);
    } catch (error) {
      const message = `${file} could not be loaded in Node, where its exports are needed`;
      throw new Error(`${message}: ${(error as Error).message}`, {cause: error});
    }
  };
  const [shellModule, libraryModule, namesModule] = await Promise.all([
    load(shell),
    load(library),
    names && load(names),
  ]);
  for (const name of ["renderPage", "renderIndex", "renderGlossary", "renderWork", "renderProblems"])
    if (typeof shellModule[name] !== "function") throw new Error(`${shell} must export a function ${name}.`);
  const known = (libraryModule.library ?? libraryModule.default) as Record<string, unknown> | undefined;
  if (typeof known !== "object" || known === null) throw new Error(`${library} must export an object “library”.`);
  const builtin = Object.values(namesModule || {})
    .filter(Array.isArray)
    .flat() as string[];
  return {shell: shellModule as unknown as Shell, names: [...Object.keys(known), ...builtin]};
}
