import {inScope} from "../../../reader/work/record.ts";
import type {Scope, Work, WorkRecord} from "../../../reader/work/types.ts";

/** The newest and the older values of some items, as they were before something was done to them. */
export interface Before {
  records: WorkRecord[];
  /** Newest first, as the store gives them. */
  history: WorkRecord[];
}

export async function take(work: Work, scopes: readonly Scope[]): Promise<Before> {
  const [records, history] = await Promise.all([work.list(), work.history()]);
  const touched = (record: WorkRecord) => scopes.some((scope) => inScope(record, scope));
  return {records: records.filter(touched), history: history.filter(touched)};
}

/** Brings items back to what they were, older values included. What was written since goes. */
export async function bringBack(work: Work, scopes: readonly Scope[], {records, history}: Before): Promise<void> {
  await Promise.all([
    ...scopes.map((scope) => work.remove(scope)),
    // Each value that is put becomes an older one by the next.
    work.putAll([...history].reverse().concat(records)),
  ]);
}
