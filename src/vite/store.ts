import {join} from "node:path";
import {type Course, type Page, type Problem, pageFile} from "../page/index.ts";
import {type CourseContext, checkPages, compile, type GlossaryTerm, readContext, type TextFile} from "./compile.ts";
import {listMarkdown, projectPath, readText} from "./files.ts";
import {type LinkedPage, linkPages} from "./link.ts";
import {ModuleHashes, shortHash} from "./modules.ts";
import type {ResolvedCourseOptions} from "./options.ts";

/** The course as the files say it at one moment. */
export interface Snapshot {
  course: Course;
  glossary: GlossaryTerm[];
  /** What the YAML files say. */
  context: CourseContext;
  /** By path, lessons and notebooks. */
  pages: Map<string, LinkedPage>;
  /** Of all pages and of the YAML files, by path, line and column. */
  problems: Problem[];
  /** Changes when what pages show of each other changes: titles, order, neighbours. */
  outline: string;
  /** Changes when the glossary page does. */
  glossaryHash: string;
}

interface Compiled {
  text: string;
  context: string;
  page: Page;
}

/**
 * Reads and compiles the course, and after a change only what has changed. `touch` says that a file may have changed;
 * `snapshot` brings everything up to date.
 */
export class CourseStore {
  readonly options: ResolvedCourseOptions;
  /** Pages that were there in this session and are no more, as they were last. */
  readonly deleted = new Map<string, LinkedPage>();
  private readonly dev: boolean;
  private readonly modules: ModuleHashes;
  private readonly texts = new Map<string, string | undefined>();
  private readonly compiled = new Map<string, Compiled>();
  private paths: string[] | undefined;
  private names: string[] | undefined;
  private context: {key: string; value: CourseContext} | undefined;
  private last: Snapshot | undefined;
  private current: Promise<Snapshot> | undefined;
  private running: Promise<unknown> = Promise.resolve();

  /** `dev`: whether browsers hold earlier versions of files, and must notice new ones. */
  constructor(options: ResolvedCourseOptions, {dev}: {dev: boolean}) {
    this.options = options;
    this.dev = dev;
    this.modules = new ModuleHashes(options.root);
  }

  /** The names that cells may use; without them, unknown names are not checked. */
  setNames(names: string[] | undefined): void {
    if (names?.join() === this.names?.join()) return;
    this.names = names;
    this.current = undefined;
  }

  /** Whether a path is one of a lesson or notebook, be it there or not. */
  isPage(path: string): boolean {
    const {content, notebooks} = this.options;
    if (!path.endsWith(".md") || path.split("/").some((part) => /^[._]/.test(part))) return false;
    return path.startsWith(`${content}/`) || path.startsWith(`${notebooks}/`);
  }

  /** Whether a page's readers may change it, and so need its Markdown. */
  isNotebook(path: string): boolean {
    return path.startsWith(`${this.options.notebooks}/`);
  }

  /** Says that a file was changed, made or removed. */
  touch(file: string): void {
    this.texts.delete(projectPath(this.options.root, file));
    this.paths = undefined;
    this.modules.forget(file);
    this.current = undefined;
  }

  /** The text of a file of the course as it was read last, for code frames. */
  source = (path: string): string | undefined => this.texts.get(path);

  /** The course as it is now. The same object until something is touched. */
  snapshot(): Promise<Snapshot> {
    // One at a time: what is touched meanwhile is read by the next.
    if (!this.current) {
      const current = this.running.catch(() => undefined).then(() => this.build());
      this.current = this.running = current;
      current.catch(() => {
        if (this.current === current) this.current = undefined;
      });
    }
    return this.current;
  }

  private async build(): Promise<Snapshot> {
    const {root, content, notebooks} = this.options;
    this.paths ??= (await Promise.all([listMarkdown(root, content), listMarkdown(root, notebooks)])).flat();
    const paths = this.paths;
    const yaml = ["course", "glossary", "references"].map((name) => `${content}/${name}.yaml`);
    await Promise.all(
      [...paths, ...yaml].map(async (path) => {
        if (!this.texts.has(path)) this.texts.set(path, await readText(join(root, path)));
      }),
    );
    const [course, glossary, references] = yaml.map((path) => ({path, text: this.texts.get(path)}));
    const context = this.readContext([course!, glossary!, references!]);

    const pages = new Map<string, Page>();
    for (const path of paths) {
      const text = this.texts.get(path);
      if (text !== undefined) pages.set(path, this.compile(path, text, context));
    }
    const problems = [...context.problems, ...checkPages([...pages.values()], context)];
    const linked = await linkPages(pages, {
      root,
      modules: this.modules,
      source: this.source,
      problems: problems.filter(({path}) => pages.has(path)),
      mark: ({path}, marks) => compile(this.texts.get(path) ?? "", path, context, marks).html,
      previous: this.last?.pages,
      versions: this.dev,
    });
    for (const [path, page] of this.last?.pages ?? []) if (!linked.has(path)) this.deleted.set(path, page);
    for (const path of linked.keys()) this.deleted.delete(path);
    const all = [
      ...problems.filter(({path}) => !pages.has(path)),
      ...[...linked.values()].flatMap((p) => p.page.problems),
    ];
    this.last = {
      context,
      course: context.course,
      glossary: context.glossary,
      pages: linked,
      problems: all.sort((a, b) =>
        a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1,
      ),
      outline: outlineOf(context, linked),
      glossaryHash: shortHash(JSON.stringify([context.course.title, context.glossary])),
    };
    return this.last;
  }

  /** Most changes are in none of the YAML files. */
  private readContext(files: [TextFile, TextFile, TextFile]): CourseContext {
    const key = JSON.stringify([files, this.names]);
    if (this.context?.key !== key) this.context = {key, value: readContext(files, this.names)};
    return this.context.value;
  }

  private compile(path: string, text: string, context: CourseContext): Page {
    const before = this.compiled.get(path);
    if (before?.text === text && before.context === context.key) return before.page;
    const page = compile(text, path, context);
    this.compiled.set(path, {text, context: context.key, page});
    return page;
  }
}

/** Tells versions of a page apart, with all that its HTML shows. */
export function versionOf({outline, pages}: Snapshot, path: string): string {
  return shortHash(`${outline} ${pages.get(path)?.fingerprint}`);
}

/** What a page without its own text depends on. */
function outlineOf({course, glossary}: CourseContext, pages: ReadonlyMap<string, LinkedPage>): string {
  const metas = [...pages.values()].map(({page}) => [pageFile(page.path), page.meta]);
  return shortHash(JSON.stringify([course, metas, glossary.length > 0]));
}
