import {readdir, readFile} from "node:fs/promises";
import {dirname, join, resolve} from "node:path";
import {normalizePath} from "vite";

/** What an editor says about a name of the library. */
export interface NameDoc {
  /** "(options: CircuitOptions): HTMLElement", or "class"; absent for other values. */
  signature?: string;
  /** The first sentence of the docstring. */
  summary?: string;
}

/**
 * Reads what the library's names are from the docstrings of the sources: a name's declaration is looked for in the folder
 * that the library imports it from.
 * @param library the module that exports the library, with `name: () => import("…")` or `name: part("name")` a line
 */
export async function readLibraryDocs(library: string, names: readonly string[]): Promise<Record<string, NameDoc>> {
  const text = await readFile(library, "utf8");
  const folders = foldersOf(text, dirname(library));
  const read = new Map<string, Promise<string[]>>();
  const sourcesIn = (folder: string) => {
    // A name that cannot be found is only not told of: the library's own import fails with a better message.
    const known = read.get(folder) ?? readSources(folder).catch(() => []);
    read.set(folder, known);
    return known;
  };
  const docs: Record<string, NameDoc> = {};
  for (const name of names) {
    const folder = folders.get(name);
    if (folder === undefined) continue;
    for (const source of await sourcesIn(folder)) {
      const doc = docOf(name, source);
      if (doc?.summary !== undefined || (doc && !docs[name])) docs[name] = doc;
      if (docs[name]?.summary !== undefined) break;
    }
  }
  return docs;
}

/** The texts of a module, or of all modules in a folder (with a slash at its end). */
async function readSources(folder: string): Promise<string[]> {
  if (!folder.endsWith("/")) return [await readFile(`${folder}.ts`, "utf8")];
  const files = (await readdir(folder, {recursive: true})).filter((file) => /(?<!\.d)\.ts$/.test(file));
  return Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
}

/** Where each name of the library comes from: a folder, or a file without its ending. Packages are left aside. */
function foldersOf(text: string, base: string): Map<string, string> {
  const folderOf = (specifier: string) => {
    if (!specifier.startsWith(".")) return undefined;
    const path = normalizePath(resolve(base, specifier.replace(/\/index\.ts$|\.ts$/, "")));
    return specifier.endsWith("/index.ts") ? `${path}/` : path;
  };
  const parts = new Map(
    Array.from(text.matchAll(/^function (\w+)\([^{]*\{\s*return \(\) => import\("([^"]+)"\)/gm), ([, part, from]) => [
      part!,
      folderOf(from!),
    ]),
  );
  const folders = new Map<string, string>();
  for (const [, name, from, part] of text.matchAll(/^ {2}(\w+): (?:\(\) => import\("([^"]+)"\)|(\w+)\()/gm)) {
    const folder = from ? folderOf(from) : part === "background" ? folderOf("../lab/index.ts") : parts.get(part!);
    if (folder !== undefined) folders.set(name!, folder);
  }
  return folders;
}

function docOf(name: string, text: string): NameDoc | undefined {
  const declared = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*)?^export (?:async )?(?:(function\\*?)|(class)|const) ${name}\\b`,
    "m",
  ).exec(text);
  if (!declared) return undefined;
  const [whole, comment, isFunction, isClass] = declared;
  const doc: NameDoc = {};
  const summary = comment && firstSentence(comment);
  if (summary) doc.summary = summary;
  if (isClass) doc.signature = "class";
  else if (isFunction) doc.signature = signatureAt(text, declared.index + whole.length);
  return doc;
}

function firstSentence(comment: string): string {
  const text = comment
    .replace(/^\s*\* ?/gm, "")
    .split(/\n\s*\n|\n@/)[0]!
    .replace(/\s+/g, " ")
    .trim();
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** The parameters and what they give, in one line. */
function signatureAt(text: string, start: number): string | undefined {
  const open = text.indexOf("(", start);
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "(") depth++;
    else if (text[i] === ")" && --depth === 0) {
      const result = /^: [^\n{]+(?= \{)/.exec(text.slice(i + 1))?.[0] ?? "";
      const whole = (text.slice(open, i + 1) + result).replace(/\s+/g, " ").replace("( ", "(").replace(", )", ")");
      return whole.length > 160 ? `${whole.slice(0, 159)}…` : whole;
    }
  }
  return undefined;
}
