import {type CsvRow, csvRows} from "./csv-rows.ts";
import {REACH} from "./features.ts";
import type {Points} from "./points.ts";
import {brief, MOST_CLASSES} from "./state.ts";

/** A larger file is refused unread. */
export const LARGEST_CSV = 1_000_000;
export const MOST_POINTS = 2000;
const MOST_PROBLEMS = 20;

export interface CsvReading {
  /** The points of all rows that could be read; undefined where there are none. */
  readonly points: Points | undefined;
  readonly rows: number;
  /** What is wrong, one sentence each, with the line of the file. */
  readonly problems: readonly string[];
  /** What was done to the numbers, one sentence each. */
  readonly notes: readonly string[];
}

/** What is wrong in a line of the file, without its full stop. */
interface Problem {
  readonly line: number;
  readonly message: string;
}

interface Row {
  readonly x1: number;
  readonly x2: number;
  readonly last: string;
}

/**
 * Reads points from comma-separated values: x₁, x₂ and a class or a number in each row, under a header or none. A third
 * column called "target", "y" or "value" is a number to predict; one called "class" or "label" is a class, whatever it
 * holds; else it is a class where it holds words, or at most five different whole numbers. Classes that are numbers are
 * the same if their numbers are (1 and 1.0). Places beyond ±6 and targets beyond ±1 are scaled to fit, and `notes` says
 * so. Never throws.
 */
export function pointsFromCsv(text: string): CsvReading {
  const nothing = (problem: string): CsvReading => ({points: undefined, rows: 0, problems: [problem], notes: []});
  if (text.length > LARGEST_CSV)
    return nothing(`The file has ${text.length} characters; at most ${LARGEST_CSV} are read.`);
  if (text.includes("\0")) return nothing("This is no text: it holds bytes of value 0. Save the table as CSV.");
  const {rows: all, faults} = csvRows(text);
  const problems: Problem[] = faults.map(({line, message}) => ({line, message}));
  const header = all[0] && isHeader(all[0]) ? all[0] : undefined;
  const rows = header ? all.slice(1) : all;
  if (rows.length === 0) return nothing(header ? "There is a header, but no row of data." : "There are no rows.");
  if (rows.length > MOST_POINTS)
    return nothing(`There are ${rows.length} rows; at most ${MOST_POINTS} are read. Take a sample of them.`);

  const good: (Row & {line: number})[] = [];
  for (const row of rows) {
    const read = readRow(row);
    if (typeof read === "string") problems.push({line: row.line, message: read});
    else good.push({...read, line: row.line});
  }
  const kind = kindOf(header?.fields[2], good);
  const notes: string[] = [];
  const points = kind === "numbers" ? numbersOf(good, problems, notes) : classesOf(good, problems, notes);
  const told = problems.sort((a, b) => a.line - b.line).map(({line, message}) => `Line ${line}: ${message}.`);
  const hidden = told.length - MOST_PROBLEMS;
  return {
    points: points && fitted(points, notes),
    rows: rows.length,
    problems: hidden > 0 ? [...told.slice(0, MOST_PROBLEMS), `And ${hidden} more.`] : told,
    notes,
  };
}

function isHeader({fields}: CsvRow): boolean {
  return fields.length > 1 && fields.slice(0, 2).every((field) => isName(field.trim()));
}

/** What other programs write where a number is missing, and a formula: in the first row, too, these name no column. */
const NO_NAME = /^([+-]?(nan|inf(inity)?)|n\/?a|null|nil|none|undefined|true|false|[=#?].*)$/i;

function isName(text: string): boolean {
  return /\p{L}/u.test(text) && Number.isNaN(numberOf(text)) && !NO_NAME.test(text);
}

function readRow({fields: all}: CsvRow): Row | string {
  // Spreadsheets end each row by a delimiter where a further column was once used.
  const fields = all.slice(3).every((field) => field.trim() === "") ? all.slice(0, 3) : all;
  if (fields.length === 1)
    return "there is 1 field, but a point has 3, with commas, semicolons or tabs between: x1, x2 and its class or number";
  if (fields.length !== 3)
    return `there are ${fields.length} fields, but a point has 3: x1, x2 and its class or number`;
  const [x1, x2] = [numberOf(fields[0]!), numberOf(fields[1]!)];
  for (const [name, value, field] of [
    ["x1", x1, fields[0]!],
    ["x2", x2, fields[1]!],
  ] as const) {
    if (!Number.isFinite(value)) return `${name} is “${brief(field)}”, which is no finite number`;
  }
  const last = fields[2]!.trim();
  return last === "" ? "the class is missing" : {x1, x2, last};
}

/** A number with a point, or with a comma as in "1,5" (which a file with semicolons may have). */
function numberOf(field: string): number {
  const text = field.trim().replace("−", "-");
  const plain = /^[+-]?\d+,\d+$/.test(text) ? text.replace(",", ".") : text;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}

function kindOf(name: string | undefined, rows: readonly Row[]): Points["kind"] {
  const header = name?.trim().toLowerCase() ?? "";
  if (/^(target|y|value|number)$/.test(header)) return "numbers";
  if (/^(class|label|category)$/.test(header)) return "classes";
  const values = rows.map(({last}) => numberOf(last));
  if (values.some(Number.isNaN)) return "classes";
  return values.every(Number.isInteger) && new Set(values).size <= MOST_CLASSES ? "classes" : "numbers";
}

/** "1.0" and "+1" are the class 1. */
function className(last: string): string {
  const number = numberOf(last);
  return Number.isFinite(number) ? String(number) : last;
}

function classesOf(given: readonly (Row & {line: number})[], problems: Problem[], notes: string[]): Points | undefined {
  const rows = given.map((row) => ({...row, last: className(row.last)}));
  // In their own order: numbers by size, words as the alphabet has them.
  const seen = new Map<string, number>();
  for (const {last} of rows) seen.set(last, (seen.get(last) ?? 0) + 1);
  const byCount = [...seen].sort((a, b) => b[1] - a[1]).slice(0, MOST_CLASSES);
  const names = byCount.map(([name]) => name).sort((a, b) => numberOf(a) - numberOf(b) || a.localeCompare(b, "en"));
  const index = new Map(names.map((name, k) => [name, k]));
  const kept = rows.filter(({last, line}) => {
    if (index.has(last)) return true;
    problems.push({line, message: `“${brief(last)}” would be a further class; there can be ${MOST_CLASSES}`});
    return false;
  });
  if (kept.length === 0) return undefined;
  if (names.length === 1) {
    notes.push(`All points are of the class “${brief(names[0])}”: there is nothing to tell apart yet.`);
    names.push(names[0] === "0" ? "1" : "0");
  }
  return {
    ...placesOf(kept),
    kind: "classes",
    targets: Float64Array.from(kept, ({last}) => index.get(last)!),
    names: names.map(brief),
  };
}

function numbersOf(rows: readonly (Row & {line: number})[], problems: Problem[], notes: string[]): Points | undefined {
  const kept = rows.filter(({last, line}) => {
    if (Number.isFinite(numberOf(last))) return true;
    problems.push({line, message: `the number to predict is “${brief(last)}”, which is no finite number`});
    return false;
  });
  if (kept.length === 0) return undefined;
  const targets = Float64Array.from(kept, ({last}) => numberOf(last));
  const [low, high] = [Math.min(...targets), Math.max(...targets)];
  if (low < -1 || high > 1) {
    notes.push(
      high === low
        ? `All targets are ${plain(low)}: they were set to 0.`
        : `Targets from ${plain(low)} to ${plain(high)} were scaled to −1 … 1.`,
    );
    for (let i = 0; i < targets.length; i++)
      targets[i] = high === low ? 0 : (2 * (targets[i]! - low)) / (high - low) - 1;
  }
  return {...placesOf(kept), kind: "numbers", targets, names: []};
}

function placesOf(rows: readonly Row[]): {places: Float64Array} {
  return {places: Float64Array.from(rows.flatMap(({x1, x2}) => [x1, x2]))};
}

function plain(value: number): string {
  return String(value).replaceAll("-", "−");
}

/** Scales an axis that leaves the picture to ±5. */
function fitted(points: Points, notes: string[]): Points {
  const places = points.places.slice();
  for (const axis of [0, 1]) {
    const values = Array.from({length: places.length / 2}, (_, i) => places[2 * i + axis]!);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    if (low >= -REACH && high <= REACH) continue;
    notes.push(
      high === low
        ? `Each x${axis + 1} is ${plain(low)}: all were set to 0.`
        : `x${axis + 1} from ${plain(low)} to ${plain(high)} was scaled to −5 … 5.`,
    );
    // Halves first: the difference of two large numbers may be too large.
    const half = high / 2 - low / 2;
    values.forEach((value, i) => {
      places[2 * i + axis] = half === 0 ? 0 : 5 * (((value / 2 - low / 2) / half) * 2 - 1);
    });
  }
  return {...points, places};
}
