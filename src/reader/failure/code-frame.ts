import type {Position} from "../../page/index.ts";
import type {LiveCell} from "../live-page.ts";

export interface FrameLine {
  /** Line of the Markdown file. */
  number: number;
  text: string;
  /** Set on the line in question: where its caret stands, counted from 0. */
  caret?: number;
}

/**
 * The line of a cell's source at a place in the file, with two lines on either side. Empty if the place lies outside
 * of the source (on the line of the fence, say).
 */
export function codeFrame(cell: Pick<LiveCell, "source" | "position" | "mode">, place: Position): FrameLine[] {
  const source = cell.source.split("\n");
  const row = place.line - cell.position.line;
  if (row < 0 || row >= source.length) return [];
  const indent = cell.mode === "block" || row === 0 ? cell.position.column - 1 : 0;
  const frame: FrameLine[] = [];
  for (let r = Math.max(0, row - 2); r <= Math.min(source.length - 1, row + 2); r++) {
    const text = source[r] as string;
    const line: FrameLine = {number: cell.position.line + r, text};
    if (r === row) line.caret = Math.max(0, Math.min(place.column - 1 - indent, text.length));
    frame.push(line);
  }
  return frame;
}
