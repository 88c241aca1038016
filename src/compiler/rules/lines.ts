import type {StateBlock} from "markdown-it";
import type {Position} from "../../page/index.ts";
import {contextOf} from "../context.ts";

/** The place of the first character of a line behind the marks of what it stands in. */
export function startOfLine(state: StateBlock, line: number): Position {
  const offset = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const lineStart = state.src.lastIndexOf("\n", offset - 1) + 1;
  return contextOf(state.env).source.at(line, offset - lineStart);
}

/** A line without the marks and the indentation of what it stands in. */
export function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

/** The lines that belong to the current container and stand in no fenced or indented code. */
export function* scanLines(state: StateBlock, start: number, end: number): Generator<number> {
  let fence = "";
  for (let line = start; line < end; line++) {
    const indent = (state.sCount[line] ?? 0) - state.blkIndent;
    if (indent < 0 && !state.isEmpty(line)) return;
    const text = lineText(state, line);
    const marker = /^(`{3,}|~{3,})(.*)$/.exec(text);
    if (marker && (indent < 4 || fence !== "")) {
      const [, run = "", rest = ""] = marker;
      if (fence === "") {
        if (run[0] === "~" || !rest.includes("`")) fence = run;
      } else if (run[0] === fence[0] && run.length >= fence.length && rest.trim() === "") fence = "";
      continue;
    }
    if (fence === "" && indent < 4) yield line;
  }
}
