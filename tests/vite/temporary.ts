import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {onTestFinished} from "vitest";

/** A folder with these files (path → text), removed when the test is over. */
export function temporary(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "course-test-"));
  onTestFinished(() => rmSync(root, {recursive: true}));
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  return root;
}

export function write(root: string, path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, text);
  return file;
}
