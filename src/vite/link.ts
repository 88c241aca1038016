import {type Cell, type Embed, type Page, type Problem, resolvePath} from "../page/index.ts";
import {breakCell, type CellLinks, linkCell} from "./link-cell.ts";
import {linkHtml} from "./link-html.ts";
import {type ModuleHashes, shortHash} from "./modules.ts";

/** A page together with the files around it. */
export interface LinkedPage {
  /** Its keys hold the hashes of imported modules, its HTML the URLs of assets, its problems those of the whole course. */
  page: Page;
  /** Cell id → FileAttachment name → where the file lies, seen from the Markdown file. */
  attachments: Map<string, CellLinks["attachments"]>;
  /** Equal fingerprints mean equal pages. */
  fingerprint: string;
}

export interface LinkOptions {
  root: string;
  modules: ModuleHashes;
  /** The page's text, for the places of what its HTML lacks. */
  source: (path: string) => string | undefined;
  /** Problems that only the whole course shows. */
  problems: Problem[];
  /** The page's HTML with a mark where each of these problems stands. */
  mark?: (page: Page, problems: Problem[]) => string;
  /** Whether URLs in the HTML tell versions of a file apart. A build names files by their content itself. */
  versions: boolean;
  /** The result before, of which all that is the same is kept. */
  previous?: ReadonlyMap<string, LinkedPage>;
}

/** Resolves what pages take from other files: modules, attachments, pictures, and cells of other pages. */
export async function linkPages(
  pages: ReadonlyMap<string, Page>,
  options: LinkOptions,
): Promise<Map<string, LinkedPage>> {
  const {root, modules} = options;
  const links = new Map<Page, Map<string, CellLinks>>();
  for (const page of pages.values()) {
    const ofPage = new Map<string, CellLinks>();
    for (const cell of page.cells) ofPage.set(cell.id, await linkCell(cell, page, root, modules));
    links.set(page, ofPage);
  }
  const keyOf = cellKeys(pages, links);

  const linked = new Map<string, LinkedPage>();
  for (const [path, page] of pages) {
    const ofPage = links.get(page) ?? new Map<string, CellLinks>();
    const version = options.versions ? async (file: string) => (await modules.closure(file)).hash : undefined;
    let assets = await linkHtml(page, root, version);
    const more = [
      ...[...ofPage.values()].flatMap(({problems}) => problems),
      ...assets.missing.map((url) => missingAsset(url, page, options.source(path))),
      ...options.problems.filter((problem) => problem.path === path),
    ];
    const unmarked = more.filter(({severity, cell}) => severity === "error" && cell === undefined);
    if (options.mark && unmarked.length > 0)
      assets = await linkHtml({path, html: options.mark(page, unmarked)}, root, version);
    const keys = page.cells.map((cell) => keyOf(page, cell));
    const fingerprint = JSON.stringify([
      serial(page),
      keys,
      more,
      assets.html === page.html ? "" : shortHash(assets.html),
    ]);
    const before = options.previous?.get(path);
    if (before?.fingerprint === fingerprint) linked.set(path, before);
    else linked.set(path, {...assemble(page, keys, ofPage, assets.html, more), fingerprint});
  }
  return linked;
}

function assemble(
  page: Page,
  keys: string[],
  links: Map<string, CellLinks>,
  html: string,
  more: Problem[],
): Omit<LinkedPage, "fingerprint"> {
  const attachments = new Map([...links].map(([id, {attachments}]) => [id, attachments]));
  const cells = page.cells.map((cell, i) => {
    const key = keys[i] ?? cell.key;
    const problem = cell.problem ?? more.find(({severity, cell: id}) => severity === "error" && id === cell.id);
    return problem && !cell.problem ? breakCell({...cell, key}, problem) : {...cell, key};
  });
  for (const [i, cell] of page.cells.entries())
    if (keys[i] !== cell.key) {
      const named = `data-cell="${escapeAttribute(cell.id)}" data-key=`;
      html = html.replace(`${named}"${cell.key}"`, () => `${named}"${keys[i]}"`);
    }
  const problems = [...page.problems, ...more].sort((a, b) => a.line - b.line || a.column - b.column);
  return {page: {...page, cells, html, problems}, attachments};
}

/** Gives each cell its key: what the compiler says, what it imports, and for an embed all cells that it takes. */
function cellKeys(
  pages: ReadonlyMap<string, Page>,
  links: ReadonlyMap<Page, Map<string, CellLinks>>,
): (page: Page, cell: Cell) => string {
  const open = new Set<Cell>();
  const known = new Map<Cell, string>();
  return function keyOf(page, cell): string {
    let key = known.get(cell);
    if (key !== undefined) return key;
    const behind = [links.get(page)?.get(cell.id)?.hash ?? ""];
    // Pages that embed each other are a problem of the compiler's; here they only must not loop.
    if (cell.embed && !open.has(cell)) {
      open.add(cell);
      const from = pages.get(resolvePath(page.path, cell.embed.from));
      if (from) behind.push(...taken(from, cell.embed, page).map((each) => keyOf(from, each)));
      open.delete(cell);
    }
    const hash = behind.filter(Boolean).join();
    known.set(cell, (key = hash === "" ? cell.key : `${cell.key}-${shortHash(hash)}`));
    return key;
  };
}

/**
 * The cells that an embed needs: those that its names stand for, and all that these read, up to the names it replaces.
 * Embeds of one page with the same replacements share the other page's cells, so they also change together.
 */
function taken(from: Page, {from: path, replacements}: Embed, page: Page): Cell[] {
  const replaced = new Set(replacements.map(({name}) => name));
  const siblings = page.cells.flatMap(({embed}) =>
    embed?.from === path && JSON.stringify(embed.replacements) === JSON.stringify(replacements) ? [embed] : [],
  );
  const names = siblings.flatMap((embed) => embed.names.map(({imported}) => imported));
  const cells = new Set<Cell>();
  for (const name of names) {
    const found = from.cells.find(({outputs}) => outputs.includes(name)) ?? from.cells.find(({id}) => id === name);
    if (!found || cells.has(found)) continue;
    cells.add(found);
    names.push(...found.inputs.filter((input) => !replaced.has(input)));
  }
  return [...cells];
}

const serials = new WeakMap<Page, number>();
let compiledPages = 0;

/** A number for each compiled page: it is another page as soon as it was compiled anew. */
function serial(page: Page): number {
  let n = serials.get(page);
  if (n === undefined) serials.set(page, (n = compiledPages++));
  return n;
}

/** As the compiler writes attributes. */
function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function missingAsset(url: string, page: Page, source = ""): Problem {
  const lines = source.split(/\r\n|\r|\n/);
  const line = lines.findIndex((text) => text.includes(url));
  const column = lines[line]?.indexOf(url) ?? 0;
  return {
    severity: "error",
    code: "missing-file",
    message: `There is no file “${url}”, seen from this page's folder. Check the path, or put the file there.`,
    path: page.path,
    line: Math.max(line, 0) + 1,
    column: column + 1,
    ...(line >= 0 && {end: {line: line + 1, column: column + 1 + url.length}}),
  };
}
