import {dirname, join} from "node:path";
import {parseSync} from "vite";
import {type Cell, formatPlace, type Page, type Position, type Problem} from "../page/index.ts";
import {projectPath} from "./files.ts";
import {importsOf, type ModuleHashes, shortHash} from "./modules.ts";

/** What a cell takes from files beside its page. */
export interface CellLinks {
  /** A hash of everything behind its imports and attachments, or "" if it has none. */
  hash: string;
  /** Files whose change changes the cell. */
  files: Set<string>;
  /** FileAttachment name → the path for `new URL(path, import.meta.url)`, with the file's hash. */
  attachments: Record<string, {path: string; hash: string}>;
  problems: Problem[];
}

/** Finds the modules that a cell imports and the files that it attaches; each that is not there becomes a problem. */
export async function linkCell(cell: Cell, page: Page, root: string, modules: ModuleHashes): Promise<CellLinks> {
  const links: CellLinks = {hash: "", files: new Set(), attachments: {}, problems: []};
  const {specifiers, isFunction} = readBody(cell);
  const hashes: string[] = [];
  const importer = join(root, page.path);
  const seen = `seen from ${dirname(page.path)}/`;
  const report = (code: string, message: string, text?: string) => {
    const place = (text !== undefined && findString(cell, text)) || {...cell.position};
    links.problems.push({severity: "error", code, message, path: page.path, ...place, cell: cell.id});
  };
  for (const specifier of specifiers) {
    const resolved = await modules.resolve(specifier, importer);
    if (resolved === "missing") {
      const [code, advice] = /^[./]/.test(specifier)
        ? ["missing-module", `There is no file “${specifier}”, ${seen}. Check the path, or create the file.`]
        : [
            "missing-package",
            `The package “${specifier}” is not installed. Import a file of the project by “./” or “../”.`,
          ];
      report(code, advice, specifier);
    } else if (resolved !== "package") {
      const {hash, files, errors} = await modules.closure(resolved.file);
      hashes.push(hash);
      for (const file of files) links.files.add(file);
      // A cell that may not run imports nothing, so that Vite does not cover the page with the same message.
      for (const [file, {message, ...place}] of errors)
        report(
          "broken-module",
          `${formatPlace({path: projectPath(root, file), ...place})} cannot be read: ${message}.`,
          specifier,
        );
    }
  }
  for (const name of cell.files) {
    const path = name.startsWith("/") ? name : `./${name.replace(/^(\.\/)+/, "")}`;
    const resolved = await modules.resolve(path, importer);
    if (typeof resolved === "string") {
      report("missing-file", `There is no file “${name}”, ${seen}. Check the name, or put the file there.`, name);
      continue;
    }
    const {hash} = await modules.closure(resolved.file);
    hashes.push(hash);
    links.files.add(resolved.file);
    links.attachments[name] = {path, hash};
  }
  if (!isFunction)
    report("not-a-function", "This cell cannot be written as a function. Does it hold what only a script may?");
  if (hashes.length > 0) links.hash = shortHash(hashes.join());
  return links;
}

/** A cell that may not run: it shows `problem` in its place. */
export function breakCell(cell: Cell, problem: Problem): Cell {
  const {body: _body, embed: _embed, ...rest} = cell;
  return {...rest, problem};
}

interface Body {
  specifiers: string[];
  /** Whether the body can stand in a module. The compiler sees to it; one that cannot would take the page with it. */
  isFunction: boolean;
}

const bodies = new WeakMap<Cell, Body>();

function readBody(cell: Cell): Body {
  let body = bodies.get(cell);
  if (!body) bodies.set(cell, (body = parseBody(cell)));
  return body;
}

function parseBody({body, embed, imports}: Cell): Body {
  if (embed || body === undefined) return {specifiers: embed ? [] : imports, isFunction: true};
  const source = `export default ${body}`;
  const more = body.includes("import(") ? importsOf("cell.js", source) : [];
  return {
    specifiers: [...new Set([...imports, ...more])],
    isFunction: parseSync("cell.js", source).errors.length === 0,
  };
}

/** Where a string literal stands in the file. */
function findString(cell: Cell, text: string): (Position & {end: Position}) | undefined {
  const literal = ['"', "'", "`"].map((quote) => cell.source.indexOf(quote + text + quote)).find((at) => at >= 0);
  if (literal === undefined) return undefined;
  const {line, column} = positionAt(cell, literal);
  return {line, column, end: {line, column: column + text.length + 2}};
}

/** Where an offset of a cell's source stands in the Markdown file. */
function positionAt(cell: Cell, offset: number): Position {
  const lines = cell.source.slice(0, offset).split(/\r\n|\r|\n/);
  const last = lines.at(-1)?.length ?? 0;
  const {line, column} = cell.position;
  // A fence within a list is indented, and all of its lines alike; only an inline expression starts within a line.
  const indent = cell.mode === "block" || lines.length === 1 ? column - 1 : 0;
  return {line: line + lines.length - 1, column: indent + last + 1};
}
