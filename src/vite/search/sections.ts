import type {Page, SearchSection} from "../../page/index.ts";

/** What a page says under each of its headings. */
export type PageSection = Omit<SearchSection, "page">;

/** A tag, a comment, or the text up to the next of them. The compiler's HTML is balanced, and has no stray “<”. */
const PIECE = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>|[^<]+/g;

/** Elements without an end tag. */
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
/** Elements whose text flows on from what stands before. */
const INLINE = /^(a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var|wbr|m\w+|semantics)$/;

/** Tools, answers, and what is said elsewhere: nothing of these is found. */
const LEFT_OUT =
  /(^|\s)(anchor|cell-source|answer|quiz-feedback|hint|solution|references|footnote-backref|katex-html|equation-number)(\s|$)/;

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

  for (const [piece, slash, tag, attributes = ""] of html.matchAll(PIECE)) {
    const name = tag?.toLowerCase();
    if (name === undefined) {
      if (leftOut === undefined && !piece.startsWith("<!--")) say(decode(piece));
    } else if (slash) {
      depth--;
      if (leftOut !== undefined && depth <= leftOut) leftOut = undefined;
      else if (heading !== undefined && depth <= heading) heading = undefined;
      else if (formula && depth <= formula.depth) {
        const text = formula.text.replace(/\s+/g, "");
        formula = undefined;
        say(text.length > LONGEST_FORMULA ? " … " : text);
      }
      if (leftOut === undefined && !INLINE.test(name)) say(" ");
    } else {
      if (leftOut === undefined) open(name, attributes);
      if (!VOID.test(name) && !attributes.endsWith("/")) depth++;
    }
  }
  return sections
    .map((each) => ({...each, title: tidy(each.title), text: tidy(each.text)}))
    .filter(({anchor, text, names}) => anchor === "" || text !== "" || names.length > 0);

  function open(name: string, attributes: string): void {
    const {id, class: classes = ""} = read(attributes);
    if (LEFT_OUT.test(classes) || name === "annotation" || name === "summary" || name === "svg" || name === "script") {
      leftOut = depth;
      return;
    }
    if (!INLINE.test(name)) say(" ");
    if (/(^|\s)cell-inline(\s|$)/.test(classes)) say("…"); // A value that only the running page knows.
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

/** Markup as plain text: a definition, a heading. */
export function plainText(html: string): string {
  const page = {html, meta: {title: "", description: "", objectives: []}, cells: []} as unknown as Page;
  return pageSections(page)
    .map(({title, text}) => `${title} ${text}`)
    .join(" ")
    .trim();
}

function read(attributes: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", value = ""] of attributes.matchAll(/([\w-]+)="([^"]*)"/g)) found[name] = decode(value);
  return found;
}

function tidy(text: string): string {
  return text
    .replace(/[\s\u2061-\u2064\u200b]+/g, " ")
    .replace(/ (?=[,.;:!?)])/g, "")
    .trim();
}

const ENTITIES: Record<string, string> = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " "};

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(Math.min(Number.parseInt(decimal ?? hex, decimal ? 10 : 16), 0x10ffff));
  });
}
