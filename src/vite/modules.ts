import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {dirname, extname, join, resolve} from "node:path";
import {parseSync} from "vite";
import {isFile} from "./files.ts";

/** How a specifier was resolved: a file of the project, a package or URL that Vite looks after, or nothing. */
export type Resolved = {file: string} | "package" | "missing";

interface Module {
  hash: string;
  /** The files of the project that it imports. */
  imports: string[];
  /** Why it cannot be read as a script. */
  error?: SyntaxProblem;
}

/** The first thing that a parser does not understand in a module. */
export interface SyntaxProblem {
  message: string;
  line: number;
  column: number;
}

/** A module with all that is behind it. */
export interface Closure {
  /** Changes when any of the files does. */
  hash: string;
  /** The files, the module itself included. */
  files: Set<string>;
  /** Those that cannot be read, by file. */
  errors: Map<string, SyntaxProblem>;
}

const SCRIPT = /\.[cm]?[jt]sx?$/;
const TRIED = ["", ".ts", ".js", ".mjs", ".json", "/index.ts", "/index.js"];

/**
 * The local modules that cells import, with hashes of their text. A hash is transitive: it changes when any module
 * behind it does. That is how a cell knows that it has to run again.
 */
export class ModuleHashes {
  private readonly root: string;
  private readonly modules = new Map<string, Promise<Module | undefined>>();

  constructor(root: string) {
    this.root = root;
  }

  /** Forgets what was read of a file that has changed, come or gone. */
  forget(file: string): void {
    // A file that has come or gone changes what specifiers of other modules stand for.
    if (this.modules.has(file) && existsSync(file)) this.modules.delete(file);
    else this.modules.clear();
  }

  /** Resolves a specifier as a cell or a module of the project writes it. `?url` and the like are left aside. */
  async resolve(specifier: string, importer: string): Promise<Resolved> {
    if (/^[a-z][a-z0-9+.-]+:/i.test(specifier)) return "package";
    const path = specifier.replace(/[?#].*$/, "");
    if (path.startsWith(".")) return this.find(resolve(dirname(importer), path));
    if (path.startsWith("/")) return this.find(join(this.root, path));
    return this.hasPackage(path, importer) ? "package" : "missing";
  }

  /** A file with all that it imports. */
  async closure(file: string): Promise<Closure> {
    const files = new Set<string>();
    const errors = new Map<string, SyntaxProblem>();
    const hashes: string[] = [];
    const queue = [file];
    for (const next of queue) {
      if (files.has(next)) continue;
      files.add(next);
      const module = await this.read(next);
      hashes.push(module?.hash ?? "missing");
      if (module?.error) errors.set(next, module.error);
      queue.push(...(module?.imports ?? []));
    }
    return {hash: shortHash(hashes.join()), files, errors};
  }

  private async find(path: string): Promise<Resolved> {
    const candidates = TRIED.map((end) => path + end);
    if (/\.js$/.test(path)) candidates.push(path.replace(/\.js$/, ".ts"));
    for (const candidate of candidates) if (await isFile(candidate)) return {file: candidate};
    return "missing";
  }

  private hasPackage(specifier: string, importer: string): boolean {
    const name = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1);
    for (const start of [dirname(importer), this.root])
      for (let folder = start; ; folder = dirname(folder)) {
        if (existsSync(join(folder, "node_modules", ...name))) return true;
        if (folder === dirname(folder)) break;
      }
    return false;
  }

  private read(file: string): Promise<Module | undefined> {
    let module = this.modules.get(file);
    if (!module) this.modules.set(file, (module = this.parse(file)));
    return module;
  }

  private async parse(file: string): Promise<Module | undefined> {
    const bytes = await readFile(file).catch(() => undefined);
    if (!bytes) return undefined;
    const hash = shortHash(bytes);
    if (!SCRIPT.test(extname(file)) || file.includes("/node_modules/")) return {hash, imports: []};
    const imports: string[] = [];
    const source = bytes.toString("utf8");
    const error = syntaxProblem(file, source);
    for (const specifier of importsOf(file, source)) {
      const resolved = await this.resolve(specifier, file);
      if (typeof resolved === "object" && !resolved.file.endsWith(".md")) imports.push(resolved.file);
    }
    return error ? {hash, imports, error} : {hash, imports};
  }
}

function syntaxProblem(file: string, source: string): SyntaxProblem | undefined {
  const error = parseSync(file, source, {showSemanticErrors: true}).errors.find(({severity}) => severity === "Error");
  if (!error) return undefined;
  const lines = source.slice(0, error.labels.at(-1)?.start ?? 0).split(/\r\n|\r|\n/);
  return {message: error.message, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1};
}

/** The specifiers of a module's imports, static and dynamic, without those of types, and of `new URL(…, import.meta.url)`. */
export function importsOf(file: string, source: string): string[] {
  const found = new Set<string>();
  const {module} = parseSync(file, source);
  for (const {moduleRequest, entries} of module.staticImports)
    if (entries.length === 0 || entries.some(({isType}) => !isType)) found.add(moduleRequest.value);
  for (const {entries} of module.staticExports)
    for (const {moduleRequest, isType} of entries) if (moduleRequest && !isType) found.add(moduleRequest.value);
  for (const {moduleRequest} of module.dynamicImports) {
    const literal = /^(["'`])([^"'`$]+)\1$/.exec(source.slice(moduleRequest.start, moduleRequest.end));
    if (literal?.[2]) found.add(literal[2]);
  }
  for (const [, path] of source.matchAll(/\bnew URL\(\s*["'](\.[^"']+)["']\s*,\s*import\.meta\.url/g))
    if (path) found.add(path);
  return [...found];
}

/** Twelve hexadecimal digits of SHA-256: enough to tell versions of a file apart. */
export function shortHash(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex").slice(0, 12);
}
