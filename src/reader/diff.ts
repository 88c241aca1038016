import {givenNames} from "./given-names.ts";
import type {LiveCell} from "./live-page.ts";
import {builtinNames} from "./names.ts";
import type {RunningCell} from "./running-cell.ts";

/** Cells by a name that is unique on the page, even where an author has given an id twice. */
export function cellsByUid(cells: readonly LiveCell[]): Map<string, LiveCell> {
  const map = new Map<string, LiveCell>();
  for (const cell of cells) {
    let uid = cell.id;
    for (let n = 2; map.has(uid); n++) uid = `${cell.id} ${n}`;
    map.set(uid, cell);
  }
  return map;
}

/**
 * What must be equal for a running cell to stay: its key, whether and why it is broken, its files, the names that it
 * gives, and which of the reader's names that it uses the page has taken for its own.
 */
export function identity(cell: LiveCell, cells: readonly LiveCell[], pageOutputs: ReadonlySet<string>): string {
  const {key, problem, fileUrls} = cell;
  const taken = cell.inputs.filter((name) => builtinNames.includes(name) && pageOutputs.has(name));
  return JSON.stringify([key, problem?.code, problem?.message, !cell.define, fileUrls, givenNames(cell, cells), taken]);
}

/**
 * For each new cell the old one in whose place it stands: the one of the same uid, else, between two cells that stay,
 * the first of the same mode that goes. An anonymous cell's id changes with its text, yet to a reader it is the same.
 */
export function successions(
  old: readonly RunningCell[],
  next: ReadonlyMap<string, LiveCell>,
  kept: ReadonlySet<RunningCell>,
): Map<string, RunningCell> {
  const pairs = new Map<string, RunningCell>();
  const byUid = new Map(old.map((running) => [running.uid, running]));
  const free = new Set(old.filter((running) => !kept.has(running) && !next.has(running.uid)));
  let position = -1;
  for (const [uid, cell] of next) {
    const same = byUid.get(uid);
    if (same) {
      position = old.indexOf(same);
      if (!kept.has(same) && same.cell.mode === cell.mode) pairs.set(uid, same);
      continue;
    }
    for (let i = position + 1; i < old.length; i++) {
      const candidate = old[i] as RunningCell;
      if (!free.has(candidate)) break;
      if (candidate.cell.mode !== cell.mode) continue;
      pairs.set(uid, candidate);
      free.delete(candidate);
      position = i;
      break;
    }
  }
  return pairs;
}
