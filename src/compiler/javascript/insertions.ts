/** A piece of text that is put into a source, which keeps its lines. */
export interface Insertion {
  at: number;
  text: string;
  /** Of two insertions at one place, the inner one's end stands before the outer one's. */
  closes?: boolean;
}

export interface Guarded {
  code: string;
  /** The column of the text at a column of the code; the line (from 0) is the same. Columns count from 1. */
  columnAt(line: number, column: number): number;
}

/** A text with all insertions. At one place, those that were found later stand outside of those found before. */
export function applyInsertions(text: string, insertions: readonly Insertion[]): Guarded {
  const ordered = insertions
    .map((insertion, i) => ({...insertion, i}))
    // At one place, what closes comes first, the inner before the outer (found in that order); then what opens, the outer first.
    .sort(
      (a, b) =>
        a.at - b.at || Number(b.closes ?? false) - Number(a.closes ?? false) || (a.closes ? a.i - b.i : b.i - a.i),
    );
  let result = "";
  let from = 0;
  for (const {at, text: inserted} of ordered) {
    result += text.slice(from, at) + inserted;
    from = at;
  }
  const columnAt = (line: number, column: number) => {
    const lines = text.split("\n");
    const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
    const end = start + (lines[line]?.length ?? 0);
    let shift = 0;
    for (const {at, text: inserted} of ordered) {
      if (at < start) continue;
      if (at > end || column - 1 < at - start + shift) break;
      if (column - 1 < at - start + shift + inserted.length) return at - start + 1;
      shift += inserted.length;
    }
    return column - shift;
  };
  return {code: result + text.slice(from), columnAt};
}
