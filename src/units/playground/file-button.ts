import {html} from "../shared/element.ts";

/** A button that asks for a file. The same file may be chosen twice. */
export function fileButton(text: string, accept: string, take: (file: File) => void): HTMLElement {
  const input = html("input", {
    type: "file",
    accept,
    "aria-label": text,
    class: "pg-file-input",
    onchange: () => {
      const file = input.files?.[0];
      if (file) take(file);
      input.value = "";
    },
  });
  return html("label", {class: "unit-action unit-quiet pg-file"}, input, text);
}

/** A file's text, or why it was not read. What is too large is not opened. */
export async function readTextFile(file: File, largest: number): Promise<{text: string} | {problem: string}> {
  if (file.size > largest)
    return {problem: `${file.name} has ${file.size} bytes; at most ${largest} are read. Nothing has been changed.`};
  try {
    const bytes = await file.arrayBuffer();
    return {text: new TextDecoder("utf-8", {fatal: true}).decode(bytes)};
  } catch (error) {
    const why = error instanceof TypeError ? "it is no UTF-8 text" : (error as Error).message;
    return {problem: `${file.name} could not be read: ${why}. Nothing has been changed.`};
  }
}
