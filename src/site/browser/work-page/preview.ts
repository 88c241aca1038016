import type {Syllabus} from "../../../reader/progress/syllabus.ts";
import type {MergeRow, Side} from "../../../reader/work/merge.ts";
import type {ReadFile} from "../../../reader/work/transfer.ts";
import type {WorkRecord} from "../../../reader/work/types.ts";
import {html} from "../../../units/shared/element.ts";
import {button, hidden} from "./lessons.ts";
import {count, describe, textOf, timeText} from "./words.ts";

/** A file that was read and waits for the reader's word. */
export interface Import {
  name: string;
  read: ReadFile;
  rows: MergeRow[];
}

export interface ImportActions {
  choose(row: MergeRow, side: Side): void;
  chooseAll(side: Side | "newer"): void;
  apply(): void;
  cancel(): void;
}

/** More would only be scrolled past. */
const MOST_ROWS = 200;

const KINDS: Partial<Record<MergeRow["kind"], string>> = {
  theirs: "new",
  "newer-theirs": "newer in the file",
  "newer-mine": "newer here",
  conflict: "conflict",
};

/** What a file would change, record by record, before anything is changed. */
export function showImport({name, read, rows}: Import, syllabus: Syllabus, actions: ImportActions): HTMLElement {
  const differing = rows.filter(({kind}) => KINDS[kind]);
  const shown = differing.slice(0, MOST_ROWS);
  const taken = differing.filter(({choice, theirs}) => choice === "theirs" && theirs).length;
  const title = html("h2", {id: "work-import", tabindex: -1}, `Import of ${name}`);
  if (read.refused !== undefined)
    return html(
      "section",
      {class: "work-import", "aria-labelledby": "work-import"},
      title,
      html("p", {class: "work-refused"}, read.refused),
      html("p", {class: "work-buttons"}, button("Close", "import cancel", actions.cancel)),
    );
  return html(
    "section",
    {class: "work-import", "aria-labelledby": "work-import"},
    title,
    html("p", {}, `${madeOn(read)}${totals(rows)} Nothing is changed until you say so.`),
    read.notes.length > 0 &&
      html(
        "div",
        {class: "work-notes", role: "group", "aria-label": "Notes on the file"},
        ...read.notes.map(({where, message}) => html("p", {}, where !== "" && html("code", {}, where), " ", message)),
      ),
    shown.length > 0 &&
      html(
        "p",
        {class: "work-buttons"},
        button("Take the newer of each", "import newer", () => actions.chooseAll("newer")),
        button("Take all of the file", "import theirs", () => actions.chooseAll("theirs")),
        button("Keep all of mine", "import mine", () => actions.chooseAll("mine")),
      ),
    shown.length > 0 &&
      html(
        "table",
        {class: "work-table"},
        html(
          "thead",
          {},
          html("tr", {}, ...["Work", "Here", "In the file", "Keep"].map((head) => html("th", {scope: "col"}, head))),
        ),
        html("tbody", {}, ...shown.map((row) => showRow(row, syllabus, actions))),
      ),
    differing.length > shown.length &&
      html("p", {}, `${differing.length - shown.length} more are not shown; the newer of each is taken.`),
    html(
      "p",
      {class: "work-buttons"},
      taken > 0 &&
        html(
          "button",
          {type: "button", class: "button", "data-key": "import apply", onclick: actions.apply},
          `Take ${count(taken, "record")} from the file`,
        ),
      button(taken > 0 ? "Cancel" : "Close", "import cancel", actions.cancel),
    ),
  );
}

function madeOn({exported}: ReadFile): string {
  return exported === undefined ? "" : `Exported on ${timeText(Date.parse(exported))}. `;
}

function totals(rows: readonly MergeRow[]): string {
  const number = (...kinds: MergeRow["kind"][]) => rows.filter(({kind}) => kinds.includes(kind)).length;
  const parts: [number, string][] = [
    [number("theirs"), "new"],
    [number("newer-theirs"), "newer in the file"],
    [number("newer-mine"), "newer here"],
    [number("conflict"), "in conflict"],
    [number("same"), "the same"],
    [number("mine"), "only here, which stay"],
  ];
  const said = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  return said.length === 0 ? "There is nothing in it." : `Of your work, ${said.join(", ")}.`;
}

function showRow(row: MergeRow, syllabus: Syllabus, {choose}: ImportActions): HTMLElement {
  const {kind, name, url, note} = describe((row.theirs ?? row.mine)!, syllabus);
  const lesson = syllabus.lessons.find((each) => each.lesson === row.lesson)?.title ?? row.lesson;
  const key = `choose ${row.lesson} ${row.item}`;
  const isNew = row.kind === "theirs";
  const select = html(
    "select",
    {
      "data-key": key,
      "aria-label": `What to keep of ${kind} ${name}`,
      onchange: () => choose(row, select.value as Side),
    },
    html("option", {value: "mine", selected: row.choice === "mine"}, isNew ? "leave it out" : "keep mine"),
    html("option", {value: "theirs", selected: row.choice === "theirs"}, isNew ? "take it" : "take theirs"),
  );
  return html(
    "tr",
    {"data-kind": row.kind},
    html(
      "th",
      {scope: "row"},
      html("span", {class: "work-kind"}, `${lesson} · ${kind}`),
      url === undefined ? name : html("a", {href: url}, name),
      html("span", {class: "work-tag"}, KINDS[row.kind]!),
      note !== undefined && html("span", {class: "work-facts"}, note),
    ),
    html("td", {"data-label": "Here"}, side(row.mine, "nothing", syllabus)),
    html("td", {"data-label": "In the file"}, side(row.theirs, "", syllabus)),
    html("td", {"data-label": "Keep"}, select),
  );
}

const WRITTEN = /^(?:cell|exercise|notebook|quiz):?/;

function side(record: WorkRecord | undefined, none: string, syllabus: Syllabus): HTMLElement {
  if (!record) return html("span", {class: "work-facts"}, none);
  return html(
    "div",
    {},
    html("p", {}, describe(record, syllabus).state),
    html("p", {class: "work-facts"}, timeText(record.time)),
    WRITTEN.test(record.item) &&
      html(
        "details",
        {"data-key": `side ${record.lesson} ${record.item} ${record.time}`},
        html("summary", {}, "Show", hidden(" what was written")),
        html("pre", {tabindex: 0}, textOf(record.value).slice(0, 5000)),
      ),
  );
}
