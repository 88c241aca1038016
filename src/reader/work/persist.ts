import {isMark} from "./record.ts";
import type {WorkRecord} from "./types.ts";

/** What a reader has made, as against what the page notes of a reader who only reads. */
export function isOwnWork({item}: WorkRecord): boolean {
  return !isMark(item) && item !== "place" && !item.startsWith("section:");
}

/** Asks the browser not to throw the work away when room gets short. Some ask the reader then, so it comes late. */
export async function askToPersist(): Promise<void> {
  if (typeof navigator === "undefined") return;
  try {
    if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.();
  } catch {
    // It stays as the browser likes.
  }
}
