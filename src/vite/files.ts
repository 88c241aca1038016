import {readdir, readFile, stat} from "node:fs/promises";
import {join, relative, sep} from "node:path";

/** A path with forward slashes, relative to the root: "content/softmax.md". */
export function projectPath(root: string, file: string): string {
  return relative(root, file).split(sep).join("/");
}

/** Every Markdown file below `folder`, relative to the root, sorted. Files and folders that begin with "." or "_" are not pages. */
export async function listMarkdown(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), {recursive: true, withFileTypes: true}).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".md"))
    .map((entry) => projectPath(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split("/").some((part) => part.startsWith(".") || part.startsWith("_")))
    .sort();
}

/**
 * The text of a file, or undefined if there is none. Editors may empty a file before they write it: an empty file is
 * read again for up to 100 ms, so that a page doesn't lose its state to the moment between.
 */
export async function readText(file: string): Promise<string | undefined> {
  for (let attempt = 0; ; attempt++) {
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text !== "" || attempt === 10) return text?.replace(/^\uFEFF/, "");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function isFile(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ?? false;
}
