import {builtinNames, type Cell} from "../page/index.ts";
import {checkCells} from "./checks.ts";
import {type CellContext, type CompiledCell, makeCell, reportError} from "./compiled-cell.ts";
import {hash} from "./hash.ts";
import {transpileCell} from "./javascript/transpile.ts";
import {LinesOrigin, type Origin, SourceText} from "./positions.ts";
import {ProblemList} from "./problems.ts";

export {GUARD, guardBody, guardScript, IMPORT} from "./javascript/guard.ts";

/**
 * Compiles the cells of a page anew, some with a text of the reader's, and checks them together. Light enough for the
 * browser: no Markdown, no mathematics. Never throws: what is wrong is a cell's `problem`.
 *
 * Cells without an edit come back as they were, save that one may have a problem now, as one that uses a name which the
 * reader's text does not define any more. An edited cell has its own key; its body is to run as `guardBody` makes it.
 * The place of its problem counts from its own first line, and the path is `edit of <id>`.
 *
 * @param cells all cells of the page, in its order, as the author wrote them
 * @param edits the readers' texts by cell id
 */
export function compileEdits<C extends Omit<Cell, "body" | "embed">>(
  cells: readonly C[],
  edits: ReadonlyMap<string, string>,
  {path, names}: {path: string; names?: Iterable<string>},
): (C | Cell)[] {
  const context: CellContext = {
    path,
    problems: new ProblemList(path),
    names: new Set([...builtinNames, ...(names ?? [])]),
  };
  const own = new Map<string, CompiledCell>();
  const others = new Map<string, CompiledCell>();
  for (const cell of cells) {
    const text = edits.get(cell.id);
    if (text === undefined) others.set(cell.id, unedited(cell));
    else own.set(cell.id, edited(cell, text, context));
  }
  // The author's definition of a name stands before a reader's: it is the edit that is told of the other.
  checkCells([...others.values(), ...own.values()], context, {knowsLibrary: names !== undefined});
  return cells.map((cell) => {
    const one = own.get(cell.id)?.cell;
    if (!one) {
      const {problem} = others.get(cell.id)!.cell;
      return problem === cell.problem ? cell : {...cell, problem};
    }
    if (one.problem) one.problem = {...one.problem, path: `edit of ${cell.id}`};
    return one;
  });
}

/** The function of a cell that the author wrote, to run guarded as what it depends on does; undefined if it has none. */
export function authoredBody({
  source,
  language,
  embed,
}: Pick<Cell, "source" | "language" | "embed">): string | undefined {
  return embed || language === "ts" ? undefined : transpileCell(source, language).body;
}

function unedited(cell: Omit<Cell, "body" | "embed">): CompiledCell {
  const origin: Origin = {position: () => cell.position};
  return {cell: {...cell}, origin, transpiled: {...cell, expression: false, placeOf: () => 0}};
}

function edited(cell: Omit<Cell, "body" | "embed">, source: string, context: CellContext): CompiledCell {
  const {id, mode, language, show, height} = cell;
  const origin = new LinesOrigin(new SourceText(source), 0, source);
  const transpiled = transpileCell(source, language);
  const made = makeCell(source, language, mode, show, transpiled, origin.position(0), context);
  made.id = id;
  made.key = hash(JSON.stringify(["edit", mode, language, source, height]));
  if (height !== undefined) made.height = height;
  const compiled = {cell: made, origin, transpiled};
  if (transpiled.error) reportError(made, transpiled, origin, context);
  return compiled;
}
