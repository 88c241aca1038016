import type {Work, WorkRecord} from "../work/types.ts";

/** What is kept of an exercise. */
export interface KeptCode {
  code: string;
  /** Whether a check of this exercise passed, with this code or an earlier one. */
  passed: boolean;
}

/** How long what the reader types may wait to be kept, in milliseconds. */
const DELAY = 300;

export interface CodeKeeper {
  load(): Promise<(KeptCode & {hash: string}) | undefined>;
  /** Keeps the code soon: the last of what comes in quick succession. */
  put(kept: KeptCode): void;
  /** Keeps at once what still waits. */
  flush(): void;
  dispose(): void;
}

/**
 * Keeps an exercise's code as it is typed.
 * @param hash the exercise's present hash
 * @param changed told of what another tab, an import or a reset has done to it; undefined when it is gone
 */
export function keepCode(
  work: Work,
  lesson: string,
  id: string,
  hash: () => string,
  changed: (kept: (KeptCode & {hash: string}) | undefined) => void,
): CodeKeeper {
  const item = `exercise:${id}`;
  let waiting: KeptCode | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const {code, passed} = waiting;
    waiting = undefined;
    void work.put({lesson, item, value: {code, passed}, hash: hash()});
  };
  const drop = () => {
    clearTimeout(timer);
    timer = undefined;
    waiting = undefined;
  };
  // Of the two, a phone may fire only the first, and a tab that is closed at once only the second.
  document.addEventListener("visibilitychange", flush);
  addEventListener("pagehide", flush);
  const ignore = work.watch((change) => {
    if ("record" in change) {
      if (change.record.lesson === lesson && change.record.item === item) changed(read(change.record));
    } else if ("removed" in change) {
      const {removed} = change;
      if ((removed.lesson ?? lesson) !== lesson || (removed.item ?? item) !== item) return;
      drop();
      changed(undefined);
    }
  });
  return {
    async load() {
      const record = await work.get(lesson, item);
      return record && read(record);
    },
    put(kept) {
      waiting = kept;
      timer ??= setTimeout(flush, DELAY);
    },
    flush,
    dispose() {
      flush();
      document.removeEventListener("visibilitychange", flush);
      removeEventListener("pagehide", flush);
      ignore();
    },
  };
}

/** A record of another version, or one that was tampered with, may hold anything. */
function read({value, hash}: WorkRecord): (KeptCode & {hash: string}) | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const {code, passed} = value;
  return typeof code === "string" ? {code, passed: passed === true, hash} : undefined;
}
