import type {Cell, Position} from "../page/index.ts";
import type {PageContext} from "./context.ts";
import {hash} from "./hash.ts";
import type {Transpiled} from "./javascript/transpile.ts";
import type {Origin} from "./positions.ts";

/** What is known of a page when its cells are checked. */
export type CellContext = Pick<PageContext, "path" | "problems" | "names">;

/** A cell with what only the compiler needs to know of it. */
export interface CompiledCell {
  cell: Cell;
  /** Where the cell's source comes from. */
  origin: Origin;
  transpiled: Transpiled;
  /** The id that the fence asks for, and where. */
  asked?: {id: string; position: Position};
}

export function makeCell(
  source: string,
  language: Cell["language"],
  mode: Cell["mode"],
  show: Cell["show"],
  {body, inputs, outputs, assigned = [], autodisplay, imports, files, embed, error}: Transpiled,
  {line, column}: Position,
  {names}: CellContext,
): Cell {
  const cell: Cell = {
    id: "",
    mode,
    language,
    source,
    position: {line, column},
    key: hash(JSON.stringify([mode, language, source, show])),
    inputs: error ? [] : [...inputs],
    // To assign `html` is an error, and what the cells that use it mean is still the library's.
    outputs: outputs.filter((name) => !(assigned.includes(name) && names.has(name))),
    autodisplay: !error && autodisplay,
    imports: error ? [] : [...imports],
    files: error ? [] : [...files],
    show,
  };
  if (body !== undefined && !error) cell.body = body;
  if (embed && !error) cell.embed = structuredClone(embed);
  return cell;
}

/** Tells what keeps a cell's own text from running. */
export function reportError(cell: Cell, {error}: Transpiled, origin: Origin, context: CellContext): void {
  if (!error) return;
  const end = error.end === undefined ? undefined : origin.position(error.end);
  const message =
    error.assigned !== undefined && context.names.has(error.assigned)
      ? `“${error.assigned}” is a name that every cell has, and no cell can assign it. To define something of your own, choose another name.`
      : error.message;
  cell.problem = context.problems.error(error.code, origin.position(error.start), message, {
    cell: cell.id,
    ...(end && {end}),
  });
}

/** Reports a problem of a cell as a whole and keeps it from running. */
export function breakCell(cell: Cell, problem: Cell["problem"]): void {
  if (cell.problem) return;
  cell.problem = problem;
  cell.body = undefined;
  cell.embed = undefined;
  cell.autodisplay = false;
}
