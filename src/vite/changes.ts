import type {Snapshot} from "./store.ts";

/** The pages whose modules differ between two moments, those that are gone or back included. */
export function changedPages(before: Snapshot, after: Snapshot): string[] {
  const all = [...new Set([...before.pages.keys(), ...after.pages.keys()])];
  if (before.outline !== after.outline) return all;
  return all.filter((path) => before.pages.get(path) !== after.pages.get(path));
}

/** The files of the site, relative to its root, that a browser can only load anew: those without cells of their own. */
export function changedFiles(before: Snapshot, after: Snapshot): string[] {
  const files: string[] = [];
  if (before.outline !== after.outline) files.push("index.html", "work.html");
  if (before.outline !== after.outline || before.glossaryHash !== after.glossaryHash) files.push("glossary.html");
  return files;
}
