import type {Cell, Problem} from "../../page/index.ts";
import type {LiveCell, LivePage} from "../live-page.ts";
import {dependents, guarded, liveCell, type MadeFunctions, maker, nameOf} from "./live-cells.ts";

/** What a reader has done with the cells of a page. */
export interface Edits {
  /** The reader's texts by cell id. */
  texts: ReadonlyMap<string, string>;
  /** How often a cell was run by hand, so that each time it runs anew. */
  runs: ReadonlyMap<string, number>;
  /** Cells that the reader has stopped. */
  stopped: ReadonlySet<string>;
  /** The functions made so far, by cell id: a cell that goes on running goes on with the one that it has. */
  made: MadeFunctions;
}

/**
 * The page with the reader's texts instead of the author's. The author's page is not changed, so that the next edits
 * begin with it again. Never throws for a text: what is wrong with it is its cell's problem. Cells that depend on a
 * reader's text run guarded as that does: a number that is too large for them comes from it.
 * @param edits one for a cell that the page has no more is left aside
 * @param names of the library
 */
export async function applyEdits(page: LivePage, edits: Edits, names: Iterable<string>): Promise<LivePage> {
  const compiler = await import("../../compiler/edit.ts");
  const {texts, runs, stopped, made} = edits;
  const cells = compiler.compileEdits(page.cells, texts, {path: page.path, names});
  const affected = dependents(cells, (cell) => texts.has(cell.id));
  const counted = <C extends {id: string; key: string}>(cell: C): C =>
    runs.has(cell.id) ? {...cell, key: `${cell.key} ${runs.get(cell.id)}`} : cell;
  const make = maker(page, compiler, made);
  const live = cells.map((cell, i): LiveCell => {
    const original = page.cells[i]!;
    if (stopped.has(original.id)) return stoppedCell(counted(original), page.path, texts.has(original.id));
    if (texts.has(original.id)) return liveCell(counted(cell as Cell), page, make);
    if (cell !== original)
      return {...original, problem: cell.problem!, define: undefined, embed: undefined} as LiveCell;
    return affected.has(cell) ? guarded(counted(original), compiler, make) : counted(original);
  });
  return {...page, cells: live};
}

function stoppedCell({define, embed, ...cell}: LiveCell, path: string, isEdited: boolean): LiveCell {
  const message = "You stopped this cell. Run it to start it again.";
  const problem: Problem = {severity: "warning", code: "stopped", message, path, ...cell.position, cell: cell.id};
  return {...cell, autodisplay: false, problem, ...(isEdited && {edited: {name: nameOf(cell)}})};
}
