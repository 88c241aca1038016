import type {Position} from "./position.ts";
import type {Problem} from "./problem.ts";

/** One live cell of a page: a ```` ```js ```` fence that runs, or an inline `${expression}`. */
export interface Cell {
  /**
   * The cell's name on its page: the fence's `id=…`, else its first output, else `cell-` and a hash of its source
   * (with `-2`, `-3` … for repeats). Never a position, so that moving a cell does not rename it.
   */
  id: string;
  mode: "block" | "inline";
  language: "js" | "ts";
  /** The text between the fences, or between `${` and `}`. */
  source: string;
  /** Where `source` starts in the Markdown file. */
  position: Position;
  /**
   * A key of the cell's content: equal keys mean that a running cell may stay as it is. It covers mode, language,
   * source and options; the Vite plugin adds the hashes of the modules that the cell imports.
   */
  key: string;
  /** Source of a JavaScript function of `inputs` that returns the value, or `{outputs}`. Absent if the cell is broken. */
  body?: string;
  /** Unbound names, in the order of the function's arguments. */
  inputs: string[];
  /** Names that the cell defines. A broken cell lists those that its text seems to define. */
  outputs: string[];
  /** Whether the cell is one expression that shows its own value. */
  autodisplay: boolean;
  /** Specifiers of the modules it imports, as written: "./spiral.ts". */
  imports: string[];
  /** Files it reads by `FileAttachment("…")`, as written. */
  files: string[];
  /** Set when the cell is `import {…} from "….md" with {…}`: it takes cells of another page instead of running code. */
  embed?: Embed;
  /** "folded" source under "show code", "open" (`echo`), or "editor" (`edit`). Inline cells are "hidden". */
  show: "folded" | "open" | "editor" | "hidden";
  /** Height in CSS pixels to reserve before the cell has run (`height=320`). */
  height?: number;
  /** The problem that keeps the cell from running. */
  problem?: Problem;
}

/** Cells taken from another page. */
export interface Embed {
  /** The path as written: "../notebooks/init-lab.md". */
  from: string;
  names: {imported: string; local: string}[];
  /** Names of that page that are replaced by names of this one: `with {scale: "myScale"}`. */
  replacements: {name: string; by: string}[];
}
