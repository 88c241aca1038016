/** One row of a table of text, with the line of the file where it begins, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A place where quotes go wrong. */
export interface CsvFault {
  readonly line: number;
  readonly message: string;
}

/**
 * Splits comma-separated values (RFC 4180): fields may be quoted, quotes within are doubled, lines may end in any way and
 * stand inside quotes. Empty lines are left out. The delimiter is a comma, a semicolon or a tab, whichever the first
 * line has most of outside its quotes.
 */
export function csvRows(text: string): {rows: CsvRow[]; faults: CsvFault[]; delimiter: string} {
  const source = text.replace(/^\uFEFF/, "");
  const delimiter = delimiterOf(source);
  const rows: CsvRow[] = [];
  const faults: CsvFault[] = [];
  let at = 0;
  let line = 1;
  while (at < source.length) {
    const start = line;
    const fields: string[] = [];
    let isRow = true;
    while (isRow) {
      const field = source[at] === '"' ? quoted() : plain();
      fields.push(field);
      if (source[at] === delimiter) at++;
      else isRow = false;
    }
    if (source[at] === "\r") at++;
    if (source[at] === "\n") at++;
    line++;
    if (fields.length > 1 || fields[0]!.trim() !== "") rows.push({line: start, fields});
  }
  return {rows, faults, delimiter};

  function plain(): string {
    const start = at;
    while (at < source.length && source[at] !== delimiter && source[at] !== "\n" && source[at] !== "\r") at++;
    return source.slice(start, at);
  }

  function quoted(): string {
    const start = line;
    let field = "";
    at++;
    for (;;) {
      const end = source.indexOf('"', at);
      if (end < 0) {
        faults.push({line: start, message: "a quoted field is never closed: its second quote is missing"});
        field += source.slice(at);
        at = source.length;
        return field;
      }
      const part = source.slice(at, end);
      field += part;
      for (const sign of part) if (sign === "\n") line++;
      at = end + 1;
      if (source[at] !== '"') break;
      field += '"';
      at++;
    }
    const rest = plain();
    if (rest.trim() !== "")
      faults.push({
        line,
        message: `“${rest.trim().slice(0, 20)}” stands behind a closing quote; a quote within quotes is doubled`,
      });
    return field;
  }
}

function delimiterOf(source: string): string {
  const line =
    source
      .slice(0, 10_000)
      .split(/\r?\n|\r/)
      .find((text) => text.trim() !== "") ?? "";
  const bare = line.replace(/"[^"]*"/g, "");
  const count = (sign: string) => bare.split(sign).length - 1;
  const [best] = [";", "\t", ","].sort((a, b) => count(b) - count(a));
  return count(best!) > 0 ? best! : ",";
}
