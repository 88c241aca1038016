import {join} from "node:path";
import {type Logger, normalizePath} from "vite";
import {type Problem, pageFile} from "../page/index.ts";
import type {Target} from "./ids.ts";
import {renderTarget, sitePages} from "./render.ts";
import {CourseError, formatProblem} from "./report.ts";
import {loadSite, type Site} from "./site.ts";
import type {CourseStore, Snapshot} from "./store.ts";

const DRAFTS = {drafts: false};

/** The course in a build: read once, refused if anything is wrong, and written as one HTML file a page. */
export class CourseBuild {
  readonly snapshot: Snapshot;
  /** For Vite: a name for each HTML file, and where it would lie in the project. No such file exists. */
  readonly input: Record<string, string>;
  private readonly store: CourseStore;
  private readonly site: Site;
  private readonly targets = new Map<string, Exclude<Target, {kind: "redirect"}>>();

  /** Throws a CourseError with all errors of the course. */
  static async start(store: CourseStore): Promise<CourseBuild> {
    const site = await loadSite(store.options);
    store.setNames(site.names);
    const snapshot = await store.snapshot();
    if (snapshot.problems.some(({severity}) => severity === "error"))
      throw new CourseError(snapshot.problems, store.source);
    return new CourseBuild(store, site, snapshot);
  }

  private constructor(store: CourseStore, site: Site, snapshot: Snapshot) {
    this.store = store;
    this.site = site;
    this.snapshot = snapshot;
    const pages = sitePages(snapshot, DRAFTS);
    this.input = Object.fromEntries([
      this.add({kind: "index", file: "index.html"}),
      this.add({kind: "glossary", file: "glossary.html"}),
      this.add({kind: "work", file: "work.html"}),
      ...pages.map(({path}) => this.add({kind: "page", file: pageFile(path), path})),
    ]);
  }

  isInput(id: string): boolean {
    return this.targets.has(id);
  }

  /** The HTML of an input. */
  render(id: string): string | undefined {
    const target = this.targets.get(id);
    return target && renderTarget(target, this.snapshot, this.site.shell, DRAFTS);
  }

  /** Prints the warnings of the course. */
  warn(logger: Logger): void {
    const warnings = this.snapshot.problems.filter(({severity}) => severity === "warning");
    for (const problem of [...warnings, ...this.linksToDrafts()])
      logger.warn(`${formatProblem(problem, this.store.source(problem.path))}\n`);
  }

  private add(target: Exclude<Target, {kind: "redirect"}>): [name: string, id: string] {
    const id = normalizePath(join(this.store.options.root, target.file));
    this.targets.set(id, target);
    return [target.file.replace(/\.html$/, "").replaceAll("/", "-"), id];
  }

  private linksToDrafts(): Problem[] {
    const {pages} = this.snapshot;
    return sitePages(this.snapshot, DRAFTS).flatMap(({links, path}) =>
      links
        .filter((link) => pages.get(link.path)?.page.meta.draft)
        .map(({line, column, path: to}) => {
          const message = `This link leads to “${to}”, a draft, which the built site leaves out.`;
          return {severity: "warning", code: "link-to-draft", message, path, line, column} as const;
        }),
    );
  }
}
