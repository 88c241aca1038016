import type {Cell, Problem} from "../../page/index.ts";
import type {LiveCell, LiveEmbed, LivePage} from "../live-page.ts";
import {newBudget} from "./budget.ts";

/**
 * The page with the reader's texts instead of the author's. The author's page is not changed, so that the next edits
 * begin with it again. Never throws for a text: what is wrong with it is its cell's problem.
 * @param edits texts by cell id; one for a cell that the page has no more is left aside
 * @param names of the library
 */
export async function applyEdits(
  page: LivePage,
  edits: ReadonlyMap<string, string>,
  names: Iterable<string>,
): Promise<LivePage> {
  const compiler = await import("../../compiler/edit.ts");
  const cells = compiler.compileEdits(page.cells, edits, {path: page.path, names});
  return {
    ...page,
    cells: cells.map((cell, i): LiveCell => {
      const original = page.cells[i]!;
      if (cell === original) return original;
      if (!edits.has(original.id))
        return {...original, problem: cell.problem!, define: undefined, embed: undefined} as LiveCell;
      return liveCell(cell as Cell, page, compiler);
    }),
  };
}

type Compiler = typeof import("../../compiler/edit.ts");

function liveCell({body, embed, ...cell}: Cell, page: LivePage, compiler: Compiler): LiveCell {
  const name = `edit of ${cell.id}`;
  const broken = (code: string, message: string): LiveCell => {
    const problem: Problem = {severity: "error", code, message, path: name, line: 1, column: 1, cell: cell.id};
    return {...cell, autodisplay: false, problem, edited: {name}};
  };
  if (cell.problem) return {...cell, edited: {name}};
  if (embed) {
    const load = embeds(page).get(embed.from);
    if (!load)
      return broken(
        "unknown-page",
        `This page was built without “${embed.from}”: an edited cell can take cells only from pages that its lesson takes some from.`,
      );
    return {...cell, embed: {...embed, load}, edited: {name}};
  }
  const unknown = cell.imports.find((specifier) => !page.modules?.[specifier]);
  if (unknown !== undefined)
    return broken(
      "unknown-module",
      `This page was built without “${unknown}”: an edited cell can import only what its lesson imports.`,
    );
  const fileUrls = Object.assign({}, ...page.cells.map((other) => other.fileUrls)) as Record<string, string>;
  const missing = cell.files.find((file) => !fileUrls[file]);
  if (missing !== undefined)
    return broken(
      "unknown-file",
      `This page was built without the file “${missing}”: an edited cell can read only the files that its lesson reads.`,
    );
  const {define, ...edited} = evaluate(body!, cell.id, page, compiler);
  return {...cell, define, edited: {name, ...edited}, ...(cell.files.length > 0 && {fileUrls})};
}

function embeds(page: LivePage): Map<string, LiveEmbed["load"]> {
  return new Map(page.cells.flatMap(({embed}) => (embed ? [[embed.from, embed.load] as const] : [])));
}

let count = 0;

/** The cell's function, in which every loop can be stopped. */
function evaluate(body: string, id: string, page: LivePage, {GUARD, IMPORT, guardBody}: Compiler) {
  const {guard, stop} = newBudget();
  const load = (specifier: string) => {
    const module = page.modules?.[specifier];
    if (!module) throw new TypeError(`This page was built without “${specifier}”.`);
    return module();
  };
  const url = `/edit-${++count}/${encodeURIComponent(id)}.js`;
  const make = new Function(GUARD, IMPORT, `return (${guardBody(body)}\n)\n//# sourceURL=${url}`);
  const define = make(guard, load) as NonNullable<LiveCell["define"]>;
  return {define, url, code: `${"\n".repeat(linesBefore())}/*cell:${id}*/${body}`, stop};
}

/** Lines that the engine counts before the first line of a `new Function`'s text: an error knows its own line. */
function linesBefore(): number {
  const url = "/lines-before.js";
  const {stack} = new Function(`return new Error()\n//# sourceURL=${url}`)() as Error;
  const line = /lines-before\.js:(\d+)/.exec(stack ?? "")?.[1];
  return line === undefined ? 2 : Number(line) - 1;
}
