import type {Cell as KitCell} from "@observablehq/notebook-kit";
import {type Block, codeBlock, fenceOf, joinBlocks, type Notebook, splitBlocks} from "./blocks.ts";

/** Names of this site's library that Notebook Kit has as well. */
const SHARED = new Set("Plot Inputs d3 html svg tex md".split(" "));

/** Attributes of a cell's element that Notebook Kit does not know and leaves alone: what it has no place for. */
const HEAD = "data-head";
const TEXT = "data-text";
const NOTE = "data-note";
const FENCE = "data-fence";

interface Piece {
  mode: "md" | "js" | "ts" | "tex";
  value: string;
  pinned?: boolean;
  attributes: Record<string, string>;
}

/**
 * A notebook as a file of Observable Notebook Kit: each text block a Markdown cell, each cell one of JavaScript or
 * TypeScript. Formulas are written as that kit reads them. What it cannot run is shown, and said in a first cell.
 * @param used names of the library that the cells use
 */
export async function writeKit(
  notebook: Notebook,
  {title, used, address}: {title: string; used: readonly string[]; address: string},
): Promise<string> {
  const {serialize, toNotebook} = await import("@observablehq/notebook-kit");
  const pieces = [noteOf(used, address), ...notebook.blocks.flatMap(writtenPieces)];
  pieces[0]!.attributes[HEAD] = notebook.head;
  const cells = pieces.map(({mode, value, pinned}, i) => ({
    id: i + 1,
    mode,
    value,
    ...(pinned !== undefined && {pinned}),
  }));
  const text = serialize(toNotebook({title, cells: cells as KitCell[]}));
  // A cell's own lines are indented by more, so that none of them begins so.
  return text.replace(/^ {2}<script id="(\d+)"/gm, (start, id) => {
    const {attributes} = pieces[Number(id) - 1]!;
    return (
      start +
      Object.entries(attributes)
        .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
        .join("")
    );
  });
}

function noteOf(used: readonly string[], address: string): Piece {
  const missing = used.filter((name) => !SHARED.has(name));
  const names = missing.map((name) => `\`${name}\``).join(", ");
  const value =
    missing.length === 0
      ? `This notebook was saved from ${address}.`
      : `This notebook was saved from ${address}. ${missing.length === 1 ? "The name" : "The names"} ${names} ${missing.length === 1 ? "belongs" : "belong"} to that site: cells that use ${missing.length === 1 ? "it" : "them"} run there and not here.`;
  return {mode: "md", value, attributes: {[NOTE]: ""}};
}

/** The cells for a block, as the file has them. */
function writtenPieces(block: Block): Piece[] {
  return piecesOf(block).map((piece, i) => inScript(piece, block.text, i === 0));
}

function piecesOf(block: Block): Piece[] {
  const {text} = block;
  if (block.kind === "code") return [codePiece(text)];
  const formula = /^\$\$\s*\n?([\s\S]*?)\n?\$\$(?: *\{#[^}]*\})?$/.exec(text)?.[1];
  if (formula !== undefined && !formula.includes("$$"))
    return [{mode: "tex", value: formula, attributes: {[TEXT]: text}}];
  const inner = withoutContainer(text);
  const parts = inner === undefined ? [] : splitBlocks(inner).blocks;
  if (!parts.some(({kind}) => kind === "code")) {
    const value = mathOf(text);
    return [{mode: "md", value, attributes: value === text ? {} : {[TEXT]: text}}];
  }
  // An element with cells in it: the kit has no cell in a cell, so they stand one after the other.
  return parts.flatMap(piecesOf).map((piece, i): Piece => (i === 0 ? {...piece, attributes: {[TEXT]: text}} : piece));
}

/**
 * A cell stands in an element `<script>`, whose end a browser does not see behind `<!--` and `<script`: there the first is
 * written otherwise, and the text kept beside it.
 */
function inScript(piece: Piece, text: string, first: boolean): Piece {
  const {mode, value, attributes} = piece;
  if (!/<!--/.test(value) || !/<script/i.test(value)) return piece;
  const safe = value.replaceAll("<!--", mode === "md" ? "&lt;!--" : "<\\!--");
  return {...piece, value: safe, attributes: first ? {...attributes, [TEXT]: text} : attributes};
}

function codePiece(text: string): Piece {
  const fence = fenceOf(text)!;
  const info = fence.open.replace(/^ *[`~]+/, "").trim();
  const mode = /^(js|ts)(?:\s|$)/.exec(info)?.[1] as "js" | "ts" | undefined;
  const asText: Piece = {mode: "md", value: text, attributes: {}};
  if (!mode || /\srun=false\b|\s(?:starter|check|solution)\b/.test(info)) return asText;
  // A file of the site is nowhere else.
  if (/\b(?:import|from)\s*\(?\s*["']\.{1,2}\//.test(fence.code))
    return {
      ...asText,
      value: `This cell takes something from a file of the site:\n\n${text}`,
      attributes: {[TEXT]: text},
    };
  const attributes = {[FENCE]: info, ...(codeBlock(fence.code, `\`\`\`${info}`) !== text && {[TEXT]: text})};
  return {mode, value: fence.code, pinned: /\s(?:echo|edit)\b/.test(info), attributes};
}

/** What stands between the first and the last tag of an element that is all of a text. */
function withoutContainer(text: string): string | undefined {
  return /^<(\w+)[^>]*>\s*\n([\s\S]*)\n\s*<\/\1>\s*$/.exec(text)?.[2];
}

/** Text with `$x$` as the kit writes it. Code is left as it is. */
function mathOf(text: string): string {
  return text
    .split(/(`+[^`]*`+)/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part.replace(
            /(?<![\\$])\$(?![\s{$])([^$\n`]+?)(?<![\s\\])\$(?![\d$])/g,
            (_, formula) => `\${tex\`${formula}\`}`,
          ),
    )
    .join("");
}

/** Reads a file of Observable Notebook Kit as Markdown; undefined if it is none. */
export async function readKit(file: string): Promise<string | undefined> {
  const document = new DOMParser().parseFromString(file, "text/html"); // An inert document: nothing in it runs or loads.
  if (!document.querySelector("notebook")) return undefined;
  const {deserialize} = await import("@observablehq/notebook-kit");
  const {title, cells} = deserialize(file);
  const elements = [...document.querySelectorAll("notebook script")];
  let head: string | undefined;
  const texts: string[] = [];
  for (let i = 0; i < cells.length; i++) {
    const {mode, value, pinned} = cells[i]!;
    const element = elements[i];
    head ??= element?.getAttribute(HEAD) ?? undefined;
    if (element?.hasAttribute(NOTE)) continue;
    const text = element?.getAttribute(TEXT);
    const written = text ? splitBlocks(text).blocks.flatMap(writtenPieces) : [];
    // What was changed in the file since counts, and not the text that it was made of.
    if (text && written.every((piece, n) => normal(piece.value) === normal(cells[i + n]?.value ?? ""))) {
      texts.push(text);
      i += written.length - 1;
    } else if (mode === "js" || mode === "ts")
      texts.push(codeBlock(value, `\`\`\`${element?.getAttribute(FENCE) ?? (pinned ? `${mode} echo` : mode)}`));
    else if (mode === "md" || mode === "html") texts.push(value);
    else if (mode === "tex") texts.push(`$$\n${value}\n$$`);
    else texts.push(codeBlock(value, `\`\`\`${mode}`));
  }
  const start = head ?? `---\ntitle: ${JSON.stringify(title)}\n---\n\n`;
  return joinBlocks(splitBlocks(`${start}${texts.filter((text) => text.trim() !== "").join("\n\n")}\n`));
}

/** A text as far as the kit keeps it. */
function normal(text: string): string {
  return text.replace(/[ \t\r]+$/gm, "").trim();
}

function escapeAttribute(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
