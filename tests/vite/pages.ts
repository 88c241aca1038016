import type {Cell, Page} from "../../src/page/index.ts";

/** A cell with a source and whatever else the test is about. */
export function cell(id: string, more: Partial<Cell> = {}): Cell {
  return {
    id,
    mode: "block",
    language: "js",
    source: "1 + 1",
    position: {line: 5, column: 1},
    key: `key-${id}`,
    body: "() => {\nreturn (\n1 + 1\n)\n}",
    inputs: [],
    outputs: [],
    autodisplay: true,
    imports: [],
    files: [],
    show: "folded",
    ...more,
  };
}

export function page(path: string, cells: Cell[] = [], more: Partial<Page> = {}): Page {
  return {
    path,
    meta: {title: path, description: "", objectives: [], draft: false, toc: true, keywords: []},
    html: cells
      .map(({id, key}) => `<div class="cell" id="cell-${id}" data-cell="${id}" data-key="${key}"></div>`)
      .join(""),
    toc: [],
    cells,
    quizzes: [],
    exercises: [],
    links: [],
    anchors: [],
    problems: [],
    ...more,
  };
}
