import {readFile} from "node:fs/promises";
import type {IncomingMessage, ServerResponse} from "node:http";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {type Connect, type EnvironmentModuleNode, type HotUpdateOptions, normalizePath, type ViteDevServer} from "vite";
import type {Problem} from "../page/index.ts";
import {changedFiles, changedPages} from "./changes.ts";
import {assetOfUrl, writeAsset} from "./course-assets.ts";
import {isFile, projectPath} from "./files.ts";
import {readUrl, type Target} from "./ids.ts";
import {shortHash} from "./modules.ts";
import {missingPage, renderTarget, unreadable} from "./render.ts";
import {Reporter} from "./reporter.ts";
import {DevSite} from "./site.ts";
import {type CourseStore, type Snapshot, versionOf} from "./store.ts";

/** The course in the dev server: its pages by request, and what a saved file changes in the open ones. */
export class DevCourse {
  private readonly store: CourseStore;
  private readonly server: ViteDevServer;
  private readonly site: DevSite;
  private readonly reporter: Reporter;
  /** The course as the open pages know it. */
  private told: Snapshot | undefined;

  constructor(store: CourseStore, server: ViteDevServer) {
    this.store = store;
    this.server = server;
    this.site = new DevSite(store.options, server);
    this.reporter = new Reporter(server.config.logger, store.source);
  }

  /** The course as it is now, checked against the names of the library. */
  async snapshot(): Promise<Snapshot> {
    this.store.setNames((await this.site.load()).names);
    const snapshot = await this.store.snapshot();
    this.told ??= snapshot;
    return snapshot;
  }

  /** Prints what is wrong with the course as it is found at the start. */
  async start(): Promise<void> {
    try {
      this.reporter.report((await this.snapshot()).problems);
    } catch (error) {
      this.server.config.logger.error(`The course cannot be read: ${(error as Error).stack ?? error}`, {
        timestamp: true,
      });
    }
  }

  /** Serves the pages. Everything else is left to Vite. */
  readonly servePage: Connect.NextHandleFunction = async (request, response, next) => {
    const path = this.pathOf(request);
    if (path === undefined) return next();
    try {
      let snapshot = await this.snapshot();
      const target = readUrl(path, this.store.options, (page) => snapshot.pages.has(page));
      if (target === undefined) return next();
      if (target.kind === "page" && (await this.isNew(target.path, snapshot))) snapshot = await this.snapshot();
      if (target.kind === "redirect") {
        response.writeHead(302, {location: this.server.config.base.replace(/\/$/, "") + target.to}).end();
        return;
      }
      const problems = unreadable(target, snapshot);
      if (problems.length > 0) return await this.sendProblems(request, response, 500, problems);
      const html = await this.render(target, snapshot);
      if (html === undefined) return next();
      const version = target.kind === "page" ? versionOf(snapshot, target.path) : shortHash(html);
      const name = target.kind === "page" ? "course-version" : "course-text";
      await this.send(request, response, 200, withMeta(html, name, version));
    } catch (error) {
      next(error);
    }
  };

  /** Serves what pages load of the whole course: the search's index, the glossary. */
  readonly serveAsset: Connect.NextHandleFunction = async (request, response, next) => {
    const asset = assetOfUrl(this.belowBase(request));
    if (!asset) return next();
    try {
      const body = writeAsset(asset, await this.snapshot(), {drafts: true});
      response.writeHead(200, {"content-type": "application/json", "cache-control": "no-cache"}).end(body);
    } catch (error) {
      next(error);
    }
  };

  /** Says what is missing where neither the course nor Vite has anything to show. */
  readonly serveNotFound: Connect.NextHandleFunction = async (request, response, next) => {
    const path = this.pathOf(request);
    if (path === undefined) return next();
    try {
      const snapshot = await this.snapshot();
      const target = readUrl(path.endsWith(".html") ? path : `${path}.html`, this.store.options, () => false);
      if (target?.kind !== "page") return next();
      const problem = missingPage(target.path, snapshot, this.store.deleted.has(target.path));
      await this.sendProblems(request, response, 404, [problem]);
    } catch (error) {
      next(error);
    }
  };

  /** What a changed file means for the browser: the modules that it has to load anew. */
  async change({file, modules, timestamp}: HotUpdateOptions): Promise<EnvironmentModuleNode[]> {
    const path = projectPath(this.store.options.root, file);
    void this.lookAgain(file);
    await this.snapshot();
    this.store.touch(file);
    const nodes = await this.tell(timestamp, [path]);
    // A page that was saved without a change has nothing to update.
    const natural = this.store.isPage(path) ? [] : modules;
    return [...new Set([...natural, ...nodes])];
  }

  /** Vite's watcher drops a change that follows another of the same file within 50 ms, as a formatter's after a save. */
  private async lookAgain(file: string): Promise<void> {
    const read = () => readFile(file, "utf8").catch(() => undefined);
    const before = await read();
    for (let look = 0; look < 4; look++) {
      await setTimeout(20, undefined, {ref: false});
      const now = await read();
      if (now === undefined || now === before) continue;
      this.server.watcher.emit("change", file);
      return; // which looks again in its turn
    }
  }

  /** Shell or library have changed: they are loaded anew, and so is every open page. */
  async changeSite(timestamp: number): Promise<void> {
    this.site.forget();
    await this.tell(timestamp, []);
    this.server.environments.client.hot.send({type: "full-reload"});
  }

  /** Tells terminal and browser what is new since it was told last; returns the modules of the pages that differ. */
  private async tell(timestamp: number, changed: string[]): Promise<EnvironmentModuleNode[]> {
    const after = await this.snapshot();
    const before = this.told ?? after;
    this.told = after;
    this.reporter.report(after.problems, changed);
    const pages = changedPages(before, after);
    const files = changedFiles(before, after);
    const {moduleGraph, hot} = this.server.environments.client;
    if (pages.length > 0 || files.length > 0) hot.send({type: "custom", event: "course:changed", data: {files}});

    const file = (path: string) => normalizePath(join(this.store.options.root, path));
    const nodes = pages.flatMap((path) => [...(moduleGraph.getModulesByFile(file(path)) ?? [])]);
    // Vite would only put new URLs into a module whose import has changed. The keys in it are new: it is written anew.
    const seen = new Set<EnvironmentModuleNode>();
    for (const node of nodes) moduleGraph.invalidateModule(node, seen, timestamp);
    return nodes;
  }

  private render(target: Exclude<Target, {kind: "redirect"}>, snapshot: Snapshot): Promise<string | undefined> {
    return this.site.load().then(({shell}) => renderTarget(target, snapshot, shell, {drafts: true}));
  }

  private async sendProblems(
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    problems: Problem[],
  ): Promise<void> {
    const {shell} = await this.site.load();
    // Whatever changes in the course may be what was missing.
    const html = shell.renderProblems(problems);
    const watched = withMeta(withMeta(html, "course-watch", "any"), "course-text", shortHash(html));
    await this.send(request, response, status, watched);
  }

  private async send(request: IncomingMessage, response: ServerResponse, status: number, html: string): Promise<void> {
    const url = (request as Connect.IncomingMessage).originalUrl ?? request.url ?? "/";
    const body = await this.server.transformIndexHtml(url, html);
    response.writeHead(status, {"content-type": "text/html; charset=utf-8", "cache-control": "no-cache"});
    response.end(request.method === "HEAD" ? undefined : body);
  }

  /** Whether there is a file that the watcher has not told of yet. */
  private async isNew(path: string, {pages}: Snapshot): Promise<boolean> {
    const file = join(this.store.options.root, path);
    if (pages.has(path) || !this.store.isPage(path) || !(await isFile(file))) return false;
    this.store.touch(file);
    return true;
  }

  /** The path below the base of a request that a person has made, or undefined for one of a script. */
  private pathOf(request: IncomingMessage): string | undefined {
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    if (new URL(request.url ?? "/", "http://localhost").search.includes("html-proxy")) return undefined;
    const path = this.belowBase(request);
    const wantsHtml = request.headers.accept?.includes("text/html") ?? false;
    return wantsHtml || path === "/" || path.endsWith(".html") ? path : undefined;
  }

  private belowBase({url}: IncomingMessage): string {
    const {pathname} = new URL(url ?? "/", "http://localhost");
    const {base} = this.server.config;
    return base !== "/" && pathname.startsWith(base) ? pathname.slice(base.length - 1) : pathname;
  }
}

function withMeta(html: string, name: string, content: string): string {
  return html.replace("</head>", () => `<meta name="${name}" content="${content}">\n</head>`);
}
