import type {Cell, Problem} from "../../page/index.ts";
import type {LiveCell, LiveEmbed, LivePage} from "../live-page.ts";
import {newAllocations} from "./allocation.ts";
import {newBudget} from "./budget.ts";
import {withCodeMakers} from "./code-makers.ts";

type Compiler = typeof import("../../compiler/edit.ts");

/** Makes the function of a cell from its body. */
export type Make = (body: string, cell: {id: string; key: string}) => Pick<LiveCell, "define" | "evaluated">;

/** The functions made so far, by cell id: a cell that goes on running goes on with the one that it has. */
export type MadeFunctions = Map<string, {key: string} & Pick<LiveCell, "define" | "evaluated">>;

/** @param page as it was built: its modules are those that the cells may import */
export function maker(page: LivePage, compiler: Compiler, made: MadeFunctions): Make {
  return (body, {id, key}) => {
    const known = made.get(id);
    if (known?.key === key) return known;
    const fresh = {key, ...evaluate(body, id, page, compiler)};
    made.set(id, fresh);
    return fresh;
  };
}

/** The cells that use, directly or by others, what the given ones define. */
export function dependents<C extends Pick<Cell, "inputs" | "outputs">>(
  cells: readonly C[],
  given: (cell: C) => boolean,
): Set<C> {
  const changed = new Set(cells.filter(given).flatMap(({outputs}) => outputs));
  const found = new Set<C>();
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const cell of cells) {
      if (found.has(cell) || given(cell) || !cell.inputs.some((name) => changed.has(name))) continue;
      found.add(cell);
      for (const name of cell.outputs) changed.add(name);
    }
  }
  return found;
}

/** The author's cell, its function made anew so that it can be stopped; as it is where that cannot be done. */
export function guarded(cell: LiveCell, compiler: Compiler, make: Make): LiveCell {
  const body = cell.define && compiler.authoredBody(cell);
  if (body === undefined) return cell;
  const key = `${cell.key} guarded`;
  return {...cell, ...make(body, {id: cell.id, key}), key};
}

/** What stands for the file's path where a message is about the reader's text. */
export const nameOf = ({id}: {id: string}) => `edit of ${id}`;

/**
 * A cell that the reader has changed. It can use what its page was built with, and nothing else.
 * @param name what stands for the file's path where a message is about it
 */
export function liveCell({body, embed, ...cell}: Cell, page: LivePage, make: Make, name = nameOf(cell)): LiveCell {
  const edited = {name};
  const broken = (code: string, message: string): LiveCell => {
    const problem: Problem = {severity: "error", code, message, path: edited.name, ...cell.position, cell: cell.id};
    return {...cell, autodisplay: false, problem, edited};
  };
  if (cell.problem) return {...cell, edited};
  if (embed) {
    const load = embeds(page).get(embed.from);
    if (!load)
      return broken(
        "unknown-page",
        `This page was built without “${embed.from}”: an edited cell can take cells only from pages that its lesson takes some from.`,
      );
    return {...cell, embed: {...embed, load}, edited};
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
  return {...cell, ...make(body!, cell), edited, ...(cell.files.length > 0 && {fileUrls})};
}

function embeds(page: LivePage): Map<string, LiveEmbed["load"]> {
  return new Map(page.cells.flatMap(({embed}) => (embed ? [[embed.from, embed.load] as const] : [])));
}

let count = 0;

/** The cell's function, in which every loop can be stopped and nothing takes all memory. */
function evaluate(
  body: string,
  id: string,
  page: LivePage,
  compiler: Compiler,
): Pick<LiveCell, "define" | "evaluated"> {
  const {GUARD, IMPORT, guardBody} = compiler;
  const {guard, stop} = newBudget();
  const load = (specifier: string) => {
    const module = page.modules?.[specifier];
    if (!module) throw new TypeError(`This page was built without “${specifier}”.`);
    return module();
  };
  const url = `/edit-${++count}/${encodeURIComponent(id)}.js`;
  const guarded = guardBody(body);
  const names = withCodeMakers({[GUARD]: Object.assign(guard, newAllocations()), [IMPORT]: load}, url, compiler);
  const make = new Function(...Object.keys(names), `return (${guarded.code}\n)\n//# sourceURL=${url}`);
  const define = make(...Object.values(names)) as NonNullable<LiveCell["define"]>;
  const before = linesBefore();
  const code = `${"\n".repeat(before)}/*cell:${id}*/${body}`;
  const columnAt = (line: number, column: number) => guarded.columnAt(line - 1 - before, column);
  return {define, evaluated: {url, code, columnAt, stop}};
}

/** Lines that the engine counts before the first line of a `new Function`'s text: an error knows its own line. */
function linesBefore(): number {
  const url = "/lines-before.js";
  const {stack} = new Function(`return new Error()\n//# sourceURL=${url}`)() as Error;
  const line = /lines-before\.js:(\d+)/.exec(stack ?? "")?.[1];
  return line === undefined ? 2 : Number(line) - 1;
}
