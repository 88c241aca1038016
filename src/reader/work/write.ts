import {type Change, type ItemState, keepOlder, putInto} from "./change.ts";
import type {Key, WorkDatabase, WorkTransaction} from "./database.ts";
import {keysOf, readAt, readDamagedRecord, readOlderAt} from "./read.ts";
import {inScope, place} from "./record.ts";
import type {DamagedRecord, Scope, WorkRecord} from "./types.ts";

/** What a transaction has done. */
export interface Written {
  /** The records as they stand now, in the order of the changes. */
  records: WorkRecord[];
  /** What was found to be no record, and was set aside. */
  damaged: DamagedRecord[];
}

/**
 * Carries changes out, all or none of them. Resolves when they are safe on the device.
 * @param mine the time of the value that this tab wrote last, by `place`
 */
export function writeChanges(
  database: WorkDatabase,
  changes: readonly Change[],
  mine: ReadonlyMap<string, number>,
  now: number,
): Promise<Written> {
  const own = new Map(mine);
  return transact(database, async (transaction) => {
    const written: Written = {records: [], damaged: []};
    for (const change of changes) {
      if ("remove" in change) await remove(transaction, change, now, written.damaged);
      else {
        for (const record of change.put) {
          const key: Key = [record.lesson, record.item];
          const before = await readItem(transaction, key, now, written.damaged);
          const after = putInto(before, record, change, own.get(place(record)));
          await writeItem(transaction, key, before, after);
          own.set(place(record), after.record.time);
          written.records.push(after.record);
        }
      }
    }
    return written;
  });
}

/** Moves what stands at these keys and is no record to the damaged ones. Returns what was moved. */
export function setAside(database: WorkDatabase, keys: readonly IDBValidKey[], now: number): Promise<DamagedRecord[]> {
  return transact(database, async (transaction) => {
    const damaged: DamagedRecord[] = [];
    // Somebody may have written a record there meanwhile, so each is read again.
    for (const key of keys) await readItem(transaction, key as Key, now, damaged);
    return damaged;
  });
}

/** The item at a key. What is damaged there is moved away on the way. */
async function readItem(
  transaction: WorkTransaction,
  key: Key,
  time: number,
  damaged: DamagedRecord[],
): Promise<ItemState> {
  const [records, history] = [transaction.objectStore("records"), transaction.objectStore("history")];
  const [raw, rawOlder] = await Promise.all([records.get(key), history.get(key)]);
  const {record, why} = readAt(key, raw);
  const {older, why: whyOlder} = readOlderAt(key, rawOlder);
  const keep = async (value: unknown, reason: string) => {
    const found = {key, raw: value, why: reason, time};
    await transaction.objectStore("damaged").add(found);
    damaged.push(readDamagedRecord(found));
  };
  if (why) {
    await keep(raw, why);
    await records.delete(key);
  }
  if (whyOlder) {
    await keep(rawOlder, whyOlder);
    if (older.length > 0) await history.put(older, key);
    else await history.delete(key);
  }
  return {record, older};
}

async function writeItem(transaction: WorkTransaction, key: Key, before: ItemState, after: ItemState): Promise<void> {
  const [records, history] = [transaction.objectStore("records"), transaction.objectStore("history")];
  if (after.older !== before.older && after.older.length > 0) await history.put(after.older, key);
  if (after.record) await records.put(after.record, key);
  else await records.delete(key);
}

async function remove(
  transaction: WorkTransaction,
  {remove: scope, history: fate}: Extract<Change, {remove: unknown}>,
  now: number,
  found: DamagedRecord[],
): Promise<void> {
  const [records, history] = [transaction.objectStore("records"), transaction.objectStore("history")];
  const query = keysOf(scope);
  const keys = [...(await records.getAllKeys(query)), ...(fate === "forget" ? await history.getAllKeys(query) : [])];
  for (const key of keys.filter((each) => isInScope(each, scope))) {
    if (fate === "keep") {
      const {record, older} = await readItem(transaction, key, now, found);
      if (record) await writeItem(transaction, key, {record, older}, {older: keepOlder(older, record)});
    } else {
      await records.delete(key);
      await history.delete(key);
    }
  }
  if (fate === "keep") return;
  let cursor = await transaction.objectStore("damaged").openCursor();
  for (; cursor; cursor = await cursor.continue())
    if (isInScope((cursor.value as Partial<DamagedRecord> | null)?.key, scope)) await cursor.delete();
}

/** Whether a key, which may be anything, belongs to a scope. All of the course is everything that was ever kept. */
function isInScope(key: unknown, scope: Scope): boolean {
  if (scope.lesson === undefined && scope.item === undefined) return true;
  return Array.isArray(key) && inScope({lesson: key[0], item: key[1]}, scope);
}

/** Runs `work` in a transaction, and resolves when the device has all that it wrote. */
async function transact<T>(database: WorkDatabase, work: (transaction: WorkTransaction) => Promise<T>): Promise<T> {
  const transaction = database.transaction(["records", "history", "damaged"], "readwrite", {durability: "strict"});
  try {
    const result = await work(transaction);
    await transaction.done;
    return result;
  } catch (error) {
    transaction.done.catch(() => {}); // The same trouble again.
    try {
      transaction.abort();
    } catch {
      // It is over.
    }
    throw transaction.error ?? error;
  }
}
