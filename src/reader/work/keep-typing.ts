import {place} from "./record.ts";
import type {Work, WorkRecord} from "./types.ts";

type Draft = Omit<WorkRecord, "time">;

export interface Typing {
  /** Keeps a text that is being typed: soon, together with what is typed next. Resolves when it is safe. */
  keep(draft: Draft): Promise<void>;
  /** Keeps nothing of what waits for an item: it is said otherwise now. */
  drop(lesson: string, item: string): void;
  /** Keeps at once what waits, for example when the reader leaves the field. */
  flush(): Promise<void>;
  dispose(): void;
}

/**
 * Keeps texts while they are typed: each at most `delay` milliseconds after its first new letter, and at once when the
 * page is hidden or left.
 */
export function keepTyping(work: Work, {delay = 300} = {}): Typing {
  const waiting = new Map<string, Draft>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept: Promise<void> | undefined;
  let settle = () => {};

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const drafts = [...waiting.values()];
    waiting.clear();
    const [promise, resolve] = [kept, settle];
    kept = undefined;
    Promise.all(drafts.map((draft) => work.put(draft))).then(resolve, resolve);
    return promise ?? Promise.resolve();
  }

  const onHidden = () => {
    if (document.visibilityState === "hidden") void flush();
  };
  const onLeave = () => void flush();
  document.addEventListener("visibilitychange", onHidden);
  window.addEventListener("pagehide", onLeave);

  return {
    keep(draft) {
      waiting.set(place(draft), draft);
      timer ??= setTimeout(() => void flush(), delay);
      kept ??= new Promise((resolve) => {
        settle = resolve;
      });
      return kept;
    },
    drop: (lesson, item) => void waiting.delete(place({lesson, item})),
    flush,
    dispose() {
      void flush();
      document.removeEventListener("visibilitychange", onHidden);
      window.removeEventListener("pagehide", onLeave);
    },
  };
}
