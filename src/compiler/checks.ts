import globals from "globals";
import {builtinNames, type Position} from "../page/index.ts";
import {breakCell, type CellContext, type CompiledCell} from "./compiled-cell.ts";
import {ProblemList} from "./problems.ts";
import {didYouMean} from "./suggest.ts";

/** A page may mean something else by the reader's values, but what a cell does its work by means the same to all. */
const RESERVED = new Set(builtinNames.filter((name) => name !== "width" && name !== "dark"));

/** Properties of `window` that no one means when a cell says such a word. */
const CONFUSING = new Set(
  "blur close closed event external find focus frames length menubar name open opener origin parent print scroll self status statusbar stop toolbar top".split(
    " ",
  ),
);
const GLOBALS = new Set([...Object.keys(globals.browser), ...Object.keys(globals.builtin), "arguments", "globalThis"]);

/** Checks that need all cells of the page: each name defined once, by someone, and not by means of itself. */
export function checkCells(
  compiled: CompiledCell[],
  context: CellContext,
  {knowsLibrary}: {knowsLibrary: boolean},
): void {
  checkReserved(compiled, context);
  const definitions = checkDuplicates(compiled, context);
  if (knowsLibrary) checkUndefined(compiled, definitions, context);
  checkCycles(compiled, definitions, context);
}

/** A cell that would take the notebook's own names for something else does not run, and all others keep them. */
function checkReserved(compiled: CompiledCell[], context: CellContext): void {
  for (const one of compiled) {
    const {cell} = one;
    const taken = cell.outputs.filter((name) => RESERVED.has(name));
    if (taken.length === 0) continue;
    cell.outputs = cell.outputs.filter((name) => !RESERVED.has(name));
    if (cell.problem) continue;
    for (const name of taken) {
      const at = placeOfDefinition(one, name);
      const problem = context.problems.error(
        "redefined-builtin",
        at,
        `“${name}” is what every cell has from the notebook itself, so it cannot be defined anew. Choose another name.`,
        {cell: cell.id, end: {line: at.line, column: at.column + name.length}},
      );
      breakCell(cell, problem);
    }
  }
}

/** The first cell that defines a name keeps it. */
function checkDuplicates(compiled: CompiledCell[], context: CellContext): Map<string, CompiledCell> {
  const definitions = new Map<string, CompiledCell>();
  for (const one of compiled)
    for (const name of one.cell.outputs) {
      const earlier = definitions.get(name);
      if (!earlier) {
        definitions.set(name, one);
        continue;
      }
      // The text of a broken cell only seems to define names.
      if (one.cell.problem || earlier.cell.problem) continue;
      const {line, column} = placeOfDefinition(earlier, name);
      const at = placeOfDefinition(one, name);
      const problem = context.problems.error(
        "duplicate-definition",
        at,
        `“${name}” is defined already at ${context.path}:${line}:${column}. A name has one definition on a page: rename one of the two.`,
        {cell: one.cell.id, end: {line: at.line, column: at.column + name.length}},
      );
      breakCell(one.cell, problem);
    }
  return definitions;
}

function placeOfDefinition({cell, origin}: CompiledCell, name: string): Position {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_$.])${name.replaceAll("$", "\\$")}(?![\\p{L}\\p{N}_$])`, "u");
  return origin.position(Math.max(cell.source.search(pattern), 0));
}

function checkUndefined(compiled: CompiledCell[], definitions: Map<string, CompiledCell>, context: CellContext): void {
  const known = context.names;
  let suggestions = 0;
  for (const {cell, origin, transpiled} of compiled)
    for (const name of cell.inputs) {
      if (definitions.has(name) || known.has(name) || (GLOBALS.has(name) && !CONFUSING.has(name))) continue;
      // A hint costs a look at every name; a page with hundreds of unknown names is no text that hints would help.
      const hint = suggestions++ < 100 ? didYouMean(name, [...definitions.keys(), ...known]) : "";
      const at = origin.position(transpiled.placeOf(name));
      const message = CONFUSING.has(name)
        ? `No cell of this page defines “${name}”. (If you mean the browser's, write “window.${name}”.)${hint}`
        : `No cell of this page defines “${name}”, nor is it a name that every cell has.${hint || " Define it in a cell, or import it."}`;
      const problem = context.problems.error("undefined-name", at, message, {
        cell: cell.id,
        end: {line: at.line, column: at.column + name.length},
      });
      breakCell(cell, problem);
    }
}

/** Follows each cell's inputs, without recursion: a chain of thousands of cells is no reason to fail. */
function checkCycles(compiled: CompiledCell[], definitions: Map<string, CompiledCell>, context: CellContext): void {
  const finished = new Set<CompiledCell>();
  for (const start of compiled) {
    if (finished.has(start)) continue;
    const path: {one: CompiledCell; next: number; by: string}[] = [{one: start, next: 0, by: ""}];
    const onPath = new Set([start]);
    while (path.length > 0) {
      const top = path.at(-1) as (typeof path)[number];
      const name = top.one.cell.inputs[top.next++];
      if (name === undefined) {
        finished.add(top.one);
        onPath.delete(top.one);
        path.pop();
        continue;
      }
      const one = definitions.get(name);
      if (!one || finished.has(one)) continue;
      if (!onPath.has(one)) {
        path.push({one, next: 0, by: name});
        onPath.add(one);
        continue;
      }
      const from = path.findIndex((step) => step.one === one);
      reportCycle([...path.slice(from + 1), {one, by: name}], context);
    }
  }
}

/**
 * `steps[i].by` is a name that the cell before uses and `steps[i].one` defines. The circle is reported once, where it
 * comes first; each of its cells shows its own place.
 */
function reportCycle(steps: {one: CompiledCell; by: string}[], context: CellContext): void {
  const cells = steps.map(({one}) => one);
  if (cells.some(({cell}) => cell.problem?.code === "cycle")) return;
  const names = steps.map(({by}) => by);
  const last = names.at(-1) as string;
  const lines = cells.map(({cell}) => cell.position.line);
  const message =
    names.length === 1
      ? `“${last}” is defined by means of itself. Give the cell another starting point.`
      : `These names are defined by means of each other: ${[last, ...names].join(" → ")} (lines ${[lines.at(-1), ...lines.slice(0, -1)].join(", ")}). Break the circle, or change one of them by a Mutable.`;
  const first = lines.indexOf(Math.min(...lines));
  cells.forEach(({cell, origin, transpiled}, i) => {
    const at = origin.position(transpiled.placeOf(names[(i + 1) % names.length] as string));
    const problems = i === first ? context.problems : new ProblemList(context.path);
    breakCell(cell, problems.error("cycle", at, message, {cell: cell.id}));
  });
}
