import * as v from "valibot";
import type {StudyContext, StudyPart} from "../study.ts";
import {type CellNote, showCellNote, showLostEdits} from "./edit-notes.ts";
import {keepTyping} from "./keep-typing.ts";
import {inScope} from "./record.ts";
import {settled} from "./settled.ts";
import type {Scope, WorkChange, WorkRecord} from "./types.ts";

/**
 * What is kept of a cell: the text that the reader wrote last and, if that has not been run, the text that runs instead
 * (null: the author's).
 */
const EDIT = v.object({text: v.string(), runs: v.optional(v.nullable(v.string()))});

type KeptText = {text: string} | {text: string; runs: string | null};

interface KeptEdit extends v.InferOutput<typeof EDIT> {
  /** The hash of the author's text for which it was written. */
  hash: string;
  /** Whether it was running when the page was last seen alive: to run it again might be the end of the page again. */
  unfinished?: boolean;
}

export interface EditKeeper extends StudyPart {
  keep(cell: string, text: string | undefined, ran: Promise<void>): Promise<void>;
  keepDraft(cell: string, text: string | undefined): void;
}

/** Gives the cells the texts back that the reader gave them before, and keeps each new one. */
export function keepEdits({root, live, lesson, work}: StudyContext): EditKeeper {
  const kept = new Map<string, KeptEdit>();
  /** Cells whose edit another tab is running right now. */
  const busy = new Set<string>();
  const typing = keepTyping(work);
  const itemOf = (id: string) => `cell:${id}`;
  const markOf = (id: string) => `~running:${id}`;

  /** The cell of an id, if it is one that a reader can edit. */
  const cellOf = (id: string) => {
    const cell = live.original(id);
    return cell?.mode === "block" ? cell : undefined;
  };

  // Asked for at once: what is typed when the connection has gone is to be kept as well.
  const loadHash = () => import("../../compiler/hash.ts");
  const hashing = loadHash().catch(() => undefined);

  async function hashOf(id: string): Promise<string> {
    const {hash} = (await hashing) ?? (await loadHash());
    return hash(cellOf(id)?.source ?? "");
  }

  /** What was said of each cell last: what was said before and comes later, having waited, counts no more. */
  const calls = new Map<string, symbol>();
  const isLatest = (id: string, call: symbol) => calls.get(id) === call;
  const begin = (id: string) => {
    const call = Symbol(id);
    calls.set(id, call);
    return call;
  };

  /** Cells whose edit this page is trying out. */
  const trying = new Set<string>();

  function mark(id: string): Promise<void> {
    trying.add(id);
    return work.put({lesson, item: markOf(id), value: true, hash: ""});
  }

  function unmark(id: string): Promise<void> {
    trying.delete(id);
    return work.remove({lesson, item: markOf(id)});
  }

  // A page that can still say that it is being left has not been frozen by what it tries out.
  addEventListener("pagehide", () => {
    for (const id of trying) void work.put({lesson, item: markOf(id), value: false, hash: ""});
  });

  /** Takes a record over; a value that is no edit stays where it is. */
  function take({item, value, hash}: WorkRecord, unfinished = false): void {
    const {success, output} = v.safeParse(EDIT, value);
    if (success) kept.set(item.slice("cell:".length), {...output, hash, ...(unfinished && {unfinished})});
  }

  async function open(): Promise<void> {
    for (const record of await work.list({lesson})) {
      if (!record.item.startsWith("cell:")) continue;
      const id = record.item.slice("cell:".length);
      if (calls.has(id) || live.edited(id) !== undefined) continue; // The reader was quicker.
      take(record, (await work.get(lesson, markOf(id)))?.value === true);
    }
    if (kept.size > 0) await bringBack();
  }

  let turn = Promise.resolve();

  /** Makes the cells run with the texts that are kept, save those that may not or that the reader is writing in. */
  function bringBack(removed: Iterable<string> = []): Promise<void> {
    turn = turn.then(() => bringNow(removed));
    return turn;
  }

  async function bringNow(removed: Iterable<string>): Promise<void> {
    const texts = new Map<string, string | undefined>();
    for (const id of new Set([...kept.keys(), ...removed])) {
      const [edit, cell] = [kept.get(id), cellOf(id)];
      if (!cell || edit?.unfinished || busy.has(id)) continue;
      if (isOpen(id)) continue;
      const runs = edit?.runs === undefined ? edit?.text : (edit.runs ?? undefined);
      live.setDraft(id, edit?.runs === undefined ? undefined : edit.text);
      if (runs !== live.edited(id)) texts.set(id, runs === cell.source ? undefined : runs);
    }
    for (const [id, {unfinished, text}] of kept) if (unfinished) live.setDraft(id, text);
    await show();
    await tryOut(texts);
  }

  // When an editor is closed, what has come from another tab meanwhile may run.
  new MutationObserver(() => void bringBack()).observe(root, {subtree: true, attributeFilter: ["data-editing"]});

  const panelOf = (id: string) => root.querySelector(`#cell-${CSS.escape(id)} > .cell-source`);
  const isOpen = (id: string) => panelOf(id)?.hasAttribute("data-editing") === true;

  /** Runs texts, each marked until the page has outlived it. */
  async function tryOut(texts: ReadonlyMap<string, string | undefined>): Promise<void> {
    if (texts.size === 0) return;
    const before = new Map(calls);
    const marked = [...texts].flatMap(([id, text]) => (text === undefined ? [] : [id]));
    await Promise.all(marked.map(mark));
    // What the reader has written meanwhile is newer.
    await live.giveBack(new Map([...texts].filter(([id]) => calls.get(id) === before.get(id))));
    void settled(root).then(() => Promise.all(marked.map(unmark)));
  }

  async function keep(id: string, text: string | undefined, ran: Promise<void>): Promise<void> {
    const item = itemOf(id);
    begin(id);
    typing.drop(lesson, item);
    busy.delete(id);
    if (text === undefined) {
      kept.delete(id);
      await forget(id);
      return show();
    }
    const hash = await hashOf(id);
    kept.set(id, {text, hash});
    await Promise.all([mark(id), work.put({lesson, item, value: {text}, hash})]);
    void ran
      .then(() => settled(root))
      .then(() => unmark(id))
      .then(show);
  }

  async function forget(id: string): Promise<void> {
    await Promise.all([work.remove({lesson, item: itemOf(id)}, {history: "keep"}), unmark(id)]);
  }

  async function keepDraft(id: string, text: string | undefined): Promise<void> {
    const runs = live.edited(id) ?? null;
    const call = begin(id);
    const hash = kept.get(id)?.hash ?? (await hashOf(id));
    if (!isLatest(id, call)) return;
    if (kept.get(id)?.unfinished) void unmark(id);
    if (text === undefined && runs === null) {
      kept.delete(id);
      typing.drop(lesson, itemOf(id));
      return forget(id);
    }
    const value: KeptText = text === undefined ? {text: runs!} : {text, runs};
    kept.set(id, {...value, hash});
    await typing.keep({lesson, item: itemOf(id), value, hash});
  }

  function hear(change: WorkChange): void {
    if ("record" in change && change.record.lesson === lesson) {
      const [kind, id = ""] = split(change.record.item);
      if (kind === "~running" && change.record.value === true) busy.add(id);
      else if (kind === "~running") void hearFinished(id);
      if (kind !== "cell") return;
      take(change.record);
      void bringBack();
    } else if ("removed" in change) void hearRemoved(change.removed);
  }

  async function hearRemoved(scope: Scope): Promise<void> {
    const [kind, id = ""] = split(scope.item ?? "");
    if (kind === "~running" && scope.lesson === lesson) return hearFinished(id);
    const removed = [...kept.keys()].filter((each) => inScope({lesson, item: itemOf(each)}, scope));
    for (const each of removed) {
      kept.delete(each);
      busy.delete(each);
    }
    if (removed.length > 0) await bringBack(removed);
  }

  /** The edit of a cell has done no harm elsewhere. */
  function hearFinished(id: string): Promise<void> {
    busy.delete(id);
    const edit = kept.get(id);
    if (edit) kept.set(id, {...edit, unfinished: false});
    return bringBack();
  }

  /** Says at each cell what has become of its edit, and at the foot which edits have no cell. */
  async function show(): Promise<void> {
    const notes = new Map<string, CellNote>();
    const lost: {id: string; text: string}[] = [];
    for (const [id, edit] of kept) {
      if (!cellOf(id)) lost.push({id, text: edit.text});
      else if (edit.unfinished) notes.set(id, "unfinished");
      else if (edit.hash !== (await hashOf(id))) notes.set(id, "changed");
      else if (edit.runs !== undefined) notes.set(id, "draft");
    }
    for (const element of root.querySelectorAll<HTMLElement>(".cell[data-cell]")) {
      const id = element.dataset.cell!;
      showCellNote(element, notes.get(id), {
        run: () => void live.edit(id, kept.get(id)?.text),
        reset: () => void live.edit(id, undefined),
      });
    }
    showLostEdits(root, lost, (id) => void forgetLost(id));
  }

  async function forgetLost(id: string): Promise<void> {
    kept.delete(id);
    await forget(id);
    await show();
  }

  work.watch(hear);
  void open();
  return {
    update: () => void (kept.size > 0 && bringBack()),
    keep,
    keepDraft: (id, text) => void keepDraft(id, text),
  };
}

/** The kind of an item and its id. */
function split(item: string): [kind: string, id?: string] {
  const colon = item.indexOf(":");
  return colon < 0 ? [item] : [item.slice(0, colon), item.slice(colon + 1)];
}
