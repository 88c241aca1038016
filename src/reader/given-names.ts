import type {LiveCell} from "./live-page.ts";

/** The cell by which a page has a name: the first that can run, else the first that would define it. */
export function giverOf<T extends LiveCell>(name: string, cells: Iterable<T>): T | undefined {
  let first: T | undefined;
  for (const cell of cells) {
    if (!cell.outputs.includes(name)) continue;
    if (canRun(cell)) return cell;
    first ??= cell;
  }
  return first;
}

/**
 * The names that a cell defines. A broken cell leaves a name to another that defines it too: the fault of one must not
 * become the other's. Two that can run both get theirs, and the runtime rejects them.
 */
export function givenNames(cell: LiveCell, cells: Iterable<LiveCell>): string[] {
  if (canRun(cell)) return cell.outputs;
  const all = [...cells];
  return cell.outputs.filter((name) => giverOf(name, all) === cell);
}

function canRun(cell: LiveCell): boolean {
  return cell.define !== undefined || cell.embed !== undefined;
}
