import * as v from "valibot";
import {isMark, place} from "./record.ts";
import type {DamagedRecord, Json, WorkRecord} from "./types.ts";

/** All work of a course as one file. */
export interface WorkFile {
  format: typeof FORMAT;
  version: number;
  /** The course's id. */
  course: string;
  /** When it was written, as ISO 8601 says it: for people. */
  exported: string;
  /** The newest value of each item. */
  records: WorkRecord[];
  /** Older values, newest first. */
  history: WorkRecord[];
  /** What could not be read on the device, for a person to look at; an import leaves it aside. */
  damaged?: DamagedRecord[];
}

/** Something about a file that its reader should know: what is wrong and where in it. */
export interface FileNote {
  /** "records[3].value.code"; "" for the file as a whole. */
  where: string;
  message: string;
}

export interface ReadFile {
  /** What can be taken from the file, one record an item. */
  records: WorkRecord[];
  history: WorkRecord[];
  /** When the file was written, as it says itself. */
  exported?: string;
  /** What was left out or changed, and why. */
  notes: FileNote[];
  /** Set if nothing can be read of the file at all. */
  refused?: string;
}

export const FORMAT = "deep-learning-live/work";
export const VERSION = 1;

/** The most that is read, in bytes; a course's work is well below a hundredth of it. */
export const LARGEST_FILE = 20 * 2 ** 20;
const MOST_RECORDS = 5000;
const LONGEST_TEXT = 500_000;
const LONGEST_NAME = 200;
const DEEPEST = 20;
/** Further notes are counted only. */
const MOST_NOTES = 20;
const DAY = 86_400_000;

export function writeFile(
  course: string,
  records: readonly WorkRecord[],
  history: readonly WorkRecord[],
  now: number,
  damaged: readonly DamagedRecord[] = [],
): string {
  const exported = new Date(now).toISOString();
  const file: WorkFile = {
    format: FORMAT,
    version: VERSION,
    course,
    exported,
    records: [...records],
    history: [...history],
    ...(damaged.length > 0 && {damaged: [...damaged]}),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

const FILE = v.looseObject({
  format: v.string(),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  records: v.array(v.unknown()),
});

const text = v.pipe(v.string("is no text"), v.maxLength(LONGEST_TEXT, "is too long a text"));
const name = v.pipe(
  v.string("is no text"),
  v.nonEmpty("is empty"),
  v.maxLength(LONGEST_NAME, `is longer than ${LONGEST_NAME} characters`),
  v.regex(/^[^\p{Cc}\s]+$/u, "holds a space or a sign that no name has"),
);

const RECORD = v.object(
  {
    lesson: name,
    item: v.pipe(
      name,
      v.check((item) => !isMark(item), "is the site's own and no reader's work"),
    ),
    value: v.unknown(),
    hash: v.pipe(v.string("is no text"), v.maxLength(LONGEST_NAME, "is too long")),
    time: v.pipe(v.number("is no number"), v.minValue(0, "lies before 1970"), v.maxValue(8.64e15, "is no time")),
  },
  "is no record",
);

/** What the value of each kind of item must hold. More may stand in it, and other kinds may hold anything that is plain data. */
const VALUES: Record<string, v.GenericSchema> = {
  quiz: v.looseObject({outcome: text}, "is no answer"),
  exercise: v.looseObject({code: text, passed: v.boolean("is neither true nor false")}, "is no exercise's code"),
  cell: v.looseObject({text}, "is no cell's text"),
  notebook: v.looseObject({markdown: text}, "is no notebook"),
  section: v.looseObject({seen: v.boolean("is neither true nor false")}, "is no mark of a section"),
  place: v.looseObject({section: v.nullable(text, null)}, "is no place"),
};

/**
 * Reads a file that says it holds work: it may be cut off, edited, another program's, or made to harm. What is good in it is
 * given back, cleaned of what is not; nothing of it is run. Never throws.
 * @param now cuts times off that lie in the future, in milliseconds since 1970
 */
export function readFile(source: string, {course, now}: {course: string; now: number}): ReadFile {
  const notes: FileNote[] = [];
  let omitted = 0;
  const note = (where: string, message: string) => {
    if (notes.length < MOST_NOTES) notes.push({where, message});
    else omitted++;
  };
  const refuse = (refused: string): ReadFile => ({records: [], history: [], notes: [], refused});

  let raw: unknown;
  try {
    raw = JSON.parse(source);
  } catch (error) {
    return refuse(notJson(source, error));
  }
  const head = v.safeParse(FILE, raw);
  const file = raw as Partial<WorkFile>;
  if (typeof raw !== "object" || raw === null || file.format !== FORMAT)
    return refuse("This is no file of work from this site: such a file begins with “format”, and is made by “Export”.");
  if (!head.success) {
    const [issue] = head.issues;
    const where = v.getDotPath(issue) ?? "the file";
    return refuse(
      `${where} is not what it has to be (${issue.message}). Export the file once more and leave it as it is.`,
    );
  }
  if (head.output.version > VERSION)
    note("version", "The file was made by a newer version of this site. What this one understands of it is offered.");
  if (file.course !== course)
    note(
      "course",
      `The file holds the work of another course${typeof file.course === "string" ? ` (“${clip(file.course)}”)` : ""}. Take only what you know to belong here.`,
    );

  const read = (list: unknown[], listName: string): WorkRecord[] => {
    if (list.length > MOST_RECORDS)
      note(listName, `It lists ${list.length} records, more than a course has. The first ${MOST_RECORDS} were read.`);
    return list.slice(0, MOST_RECORDS).flatMap((each, i) => {
      const record = readRecord(each, `${listName}[${i}]`, note);
      if (!record) return [];
      if (record.time <= now + DAY) return [record];
      note(`${listName}[${i}].time`, "It lies in the future, and counts as now.");
      return [{...record, time: now}];
    });
  };
  const records = new Map<string, WorkRecord>();
  for (const record of read(head.output.records, "records")) {
    const other = records.get(place(record));
    if (other) note("records", `${record.item} of ${record.lesson} is listed twice. The newer one was read.`);
    if (!other || other.time < record.time) records.set(place(record), record);
  }
  const history = read(Array.isArray(file.history) ? file.history : [], "history");
  if (omitted > 0) notes.push({where: "", message: `There are ${omitted} more such places in the file.`});
  const exported =
    typeof file.exported === "string" && !Number.isNaN(Date.parse(file.exported)) ? file.exported : undefined;
  return {records: [...records.values()], history, notes, ...(exported !== undefined && {exported})};
}

function readRecord(
  raw: unknown,
  where: string,
  note: (where: string, message: string) => void,
): WorkRecord | undefined {
  const left = (path: string | null, message: string) => {
    note(path === null ? where : `${where}.${path}`, `${message}. This record is left out.`);
    return undefined;
  };
  const record = v.safeParse(RECORD, raw, {abortEarly: true});
  if (!record.success) {
    const [issue] = record.issues;
    return left(v.getDotPath(issue), whatIsWrong(issue));
  }
  const {value, ...rest} = record.output;
  let plain: Json;
  try {
    plain = copyPlain(value, "value", 0);
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error;
    return left(error.where, error.message);
  }
  const kind = VALUES[kindOf(rest.item)];
  const shaped = kind && v.safeParse(kind, plain, {abortEarly: true});
  if (shaped && !shaped.success) {
    const [issue] = shaped.issues;
    const path = v.getDotPath(issue);
    return left(path === null ? "value" : `value.${path}`, whatIsWrong(issue));
  }
  return {...rest, value: plain};
}

function whatIsWrong({received, message}: v.BaseIssue<unknown>): string {
  return received === "undefined" ? "It is missing" : `It ${message}`;
}

/** "quiz" of "quiz:bp-sign". */
export function kindOf(item: string): string {
  return item.replace(/:.*$/s, "");
}

class NotPlain extends Error {
  readonly where: string;
  constructor(where: string, message: string) {
    super(message);
    this.where = where;
  }
}

/** A copy of what JSON gave, without keys that mean something to JavaScript itself. @throws NotPlain */
function copyPlain(value: unknown, where: string, depth: number): Json {
  if (depth > DEEPEST) throw new NotPlain(clip(where), "It is nested too deeply");
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new NotPlain(where, "It is too large a number");
    return value;
  }
  if (typeof value === "string") {
    if (value.length > LONGEST_TEXT) throw new NotPlain(where, `It is longer than ${LONGEST_TEXT} characters`);
    return value;
  }
  if (Array.isArray(value)) return value.map((each, i) => copyPlain(each, `${where}[${i}]`, depth + 1));
  const copy: Record<string, Json> = {};
  for (const [key, each] of Object.entries(value as object)) {
    if (key === "__proto__" || key === "constructor" || key === "prototype")
      throw new NotPlain(`${where}.${key}`, "Such a name has no place in a reader's work");
    copy[key] = copyPlain(each, `${where}.${clip(key)}`, depth + 1);
  }
  return copy;
}

function notJson(source: string, error: unknown): string {
  if (source.trim() === "") return "The file is empty.";
  const place = /position (\d+)/.exec(String(error));
  const at = place ? Number(place[1]) : undefined;
  if ((at !== undefined && at >= source.trimEnd().length) || /end of/i.test(String(error)))
    return "The file ends too early: it seems to have been cut off. Export or copy it once more.";
  const before = at === undefined ? undefined : source.slice(0, at).split("\n");
  const where = before ? `, from line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1} on` : "";
  return `The file is not JSON${where}. Export it once more and leave it as it is.`;
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
