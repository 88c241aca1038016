import {attributeOf, hasClass, htmlTokens} from "../../compiler/index.ts";
import type {Page, SearchSection} from "../../page/index.ts";

/** What a page says under each of its headings. */
export type PageSection = Omit<SearchSection, "page">;

/** Elements whose text flows on from what stands before. */
const INLINE = /^(a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var|wbr|m\w+|semantics)$/;

/** Tools, answers, and what is said elsewhere: nothing of these is found. */
const LEFT_OUT = new Set(
  "anchor cell-source answer quiz-feedback hint solution references footnote-backref katex-html equation-number".split(
    " ",
  ),
);
const LEFT_OUT_ELEMENTS = new Set(["annotation", "summary", "svg", "script"]);
const CELL_INLINE = new Set(["cell-inline"]);

/** The id of a cell to which its author gave none. */
const NO_NAME = /^cell-\w{8}(-\d+)?$/;

/** A longer formula is no words any more. */
const LONGEST_FORMULA = 40;

/**
 * Parts a page at its headings of levels 2 and 3. Each formula is what its letters are, if it is short, and “…” else.
 * The listings of cells, answers and hints are left out: to look something up gives nothing away.
 */
export function pageSections({html, meta, cells}: Page): PageSection[] {
  const named = new Set(cells.flatMap((cell) => (cell.mode === "block" ? cell.outputs : [])));
  const outputs = new Map(cells.map((cell) => [cell.id, cell.outputs]));
  const section = (anchor: string, title: string): PageSection => ({anchor, title, text: "", names: []});
  const first = {...section("", meta.title), text: `${meta.description} ${meta.objectives.join(" ")} `};
  const sections = [first];
  /** How many elements are open, and at which depth something special began. */
  let depth = 0;
  let leftOut: number | undefined;
  let heading: number | undefined;
  let formula: {depth: number; text: string} | undefined;

  const say = (text: string) => {
    const last = sections.at(-1)!;
    if (formula) formula.text += text;
    else if (heading !== undefined) last.title += text;
    else last.text += text;
  };

  for (const token of htmlTokens(html)) {
    if (token.kind === "text") {
      if (leftOut === undefined) say(token.text);
    } else if (token.kind === "close") {
      depth--;
      if (leftOut !== undefined && depth <= leftOut) leftOut = undefined;
      else if (heading !== undefined && depth <= heading) heading = undefined;
      else if (formula && depth <= formula.depth) {
        const text = formula.text.replace(/\s+/g, "");
        formula = undefined;
        say(text.length > LONGEST_FORMULA ? " … " : text);
      }
      if (leftOut === undefined && !INLINE.test(token.name)) say(" ");
    } else {
      if (leftOut === undefined) open(token.name, token.attributes);
      if (!token.isEmpty) depth++;
    }
  }
  return sections
    .map((each) => ({...each, title: tidy(each.title), text: tidy(each.text)}))
    .filter(({anchor, text, names}) => anchor === "" || text !== "" || names.length > 0);

  function open(name: string, attributes: string): void {
    const id = attributeOf(attributes, "id");
    if (LEFT_OUT_ELEMENTS.has(name) || hasClass(attributes, LEFT_OUT)) {
      leftOut = depth;
      return;
    }
    if (!INLINE.test(name)) say(" ");
    if (hasClass(attributes, CELL_INLINE)) say("…"); // A value that only the running page knows.
    if (/^h[23]$/.test(name) && id !== undefined && heading === undefined) {
      heading = depth;
      sections.push(section(id, ""));
    } else if (name === "math" && !formula) formula = {depth, text: ""};
    if (id === undefined) return;
    const {names} = sections.at(-1)!;
    if (id.startsWith("eq-")) names.push({name: id.slice(3), anchor: id});
    const cell = /^cell-(.+)$/.exec(id)?.[1];
    if (cell === undefined) return;
    const own = (outputs.get(cell) ?? []).filter((each) => named.has(each));
    for (const each of new Set(NO_NAME.test(cell) ? own : [cell, ...own])) names.push({name: each, anchor: id});
  }
}

function tidy(text: string): string {
  return text
    .replace(/[\s\u2061-\u2064\u200b]+/g, " ")
    .replace(/ (?=[,.;:!?)])/g, "")
    .trim();
}
