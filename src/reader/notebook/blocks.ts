/**
 * A notebook's Markdown as blocks that a reader edits, moves and deletes one by one. Nothing is lost or changed on the
 * way: `joinBlocks(splitBlocks(text)) === text`. What belongs together stays together: a fence, a list, an element of HTML
 * with all that stands between its tags, a question, a formula.
 */
export interface Notebook {
  /** Front matter and whatever stands before the first block. */
  readonly head: string;
  readonly blocks: readonly Block[];
}

export interface Block {
  /** A cell or other fence on its own is code; all else is text, be there cells in it or not. */
  readonly kind: "text" | "code";
  /** Without the line break at its end. */
  readonly text: string;
  /** The line breaks and blank lines up to the next block. */
  readonly gap: string;
}

/** A code block's parts. */
export interface Fence {
  /** The opening line: "```js id=race height=300". */
  open: string;
  code: string;
  close: string;
}

export function joinBlocks({head, blocks}: Notebook): string {
  return head + blocks.map(({text, gap}) => text + gap).join("");
}

export function splitBlocks(markdown: string): Notebook {
  const lines = markdown.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  let i = headLines(lines);
  const head = lines.slice(0, i).join("");
  const blocks: Block[] = [];
  while (i < lines.length) {
    const end = blockEnd(lines, i);
    let next = end;
    while (next < lines.length && isBlank(lines[next]!)) next++;
    const whole = lines.slice(i, end).join("");
    const text = whole.replace(/\r?\n$/, "");
    const gap = whole.slice(text.length) + lines.slice(end, next).join("");
    blocks.push({kind: fenceOf(text) ? "code" : "text", text, gap});
    i = next;
  }
  return {head, blocks};
}

/** How many lines stand before the first block. */
function headLines(lines: readonly string[]): number {
  let i = 0;
  if (/^---\s*$/.test(lines[0] ?? "")) {
    const end = lines.findIndex((line, n) => n > 0 && /^---\s*$/.test(line));
    if (end > 0) i = end + 1;
  }
  while (i < lines.length && isBlank(lines[i]!)) i++;
  return i;
}

const isBlank = (line: string) => /^\s*$/.test(line);
const FENCE = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;
const LIST_ITEM = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:\s|$)/;
const QUESTION = /^ {0,3}<!--\s*(quiz|predict|exercise)\b/;

/** The first line behind the block that starts at a line. */
function blockEnd(lines: readonly string[], start: number): number {
  const first = lines[start]!;
  const fence = FENCE.exec(first)?.[1];
  if (fence) return fenceEnd(lines, start, fence);
  if (/^ {0,3}#{1,6}(?:\s|$)/.test(first)) return start + 1;
  const question = QUESTION.exec(first)?.[1];
  if (question) return lineAfter(lines, start, new RegExp(`^ {0,3}<!--\\s*/${question}\\s*-->`));
  if (/^ {0,3}<!--/.test(first)) return lineAfter(lines, start, /-->/, true);
  if (/^ {0,3}\$\$/.test(first) && !/\$\$.*\$\$/.test(first)) return lineAfter(lines, start, /\$\$/);
  const isList = LIST_ITEM.test(first) || /^ {0,3}\[\^[^\]]+\]:/.test(first);
  let open = 0;
  let i = start;
  while (i < lines.length) {
    const line = lines[i]!;
    const inner = FENCE.exec(line)?.[1];
    if (inner && open <= 0 && i > start) return i;
    if (isBlank(line)) {
      if (open <= 0 && !(isList && goesOn(lines, i))) return i;
    } else if (open <= 0 && i > start && (/^ {0,3}#{1,6}(?:\s|$)/.test(line) || QUESTION.test(line))) return i;
    if (inner) {
      i = fenceEnd(lines, i, inner);
      continue;
    }
    if (open > 0 || /^ {0,3}<[A-Za-z]/.test(first)) open += openTags(line);
    i++;
  }
  return i;
}

function fenceEnd(lines: readonly string[], start: number, fence: string): number {
  return lineAfter(lines, start, closing(fence));
}

const closing = (fence: string) => new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`);
const closes = (line: string, fence: string) => closing(fence).test(line);

/** The line behind the first that matches, or the end of the text. */
function lineAfter(lines: readonly string[], start: number, pattern: RegExp, sameLine = false): number {
  for (let i = sameLine ? start : start + 1; i < lines.length; i++) if (pattern.test(lines[i]!)) return i + 1;
  return lines.length;
}

/** Whether a list goes on behind a blank line: with an indented line or with another item. */
function goesOn(lines: readonly string[], blank: number): boolean {
  const next = lines.slice(blank).find((line) => !isBlank(line));
  return (
    next !== undefined &&
    (/^(?: {2,}|\t)/.test(next) || (LIST_ITEM.test(next) && !/^ {0,3}[-*] *[-*] *[-*]/.test(next)))
  );
}

const CONTAINERS =
  "address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|header|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul";
const TAG = new RegExp(`<(/?)(?:${CONTAINERS})(?=[\\s/>])[^>]*?(/?)>`, "gi");

/** How many elements a line opens and leaves open. */
function openTags(line: string): number {
  let count = 0;
  for (const [, closes, empty] of line.matchAll(TAG)) count += closes ? -1 : empty ? 0 : 1;
  return count;
}

/** The parts of a text that is one fence and nothing else. */
export function fenceOf(text: string): Fence | undefined {
  const mark = FENCE.exec(text)?.[1];
  if (!mark) return undefined;
  const lines = text.split("\n");
  if (lines.length < 2 || fenceEnd(lines, 0, mark) !== lines.length || !closes(lines.at(-1)!, mark)) return undefined;
  return {open: lines[0]!, code: lines.slice(1, -1).join("\n"), close: lines.at(-1)!};
}

/** A block of a text, its fence longer than any in it. */
export function codeBlock(code: string, open = "```js"): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/^ {0,3}(`{3,})/gm), ([, mark]) => mark!.length));
  const mark = "`".repeat(Math.max(longest + 1, /^ {0,3}(`+)/.exec(open)?.[1]?.length ?? 0));
  return `${open.replace(/^( {0,3})`*/, `$1${mark}`)}\n${code === "" ? "" : `${code}\n`}${mark}`;
}

/** The text of a block with other code in its fence; a text block becomes that text. */
export function withCode(block: Block, code: string): string {
  const fence = fenceOf(block.text);
  return fence ? codeBlock(code, fence.open) : code;
}

/** The name (`id=`) that a block's fence asks for. */
export function nameOf({text}: Block): string | undefined {
  const open = fenceOf(text)?.open;
  return open === undefined ? undefined : /\sid=(?:"([^"]*)"|(\S+))/.exec(open)?.slice(1).find(Boolean);
}

/** The notebook with a block named, or without a name (""). */
export function nameBlock(notebook: Notebook, index: number, name: string): Notebook {
  const block = notebook.blocks[index]!;
  const fence = fenceOf(block.text);
  if (!fence) return notebook;
  const bare = fence.open.replace(/\sid=(?:"[^"]*"|\S+)/, "").trimEnd();
  return replaceBlock(notebook, index, codeBlock(fence.code, name === "" ? bare : `${bare} id=${name}`));
}

/** The notebook with another text in a block's place: none if it is blank, several where it says so. */
export function replaceBlock(notebook: Notebook, index: number, text: string): Notebook {
  const blocks = [...notebook.blocks];
  const {gap} = blocks[index]!;
  const fresh = splitBlocks(text.replace(/^(?:[ \t]*\r?\n)+|\s+$/g, ""));
  // What looks like front matter is none in the middle of a text.
  const made = fresh.head === "" ? fresh.blocks : [{kind: "text" as const, text: joinBlocks(fresh), gap: ""}];
  blocks.splice(index, 1, ...made.map((block, i) => (i === made.length - 1 ? {...block, gap} : block)));
  return apart({...notebook, blocks});
}

/** The notebook with a new block before the given place. */
export function insertBlock(notebook: Notebook, index: number, text: string): Notebook {
  const blocks = [...notebook.blocks];
  blocks.splice(index, 0, {kind: fenceOf(text) ? "code" : "text", text, gap: "\n"});
  return apart({...notebook, blocks});
}

export function deleteBlock(notebook: Notebook, index: number): Notebook {
  return apart({...notebook, blocks: notebook.blocks.filter((_, i) => i !== index)});
}

/** The notebook with a block moved so that it stands at another place. */
export function moveBlock(notebook: Notebook, from: number, to: number): Notebook {
  const blocks = [...notebook.blocks];
  const [moved] = blocks.splice(from, 1);
  if (moved) blocks.splice(to, 0, moved);
  return apart({...notebook, blocks});
}

/** Blocks with a blank line between each two, so that neither reads as a part of the other. */
function apart({head, blocks}: Notebook): Notebook {
  const eol = blocks.some(({gap}) => gap.includes("\r\n")) ? "\r\n" : "\n";
  const spaced = blocks.map((block, i) => {
    const breaks = block.gap.split("\n").length - 1;
    const needed = i === blocks.length - 1 ? 1 : 2;
    return breaks >= needed ? block : {...block, gap: block.gap + eol.repeat(needed - breaks)};
  });
  return {head: head === "" || head.endsWith("\n") ? head : `${head}${eol}${eol}`, blocks: spaced};
}

/** The line (from 1) of each block's first line. */
export function blockLines({head, blocks}: Notebook): number[] {
  let line = head.split("\n").length;
  return blocks.map(({text, gap}) => {
    const first = line;
    line += (text + gap).split("\n").length - 1;
    return first;
  });
}
