import {inScope, isMark, place, sameValue, timeAfter} from "./record.ts";
import type {Scope, WorkRecord} from "./types.ts";

/** How many older values of an item are kept. */
export const HISTORY = 5;

/** One thing that is to happen to the records, all of it or nothing. */
export type Change =
  | {
      put: WorkRecord[];
      /** Set for an import, which keeps the times that it brings and every value that it replaces. */
      whole?: boolean;
      /** Set for what was written as a page was left, which may be older than what has been written since. */
      late?: boolean;
    }
  | {remove: Scope; history: "keep" | "forget"};

/** An item's newest value, and its older ones, newest first. */
export interface ItemState {
  record?: WorkRecord;
  older: WorkRecord[];
}

/**
 * What a new value makes of an item. Its predecessor is kept among the older ones, unless this tab wrote it: then it is an
 * earlier state of what the reader is writing.
 * @param mine the time of the item's value that this tab wrote last
 */
export function putInto(
  {record: old, older}: ItemState,
  record: WorkRecord,
  {whole = false, late = false}: {whole?: boolean; late?: boolean} = {},
  mine?: number,
) {
  if (late && old && (old.time > record.time || sameValue(old, record)))
    return {record: old, older: keepOlder(older, record, old)};
  const before = old ?? older[0];
  const newer = whole || !before ? record : {...record, time: timeAfter(before.time, record.time)};
  if (!old) return {record: newer, older};
  return whole || old.time !== mine ? {record: newer, older: keepOlder(older, old, newer)} : {record: newer, older};
}

/** The older values when `old` joins them because `by` replaces it, or nothing. */
export function keepOlder(older: readonly WorkRecord[], old: WorkRecord, by?: WorkRecord): WorkRecord[] {
  if (isMark(old.item) || (by && sameValue(old, by))) return [...older];
  return [old, ...older.filter((each) => !sameValue(each, old))].slice(0, HISTORY);
}

/** Records with changes that are on no device yet, as they will be. */
export function withChanges(
  states: Iterable<ItemState>,
  changes: readonly Change[],
  mine: ReadonlyMap<string, number>,
): ItemState[] {
  const items = new Map<string, ItemState>();
  const own = new Map(mine);
  const put = (state: ItemState) => {
    const any = state.record ?? state.older[0];
    if (any) items.set(place(any), state);
  };
  for (const state of states) put(state);
  for (const change of changes) {
    if ("put" in change) {
      for (const record of change.put) {
        const key = place(record);
        const next = putInto(items.get(key) ?? {older: []}, record, change, own.get(key));
        put(next);
        own.set(key, next.record.time);
      }
      continue;
    }
    for (const [key, {record, older}] of items) {
      if (!inScope(record ?? older[0]!, change.remove)) continue;
      if (change.history === "forget") items.delete(key);
      else if (record) items.set(key, {older: keepOlder(older, record)});
    }
  }
  return [...items.values()];
}
