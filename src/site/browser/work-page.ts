import {takeDroppedFiles} from "../../reader/file-drops.ts";
import type {Syllabus} from "../../reader/progress/syllabus.ts";
import {asForeign, compareWork, type MergeRow, recordsToWrite} from "../../reader/work/merge.ts";
import {place} from "../../reader/work/record.ts";
import {LARGEST_FILE, readFile} from "../../reader/work/transfer.ts";
import type {DamagedRecord, Scope, Work, WorkRecord, WorkStatus} from "../../reader/work/types.ts";
import {html} from "../../units/shared/element.ts";
import {exportWork} from "./export-work.ts";
import {confirmReset} from "./work-page/confirm.ts";
import {showDamaged} from "./work-page/damaged.ts";
import {button, showLessons} from "./work-page/lessons.ts";
import {type Import, showImport} from "./work-page/preview.ts";
import {replaceKept} from "./work-page/replace-kept.ts";
import {bringBack, take} from "./work-page/undo.ts";
import {count, sizeText} from "./work-page/words.ts";

interface Undo {
  what: string;
  run: () => Promise<void>;
}

/** Shows the reader's work, and lets them take it along, bring it in from a file, look at what was, and clear it away. */
export async function openWorkPage(root: HTMLElement, syllabus: Syllabus, work: Work): Promise<void> {
  let records: WorkRecord[] = [];
  let history: WorkRecord[] = [];
  let damaged: DamagedRecord[] = [];
  let incoming: Import | undefined;
  /** The change that was asked for last. */
  let changing: Promise<void> = Promise.resolve();
  /** What can be taken back, until the page is left. */
  const undos: Undo[] = [];

  // It stays while the rest is written anew: what is said in it is read aloud.
  const notice = html("div", {class: "work-notice", role: "status"});
  const body = html("div");
  root.append(notice, body);

  async function refresh(): Promise<void> {
    [records, history, damaged] = await Promise.all([work.list(), work.history(), work.damaged()]);
    show();
  }

  function show(): void {
    replaceKept(body, [
      showStatus(work.status, records, history),
      showActions(),
      incoming && showImport(incoming, syllabus, {choose, chooseAll, apply, cancel}),
      ...showLessons(syllabus, records, history, {reset, restore, copy}),
      damaged.length > 0 && showDamaged(damaged, {copy, restore}),
      records.length + history.length === 0 &&
        html(
          "p",
          {class: "work-empty"},
          "Nothing is kept yet. What you answer, write and edit in a lesson appears here.",
        ),
    ]);
  }

  function say(text: string): void {
    const last = undos.at(-1);
    notice.replaceChildren(
      html("p", {}, text),
      last ? button("Undo", "undo", () => void undo(), `: ${last.what}`) : "",
    );
  }

  /** Does something that can be taken back. */
  async function change(scopes: Scope[], what: string, run: () => Promise<void>): Promise<void> {
    const carryOut = async () => {
      const before = await take(work, scopes);
      await run();
      undos.push({what, run: () => bringBack(work, scopes, before)});
      await refresh();
    };
    changing = carryOut();
    await changing;
    say(work.status.kind === "saved" ? what : `${what} It could not be saved on this device yet.`);
  }

  async function undo(): Promise<void> {
    const last = undos.pop();
    if (!last) return;
    await last.run();
    await refresh();
    say(`Taken back: ${last.what}`);
    (notice.querySelector("button") ?? body.querySelector<HTMLElement>("button"))?.focus();
  }

  async function reset(scopes: Scope[], what: string): Promise<void> {
    const kept = (record: WorkRecord) =>
      scopes.some(
        ({lesson, item}) => (lesson ?? record.lesson) === record.lesson && (item ?? record.item) === record.item,
      );
    const [now, older] = [records.filter(kept).length, history.filter(kept).length];
    const text = `This clears away ${what}: ${count(now, "record")}${older > 0 ? ` and ${count(older, "older value")}` : ""}. You can undo it until you leave this page.`;
    const save = () => void exportAll();
    if (await confirmReset({title: "Reset?", text, save}))
      await change(scopes, `Cleared away: ${what}.`, async () => {
        await Promise.all(scopes.map((scope) => work.remove(scope)));
      });
  }

  async function restore(record: WorkRecord): Promise<void> {
    const {lesson, item, value, hash} = record;
    await change([{lesson, item}], "An older value is back.", () => work.putAll([{lesson, item, value, hash}]));
  }

  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      say("Copied.");
    } catch {
      say("This browser does not let the page copy. Select the text and copy it by hand.");
    }
  }

  async function exportAll(): Promise<void> {
    const exported = await exportWork(work);
    say(`Exported ${count(exported, "record")}. The file is where your browser puts its downloads.`);
  }

  async function openFile(file: File): Promise<void> {
    const refused =
      file.size > LARGEST_FILE && `The file is larger than ${sizeText(LARGEST_FILE)}, which no one's work is.`;
    const read = refused
      ? {records: [], history: [], notes: [], refused}
      : readFile(await file.text(), {course: work.course, now: Date.now()});
    await changing.catch(() => undefined); // The file is compared with the work as it is after that.
    incoming = {name: file.name, read, rows: compareWork(records, read.records)};
    show();
    body.querySelector<HTMLElement>("#work-import")?.focus();
  }

  function choose(row: MergeRow, side: MergeRow["choice"]): void {
    row.choice = side;
    show();
  }

  function chooseAll(side: MergeRow["choice"] | "newer"): void {
    if (!incoming) return;
    if (side === "newer") incoming.rows = compareWork(records, incoming.read.records);
    else for (const row of incoming.rows) if (row.theirs) row.choice = side;
    show();
  }

  function cancel(): void {
    incoming = undefined;
    show();
    body.querySelector<HTMLElement>('[data-key="import"]')?.focus();
  }

  async function apply(): Promise<void> {
    if (!incoming) return;
    const {rows, read, name} = incoming;
    const taken = recordsToWrite(rows);
    // Older values come along with what is new here; among values of this device they would push others out.
    const fresh = new Set(rows.filter(({kind, choice}) => kind === "theirs" && choice === "theirs").map(place));
    const older = read.history.filter((record) => fresh.has(place(record))).map((record) => asForeign(record));
    const scopes = taken.map(({lesson, item}) => ({lesson, item}));
    incoming = undefined;
    await change(scopes, `Took ${count(taken.length, "record")} from ${name}.`, () =>
      work.putAll([...older.reverse(), ...taken]),
    );
    notice.querySelector<HTMLElement>("button")?.focus();
  }

  function showActions(): HTMLElement {
    const input = html("input", {
      type: "file",
      accept: ".json,application/json",
      class: "visually-hidden",
      tabindex: -1,
      "aria-label": "File to import",
      onchange: () => {
        const [file] = input.files ?? [];
        input.value = ""; // The same file may be chosen again.
        if (file) void openFile(file);
      },
    });
    return html(
      "div",
      {class: "work-actions work-buttons"},
      html(
        "button",
        {type: "button", class: "button", "data-key": "export", onclick: () => void exportAll()},
        "Export all",
      ),
      button("Import a file", "import", () => input.click(), ", or drop one anywhere on this page"),
      input,
      records.length + history.length > 0 &&
        button("Reset everything", "reset all", () => void reset([{}], "all your work in this course")),
    );
  }

  takeDroppedFiles(root, (file) => void openFile(file));
  work.watch((change) => {
    if ("status" in change) show();
    else void refresh();
  });
  await refresh();
}

function showStatus(status: WorkStatus, records: readonly WorkRecord[], history: readonly WorkRecord[]): HTMLElement {
  const size = new Blob([JSON.stringify([records, history])]).size;
  const kept = [count(records.length, "record"), history.length > 0 && count(history.length, "older value")];
  const amount = `${kept.filter(Boolean).join(" and ")}, about ${sizeText(size)}.`;
  return html(
    "p",
    {class: "work-device", "data-kind": status.kind},
    html("strong", {}, status.kind === "saved" ? "Saved on this device." : `Not saved: ${status.why}.`),
    " ",
    status.kind === "saved" ? amount : `${status.todo} ${amount}`,
  );
}
