import type {ItemState} from "./change.ts";
import type {WorkDatabase} from "./database.ts";
import {asJson, byPlace, inScope, place, readRecord} from "./record.ts";
import type {DamagedRecord, Scope, WorkRecord} from "./types.ts";

/** What the stores hold in a scope. */
export interface Found {
  items: ItemState[];
  /** The keys at which something stands that is no record, or no history. */
  bad: IDBValidKey[];
}

/** Reads the items in scope. What is no record does not hide the others. */
export async function readItems(database: WorkDatabase, scope: Scope): Promise<Found> {
  const query = keysOf(scope);
  const transaction = database.transaction(["records", "history"]);
  const [records, history] = [transaction.objectStore("records"), transaction.objectStore("history")];
  const [keys, raws, olderKeys, olderRaws] = await Promise.all([
    records.getAllKeys(query),
    records.getAll(query),
    history.getAllKeys(query),
    history.getAll(query),
  ]);
  const items = new Map<string, ItemState>();
  const bad: IDBValidKey[] = [];
  keys.forEach((key, i) => {
    const {record, why} = readAt(key, raws[i]);
    if (record) items.set(place(record), {record, older: []});
    if (why) bad.push(key);
  });
  olderKeys.forEach((key, i) => {
    const {older, why} = readOlderAt(key, olderRaws[i]);
    const [first] = older;
    if (first) items.set(place(first), {record: items.get(place(first))?.record, older});
    if (why) bad.push(key);
  });
  const found = [...items.values()].filter(({record, older}) => inScope(record ?? older[0]!, scope));
  return {items: found.sort((a, b) => byPlace(a.record ?? a.older[0]!, b.record ?? b.older[0]!)), bad};
}

/** Every key that a scope may have, or undefined for all of them. One lesson's are a range; an item's of any lesson are not. */
export function keysOf({lesson, item}: Scope): IDBKeyRange | undefined {
  if (lesson === undefined) return undefined;
  return item === undefined ? IDBKeyRange.bound([lesson], [lesson, []]) : IDBKeyRange.only([lesson, item]);
}

/** The record at a key of the store, or why there is none. */
export function readAt(key: IDBValidKey, raw: unknown): {record?: WorkRecord; why?: string} {
  if (raw === undefined) return {};
  const record = readRecord(raw);
  if (typeof record === "string") return {why: record};
  return isKeyOf(key, record) ? {record} : {why: "It stands at another record's place."};
}

/** The older values at a key of the history, and why some of them are none. */
export function readOlderAt(key: IDBValidKey, raw: unknown): {older: WorkRecord[]; why?: string} {
  if (raw === undefined) return {older: []};
  if (!Array.isArray(raw)) return {older: [], why: "It is no list of older values."};
  const read = raw.map((each) => readAt(key, each));
  return {older: read.flatMap(({record}) => record ?? []), why: read.find(({why}) => why)?.why};
}

/** What was set aside, as far as it can still be read. */
export async function readDamaged(database: WorkDatabase): Promise<DamagedRecord[]> {
  return (await database.getAll("damaged")).map(readDamagedRecord);
}

export function readDamagedRecord(value: unknown): DamagedRecord {
  const {key, raw, why, time} = (value ?? {}) as Partial<Record<keyof DamagedRecord, unknown>>;
  return {
    key: asJson(key),
    raw: asJson(raw),
    why: typeof why === "string" ? why : "",
    time: typeof time === "number" ? time : 0,
  };
}

function isKeyOf(key: IDBValidKey, {lesson, item}: WorkRecord): boolean {
  return Array.isArray(key) && key.length === 2 && key[0] === lesson && key[1] === item;
}
