import {basename, dirname, join, resolve} from "node:path";
import {normalizePath, type Plugin} from "vite";
import type {Page, Problem} from "../page/index.ts";
import {clientFolder, courseConfig} from "./config.ts";
import {assetOf, assetUrl, writeAsset} from "./course-assets.ts";
import {CourseBuild} from "./course-build.ts";
import {DevCourse} from "./dev-course.ts";
import {writeEntryModule} from "./entry-module.ts";
import {projectPath} from "./files.ts";
import {DOCS_ID, pageOfEntry, pageOfSource, sourceId, WATCH_ID} from "./ids.ts";
import {readLibraryDocs} from "./library-docs.ts";
import {type CourseOptions, type ResolvedCourseOptions, resolveOptions} from "./options.ts";
import {deletedPage, writePageModule, writeSourceModule} from "./page-module.ts";
import {listFiles, writeServiceWorker} from "./service-worker.ts";
import {CourseStore, type Snapshot, versionOf} from "./store.ts";

/** What other tools may ask the plugin: `config.plugins.find(({name}) => name === "course").api`. */
export interface CourseApi {
  pages(): Promise<Page[]>;
  /** Of all pages and of the YAML files. */
  problems(): Promise<Problem[]>;
  /** The file that exports `tryExercise`, where the options name one. */
  exercises(): string | undefined;
}

/** Makes a site of a folder of Markdown: static pages with live cells, updated cell by cell in the dev server. */
export function course(courseOptions: CourseOptions): Plugin<CourseApi> {
  let options: ResolvedCourseOptions;
  let store: CourseStore;
  let build: CourseBuild | undefined;
  let dev: DevCourse | undefined;
  let revision = 0;

  /** Where a page's Markdown lies, be the file there or not. */
  const fileOf = (path: string) => normalizePath(join(options.root, path));

  async function snapshot(): Promise<Snapshot> {
    return dev ? dev.snapshot() : (build?.snapshot ?? store.snapshot());
  }

  return {
    name: "course",
    enforce: "pre",

    async config({root}, {command, isPreview}) {
      options = resolveOptions(courseOptions, resolve(root ?? "."));
      store = new CourseStore(options, {dev: command === "serve"});
      if (command === "build" && !isPreview) build = await CourseBuild.start(store);
      return courseConfig(options, build?.input);
    },

    configResolved({logger}) {
      build?.warn(logger);
    },

    resolveId(source, importer) {
      if (source === WATCH_ID) return normalizePath(join(clientFolder, "watch.ts"));
      if (assetOf(source)) return `\0${source}`;
      if (source === DOCS_ID || pageOfEntry(source) !== undefined || build?.isInput(source)) return source;
      const ofSource = pageOfSource(source);
      if (ofSource !== undefined && importer !== undefined)
        return normalizePath(resolve(dirname(importer), ofSource)) + source.slice(ofSource.length);
      if (!source.endsWith(".md")) return undefined;
      if (source.startsWith("/") && store.isPage(source.slice(1))) return fileOf(source.slice(1));
      if (!source.startsWith(".") || importer === undefined) return undefined;
      const file = resolve(dirname(importer), source);
      return store.isPage(projectPath(options.root, file)) ? normalizePath(file) : undefined;
    },

    async load(id) {
      const started = pageOfEntry(id);
      if (started !== undefined) {
        const client = dev && normalizePath(join(clientFolder, "refresh.ts"));
        return writeEntryModule({path: started, entry: normalizePath(options.entry), client});
      }
      const asset = id.startsWith("\0") ? assetOf(id.slice(1)) : undefined;
      if (asset) {
        if (!build) return `export default import.meta.env.BASE_URL + ${JSON.stringify(assetUrl(asset).slice(1))};`;
        const source = writeAsset(asset, build.snapshot, {drafts: false});
        const file = this.emitFile({type: "asset", name: `${asset}.json`, source});
        return `export default import.meta.ROLLUP_FILE_URL_${file};`;
      }
      if (build?.isInput(id)) return build.render(id);
      if (id === DOCS_ID) {
        const {names = []} = (await snapshot()).context;
        return `export const docs = ${JSON.stringify(await readLibraryDocs(options.library, names))};`;
      }
      const asked = pageOfSource(id);
      const path = projectPath(options.root, asked ?? id);
      if (!store.isPage(path)) return undefined;
      const course = await snapshot();
      if (asked !== undefined) {
        const code = writeSourceModule(store.source(path) ?? "", course.context);
        return {code, map: null, moduleType: "js"};
      }
      const page = course.pages.get(path) ?? deletedPage(store.deleted.get(path));
      if (!page) return undefined;
      const {outline} = course;
      const version = versionOf(course, path);
      const source = store.isNotebook(path) ? sourceId(`./${basename(path)}`, version) : undefined;
      const code = writePageModule(page, {dev: dev !== undefined, outline, version, revision: revision++, source});
      return {code, map: null, moduleType: "js"};
    },

    // Behind Vite's own plugins, which write the pages.
    generateBundle: {
      order: "post",
      async handler(_output, bundle) {
        if (!build || !options.serviceWorker) return;
        const source = await writeServiceWorker(options.serviceWorker, listFiles(bundle));
        this.emitFile({type: "asset", fileName: "service-worker.js", source});
      },
    },

    configureServer(server) {
      const course = new DevCourse(store, server);
      dev = course;
      server.httpServer?.once("listening", () => void course.start());
      server.middlewares.use(course.serveAsset);
      server.middlewares.use(course.servePage);
      return () => void server.middlewares.use(course.serveNotFound);
    },

    transformIndexHtml(_html, {server}) {
      return server && [{tag: "script", attrs: {type: "module", src: WATCH_ID}, injectTo: "head"}];
    },

    async hotUpdate(change) {
      if (this.environment.name === "client") return dev?.change(change);
      if (change.modules.length > 0) await dev?.changeSite(change.timestamp);
      return [];
    },

    api: {
      pages: async () => [...(await snapshot()).pages.values()].map(({page}) => page),
      problems: async () => (await snapshot()).problems,
      exercises: () => options.exercises,
    },
  };
}
