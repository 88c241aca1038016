import {readKit} from "./kit-file.ts";

/** More than a hundred times the longest notebook of the course. */
const MOST_BYTES = 1_000_000;

/** A file's notebook as Markdown, or what is wrong with it. */
export type ReadFile = {markdown: string} | {error: string};

/** Reads a Markdown file or one of Observable Notebook Kit. Nothing in it runs. Never rejects. */
export async function readNotebookFile(file: File): Promise<ReadFile> {
  const name = `“${file.name}”`;
  if (!/\.(?:md|markdown|html?)$/i.test(file.name))
    return {error: `${name} is neither Markdown (.md) nor a notebook of Observable Notebook Kit (.html).`};
  if (file.size > MOST_BYTES)
    return {
      error: `${name} has ${Math.ceil(file.size / 1000).toLocaleString("en-US")} kB, and at most ${MOST_BYTES / 1000} kB can be opened.`,
    };
  let text: string;
  try {
    text = (await file.text()).replace(/^\uFEFF/, "");
  } catch {
    return {error: `${name} could not be read. Is it still where it was?`};
  }
  if (text.trim() === "") return {error: `${name} is empty.`};
  const bad = /[\0\uFFFD]/.exec(text);
  if (bad) {
    const lines = text.slice(0, bad.index).split("\n");
    return {
      error: `${name}, line ${lines.length}, column ${lines.at(-1)!.length + 1}: this is no text in UTF-8. Save the file as UTF-8 and open it again.`,
    };
  }
  if (/\.html?$/i.test(file.name)) {
    const markdown = await readKit(text);
    if (markdown === undefined)
      return {error: `${name}, line 1: this is no notebook of Observable Notebook Kit: it has no element <notebook>.`};
    return {markdown};
  }
  return {markdown: text};
}

/** Gives the reader a text as a file. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], {type}));
  const link = Object.assign(document.createElement("a"), {href: url, download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
