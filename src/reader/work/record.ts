import * as v from "valibot";
import type {Json, Scope, WorkRecord} from "./types.ts";

/** The latest time that a date can have, in milliseconds since 1970. */
const LAST_TIME = 8.64e15;

const NAME = v.pipe(v.string("is no text"), v.nonEmpty("is empty"));

const RECORD = v.object({
  lesson: NAME,
  item: NAME,
  value: v.custom<Json>(isJson, "is no plain data"),
  hash: v.string("is no text"),
  time: v.pipe(v.number("is no number"), v.minValue(0, "is negative"), v.maxValue(LAST_TIME, "is no time")),
});

/** The record that a value is, or why it is none. Never throws. */
export function readRecord(raw: unknown): WorkRecord | string {
  try {
    const {success, output, issues} = v.safeParse(RECORD, raw, {abortEarly: true});
    if (success) return output;
    const [issue] = issues;
    const key = issue.path?.[0]?.key;
    if (key === undefined) return "It is no record.";
    return issue.message.startsWith("Invalid key") ? `Its ${key} is missing.` : `Its ${key} ${issue.message}.`;
  } catch {
    return "It is nested too deeply."; // The stack ran out.
  }
}

/** What JSON can carry of anything. */
export function asJson(raw: unknown): Json {
  try {
    return JSON.parse(JSON.stringify(raw) ?? "null") as Json;
  } catch {
    return String(raw);
  }
}

/** A later time than `before` if that can be, and `time` if it is one. */
export function timeAfter(before: number, time: number): number {
  return Math.min(Math.max(time, before + 1), LAST_TIME);
}

export function inScope(record: Pick<WorkRecord, "lesson" | "item">, {lesson, item}: Scope): boolean {
  return (lesson === undefined || record.lesson === lesson) && (item === undefined || record.item === item);
}

/** Whether an item is a mark of the site's own, of which no reader wants to know. */
export function isMark(item: string): boolean {
  return item.startsWith("~");
}

/** Orders by lesson, then by item. */
export function byPlace(a: Pick<WorkRecord, "lesson" | "item">, b: Pick<WorkRecord, "lesson" | "item">): number {
  return compare(a.lesson, b.lesson) || compare(a.item, b.item);
}

/** One text for a record's place. */
export function place({lesson, item}: Pick<WorkRecord, "lesson" | "item">): string {
  return JSON.stringify([lesson, item]);
}

/** Whether two values say the same of the same text. */
export function sameValue(a: WorkRecord, b: WorkRecord): boolean {
  return a.hash === b.hash && JSON.stringify(a.value) === JSON.stringify(b.value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return Array.from(value).every(isJson);
  return isPlainObject(value) && Object.values(value).every(isJson);
}

/** A class's object has a prototype with a prototype; one that the page's script, or another's, wrote in braces has not. */
function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
