import type {Change} from "./change.ts";
import {inScope, place} from "./record.ts";
import type {Scope, WorkRecord} from "./types.ts";

/** The changes that the device has not taken yet, in order. */
export class WaitingChanges {
  #changes: Change[] = [];

  get all(): Change[] {
    return [...this.#changes];
  }

  get isEmpty(): boolean {
    return this.#changes.length === 0;
  }

  /** How many items wait for their newest value to be saved. */
  get unsaved(): number {
    return new Set(this.#changes.flatMap((change) => ("put" in change ? change.put.map(place) : []))).size;
  }

  add(change: Change): void {
    this.#changes.push(change);
  }

  /** Drops the value that a new one follows at once: the device never had it, and it would only be in the way. */
  dropBefore(record: WorkRecord): void {
    const key = place(record);
    const last = this.#changes.findLastIndex((change) => touches(change, record));
    const earlier = this.#changes[last];
    if (earlier && "put" in earlier && !earlier.whole && earlier.put.every((each) => place(each) === key))
      this.#changes.splice(last, 1);
  }

  /** Drops what is to be forgotten: it need not go to the device first. */
  dropScope(scope: Scope): void {
    this.#changes = this.#changes.flatMap((change): Change[] => {
      if (!("put" in change)) return [change];
      const put = change.put.filter((record) => !inScope(record, scope));
      return put.length === change.put.length ? [change] : put.length > 0 ? [{...change, put}] : [];
    });
  }

  /** The device has taken these. */
  dropWritten(changes: readonly Change[]): void {
    this.#changes = this.#changes.filter((change) => !changes.includes(change));
  }
}

/** Whether the order of two changes matters. */
export function overlap(a: Change, b: Change): boolean {
  return "put" in b ? b.put.some((record) => touches(a, record)) : "put" in a && overlap(b, a);
}

function touches(change: Change, record: WorkRecord): boolean {
  return "remove" in change ? inScope(record, change.remove) : change.put.some((each) => place(each) === place(record));
}
