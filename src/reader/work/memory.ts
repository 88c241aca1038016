import type {Scope, Work, WorkRecord, WorkStatus} from "./types.ts";

/** Work that is kept as long as the page stands: what is left when the device keeps nothing, and what tests use. */
export function memoryWork(
  status: WorkStatus = {kind: "memory", why: "", todo: ""},
  now: () => number = () => Date.now(),
): Work {
  const records = new Map<string, WorkRecord>();
  const watchers = new Set<Parameters<Work["watch"]>[0]>();
  return {
    status,
    list: async (scope = {}) => [...records.values()].filter((record) => inScope(record, scope)).sort(byPlace),
    get: async (lesson, item) => records.get(place({lesson, item})),
    async put(record) {
      records.set(place(record), {...record, time: now()});
    },
    async remove(scope) {
      for (const [key, record] of records) if (inScope(record, scope)) records.delete(key);
      for (const watcher of watchers) watcher({removed: scope});
    },
    watch(callback) {
      watchers.add(callback);
      return () => watchers.delete(callback);
    },
    dispose() {
      watchers.clear();
    },
  };
}

export function inScope(record: Pick<WorkRecord, "lesson" | "item">, {lesson, item}: Scope): boolean {
  return (lesson === undefined || record.lesson === lesson) && (item === undefined || record.item === item);
}

/** Orders by lesson, then by item. */
export function byPlace(a: WorkRecord, b: WorkRecord): number {
  return compare(a.lesson, b.lesson) || compare(a.item, b.item);
}

/** One text for a record's place; a space can stand in neither part. */
function place({lesson, item}: Pick<WorkRecord, "lesson" | "item">): string {
  return `${lesson} ${item}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
