/**
 * Parses delimiter-separated values (RFC 4180: quoted fields, doubled quotes, any line end) with a header line.
 * `typed` turns fields that are numbers, true, false or empty into what they are.
 */
export function parseTable(text: string, delimiter: string, typed = false): Record<string, unknown>[] {
  const [header = [], ...rows] = parseRows(text.replace(/^\uFEFF/, ""), delimiter);
  return rows.map((row) =>
    Object.fromEntries(header.map((name, i) => [name, typed ? typedValue(row[i] ?? "") : (row[i] ?? "")])),
  );
}

function parseRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let i = 0; i < text.length; ) {
    let field = "";
    if (text[i] === '"') {
      const start = ++i;
      while (i < text.length && (text[i] !== '"' || text[i + 1] === '"')) i += text[i] === '"' ? 2 : 1;
      field = text.slice(start, i++).replaceAll('""', '"');
    }
    const rest = i;
    while (i < text.length && text[i] !== delimiter && text[i] !== "\n" && text[i] !== "\r") i++;
    field += text.slice(rest, i);
    row.push(field);
    if (text[i] === delimiter) {
      i++;
      if (i === text.length) row.push("");
      continue;
    }
    if (text[i] === "\r") i++;
    if (text[i] === "\n") i++;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows.filter((fields) => fields.length > 1 || fields[0] !== "");
}

function typedValue(field: string): unknown {
  const text = field.trim();
  if (text === "") return null;
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return Number.isNaN(number) && text !== "NaN" ? field : number;
}
