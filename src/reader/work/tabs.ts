import {readRecord} from "./record.ts";
import type {Scope, WorkRecord} from "./types.ts";

/** What tabs tell each other: records as they stand on the device now, or what was removed. */
export type Message = {records: WorkRecord[]} | {removed: Scope};

export interface Tabs {
  tell(message: Message): void;
  close(): void;
}

/** Talks to the other tabs that show a course. A browser that cannot do so has tabs that find each other's work on loading. */
export function openTabs(course: string, hear: (message: Message) => void): Tabs {
  if (typeof BroadcastChannel === "undefined") return {tell() {}, close() {}};
  const channel = new BroadcastChannel(`work of ${course}`);
  channel.onmessage = ({data}) => {
    const message = readMessage(data);
    if (message) hear(message);
  };
  return {
    tell: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}

/** A message, or nothing if another version of this page sent one that this version does not understand. */
function readMessage(data: Partial<Record<"records" | "removed", unknown>> | null): Message | undefined {
  if (Array.isArray(data?.records)) {
    const records = data.records.map(readRecord).filter((record) => typeof record !== "string");
    return {records};
  }
  if (typeof data?.removed !== "object" || data.removed === null) return undefined;
  const {lesson, item} = data.removed as Record<keyof Scope, unknown>;
  return {
    removed: {...(typeof lesson === "string" && {lesson}), ...(typeof item === "string" && {item})},
  };
}
