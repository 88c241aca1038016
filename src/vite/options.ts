import {resolve} from "node:path";

/** Where the course's parts lie. Every path is relative to `root`, or absolute. */
export interface CourseOptions {
  /** The project's folder; Vite's root if absent. */
  root?: string;
  /** The folder of the lessons, with course.yaml, glossary.yaml and references.yaml. */
  content?: string;
  notebooks?: string;
  /** Exports `library`: the names that a cell may use without an import. Read in Node, for its keys only. */
  library: string;
  /** Exports an array of the names that the reader adds to those of the library. */
  names?: string;
  /** Exports `renderPage`, `renderIndex`, `renderGlossary`, `renderWork` and `renderProblems`. */
  shell: string;
  /** Exports `start(page)`: the module that brings a page to life. */
  entry: string;
  /** Exports `tryExercise(code, {check, starter})`: what runs an exercise in the browser, for tools that ask the plugin. */
  exercises?: string;
  /** The service worker that keeps a built site for readers without a connection. Without it there is none. */
  serviceWorker?: string;
}

type Optional = "names" | "exercises" | "serviceWorker";

export type ResolvedCourseOptions = Required<Omit<CourseOptions, Optional>> & Pick<CourseOptions, Optional>;

/** Fills in defaults and makes the paths of modules absolute. `content` and `notebooks` stay relative to the root. */
export function resolveOptions(options: CourseOptions, viteRoot: string): ResolvedCourseOptions {
  const root = resolve(options.root ?? viteRoot);
  const absolute = (path: string) => resolve(root, path);
  return {
    root,
    content: options.content ?? "content",
    notebooks: options.notebooks ?? "notebooks",
    library: absolute(options.library),
    shell: absolute(options.shell),
    entry: absolute(options.entry),
    exercises: options.exercises && absolute(options.exercises),
    names: options.names && absolute(options.names),
    serviceWorker: options.serviceWorker && absolute(options.serviceWorker),
  };
}
