import type {Position} from "../page/index.ts";

/** A Markdown file's text with its line breaks as LF, which finds the line and column of any offset. */
export class SourceText {
  readonly text: string;
  readonly lines: string[];
  /**
   * Where a line ends for the parser if that is not where it ends in the file, as an offset within the line: a
   * one-line `<details>` is parsed without its closing tag.
   */
  readonly lineEnds = new Map<number, number>();

  constructor(text: string) {
    // A byte-order mark is invisible in an editor, so it must not count as a column.
    this.text = text
      .replace(/^\uFEFF/, "")
      .replace(/\r\n?/g, "\n")
      .replace(/\0/g, "\uFFFD");
    this.lines = this.text.split("\n");
  }

  /** The position, counted from 1, of a line and an offset in it that count from 0, moved into the file if outside. */
  at(line: number, offset: number): Position {
    const row = Math.min(Math.max(line, 0), this.lines.length - 1);
    const length = this.lines[row]?.length ?? 0;
    return {line: row + 1, column: Math.min(Math.max(row < line ? length : offset, 0), length) + 1};
  }

  /** A line as the parser saw it. Lines count from 0. */
  line(line: number): string {
    const text = this.lines[line] ?? "";
    const end = this.lineEnds.get(line);
    return end === undefined ? text : text.slice(0, end);
  }

  /** The position of the first character of a line that is not white space. Lines count from 0. */
  startOfLine(line: number): Position {
    return this.at(line, (this.lines[line] ?? "").search(/\S|$/));
  }
}

/** A piece of text that knows where each of its characters stands in the file. */
export interface Origin {
  position(offset: number): Position;
}

/**
 * Text that the block parser cut out of a run of whole lines. It took indentation, `>` and list markers off the front of
 * each line and perhaps white space off its end, so every line of the text is the last such piece of its source line.
 */
export class LinesOrigin implements Origin {
  private readonly source: SourceText;
  private readonly firstLine: number;
  private readonly lines: string[];
  private readonly starts: number[] = [];

  constructor(source: SourceText, firstLine: number, text: string) {
    this.source = source;
    this.firstLine = firstLine;
    this.lines = text.split("\n");
  }

  position(offset: number): Position {
    let row = 0;
    let rest = offset;
    while (row < this.lines.length - 1 && rest > (this.lines[row] as string).length)
      rest -= (this.lines[row++] as string).length + 1;
    this.starts[row] ??= this.startOf(row);
    return this.source.at(this.firstLine + row, (this.starts[row] as number) + rest);
  }

  /** Where a line of the text starts in its source line. */
  private startOf(row: number): number {
    const line = this.lines[row] ?? "";
    // Leading white space may be half a tab, which is in no file, so the match is made without it.
    const trimmed = line.trimStart();
    const original = this.source.line(this.firstLine + row);
    const found = trimmed === "" ? original.length : Math.max(original.lastIndexOf(trimmed), 0);
    return found - (line.length - trimmed.length);
  }
}

/** Text of one line of which some characters were left out, as a table's cell leaves out the `\` of `\|`. */
export class MappedOrigin implements Origin {
  private readonly source: SourceText;
  private readonly line: number;
  private readonly offsets: number[];

  /** `offsets[i]` is the place of the i-th character in its line; one more entry gives the end. */
  constructor(source: SourceText, line: number, offsets: number[]) {
    this.source = source;
    this.line = line;
    this.offsets = offsets;
  }

  position(offset: number): Position {
    const last = this.offsets.length - 1;
    return this.source.at(this.line, this.offsets[Math.min(Math.max(offset, 0), last)] ?? 0);
  }
}

/** A piece of another text that starts at an offset of it. */
export class ShiftedOrigin implements Origin {
  private readonly origin: Origin;
  private readonly start: number;

  constructor(origin: Origin, start: number) {
    this.origin = origin;
    this.start = start;
  }

  position(offset: number): Position {
    return this.origin.position(this.start + offset);
  }
}

export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
