import type {Completion} from "@codemirror/autocomplete";

export interface NamesInScope {
  /** Names that cells of the page give: the cell's id, and the present value where there is one. */
  page: {name: string; cell: string; value?: unknown}[];
  /** Names of the library and of the notebook itself. */
  library: string[];
}

/** The names as an editor's list: what each is, and where it comes from. */
export function describeNames({page, library}: NamesInScope): Completion[] {
  const own = page.map(
    ({name, cell, value}): Completion => ({
      label: name,
      detail: kindOf(value),
      info: `From the cell ${cell} of this page.`,
      boost: 2,
    }),
  );
  const taken = new Set(page.map(({name}) => name));
  return [
    ...own,
    ...library.filter((name) => !taken.has(name)).map((label): Completion => ({label, detail: "library", boost: 1})),
  ];
}

/** A few characters about a value: "number 0.3", "function (rate, seed)", "array of 12". Never runs code of the value. */
function kindOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  if (typeof value === "string") return JSON.stringify(value.length > 20 ? `${value.slice(0, 19)}…` : value);
  if (typeof value === "function") {
    const head =
      /^(?:async\s+)?(class\b[^{]*|(?:function\s*\*?\s*[\p{L}\p{N}_$]*\s*)?\([^)]*\)|[\p{L}_$][\p{L}\p{N}_$]*(?=\s*=>))/u.exec(
        Function.prototype.toString.call(value),
      )?.[1];
    return (head ?? "function")
      .replace(/^function\s*\*?\s*[\p{L}\p{N}_$]*\s*/u, "")
      .trim()
      .slice(0, 60);
  }
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return Object.prototype.toString.call(value).slice(8, -1);
  return "object";
}
