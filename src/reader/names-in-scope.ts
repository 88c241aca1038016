import type {NamesInScope} from "./edit/completions.ts";
import type {Library, NameDoc} from "./live-page.ts";
import {builtinNames} from "./names.ts";
import type {PageScope} from "./page-scope.ts";

/** What an editor may say of the names that a cell of a page can use. */
export function namesInScope(scope: PageScope, library: Library, docs: Record<string, NameDoc>): NamesInScope {
  return {
    page: scope.cells.flatMap(({cell, values}) =>
      cell.outputs.map((name) => ({name, cell: cell.id, value: values.get(name)})),
    ),
    library: [...Object.keys(library), ...builtinNames],
    docs,
    // As the runtime makes it, when the first cell asks for it.
    load: async (name) => {
      const value = Object.hasOwn(library, name) ? library[name] : undefined;
      return typeof value === "function" ? value() : value;
    },
  };
}
