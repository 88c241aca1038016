import {Runtime} from "@observablehq/runtime";
import {darkness} from "./builtins/dark.ts";
import * as Generators from "./builtins/generators.ts";
import {Mutable} from "./builtins/mutable.ts";
import {cellsByUid, identity, successions} from "./diff.ts";
import type {Touched} from "./edit/at-rest.ts";
import type {NamesInScope} from "./edit/completions.ts";
import type {Protection} from "./edit/protect.ts";
import {globalName} from "./global-name.ts";
import type {Library, LiveCell, LivePage} from "./live-page.ts";
import {adoptRoot, isMorphLoaded, loadMorph, morphProse} from "./morph.ts";
import {type OutputObserver, PageScope} from "./page-scope.ts";
import {detachedRoot, findPlaceholders, rename} from "./placeholders.ts";
import {RunningCell} from "./running-cell.ts";
import {addCodeButtons, showWhoseText} from "./source-panel.ts";
import {Waking, type WakingOptions} from "./waking.ts";

export interface OpenPage {
  /**
   * Shows a newer version of the page. A cell whose id and key are the same goes on running with its DOM; the others
   * are undefined and defined anew, and the prose is morphed around them. Calls are carried out one after the other: at
   * once, unless what morphs is still being loaded. Resolves when the document says what the page says.
   */
  update(page: LivePage): Promise<void>;
  /**
   * Runs a cell with a text of the reader's, or with the author's again (`undefined`), and whatever depends on it. The
   * text stays through updates of the page; the same text runs anew. Resolves to the cell as it runs now; what is wrong with the text is its
   * `problem`. Undefined for an id that the page does not have.
   */
  edit(id: string, text: string | undefined): Promise<LiveCell | undefined>;
  /** The reader's text of a cell, if it runs with one. */
  edited(id: string): string | undefined;
  /** As `edit`, for many cells at once and without telling `onEdit`: for texts that are kept already. */
  giveBack(texts: ReadonlyMap<string, string | undefined>): Promise<void>;
  /** The text that a cell's editor opens with, though it does not run; undefined for the text that does. */
  setDraft(id: string, text: string | undefined): void;
  /** The names that a cell of the page can use, for an editor's list. */
  names(): Promise<NamesInScope>;
  /** Stops a cell, whatever it waits for, until it is edited or run again; what depends on it says so. */
  stop(id: string): Promise<void>;
  /** The author's cell of an id. */
  original(id: string): LiveCell | undefined;
  /** The latest value of a name that a cell of the page defines; undefined while it has had none. A cell that sleeps wakes. */
  value(name: string): unknown;
  /** As `value`, once the cell has run: waits until the name has a value or an error, but for no more than five seconds. */
  latest(name: string): Promise<unknown>;
  /**
   * Calls back with what a name of a cell stands for: as soon as that is known, and at each change, also when an update
   * gives the name to another cell. A name that the page does not define is rejected. Returns what ends the watch.
   */
  watch(name: string, callback: (seen: SeenValue) => void): () => void;
  /** Stops every cell. What they show stays. */
  dispose(): void;
}

/** What a watched name stands for: a value that is being computed, one that is there, or an error in its place. */
export type SeenValue = {state: "pending"} | {state: "fulfilled"; value: unknown} | {state: "rejected"; error: unknown};

/**
 * Brings a page to life.
 * @param page as the page's module exports it
 * @param options.root the element whose content is the page's HTML and nothing else
 * @param options.library the names that a cell may use without an import
 * @param options.onEdit told of every text that the reader gives a cell, and (undefined) of every return to the author's,
 * before it runs: what it returns is waited for. `ran` resolves when the cells have been defined with it
 * @param options.onDraft told of each change of a text in an editor; undefined when it is again the text that runs
 * @param options.onOutput told of each name as it gets a value, before a cell reads it; here a control may be set
 * @param options.turns if given, the cells of the opening page run one by one with frames between, and those far from the window
 * sleep; else all run at once
 */
export function openPage(
  page: LivePage,
  options: {
    root: HTMLElement;
    library: Library;
    turns?: WakingOptions;
    onEdit?: (id: string, text: string | undefined, ran: Promise<void>) => Promise<void>;
    onDraft?: (id: string, text: string | undefined) => void;
    onOutput?: OutputObserver;
  },
): OpenPage {
  const {root, library, onEdit, onDraft} = options;
  const builtins = {...library, Mutable: () => Mutable, Generators: () => Generators, dark: darkness};
  const runtime = new Runtime(builtins, globalName);
  const scope = new PageScope({runtime, library, page});
  scope.onOutput = options.onOutput;
  const waking = new Waking(() => scope.cells, options.turns);
  scope.wake = (name) => waking.need(name);
  if (page.html !== undefined) void loadMorph();

  waking.open(createCells(cellsByUid(page.cells), []));

  /** The page as its author wrote it, and the reader's own texts by cell id. */
  let authored = page;
  const texts = new Map<string, string>();
  const edits = {texts, runs: new Map<string, number>(), stopped: new Set<string>(), made: new Map()};
  const drafts = new Map<string, string>();
  let waiting: Promise<void> | undefined;
  let disposed = false;
  /** What keeps the page whole while code of the reader's runs in it. */
  let protection: Protection | undefined;

  /** Carries changes out one after the other. */
  function inTurn(work: () => void | Promise<void>): Promise<void> {
    const turn: Promise<void> = (waiting ?? Promise.resolve())
      .then(() => (disposed ? undefined : work()))
      .finally(() => {
        if (waiting === turn) waiting = undefined;
      });
    waiting = turn;
    return turn;
  }

  async function withEdits(next: LivePage): Promise<LivePage> {
    if (!isTouched()) return next;
    const {applyEdits} = await import("./edit/apply-edits.ts");
    return applyEdits(next, edits, Object.keys(library));
  }

  const isTouched = () => edits.runs.size > 0 || edits.stopped.size > 0;

  async function edit(id: string, text: string | undefined): Promise<LiveCell | undefined> {
    drafts.delete(id);
    let hasRun = () => {};
    const ran = new Promise<void>((resolve) => {
      hasRun = resolve;
    });
    await onEdit?.(id, text, ran);
    await giveBack(new Map([[id, text]]));
    hasRun();
    return running(id);
  }

  async function giveBack(given: ReadonlyMap<string, string | undefined>): Promise<void> {
    for (const [id, text] of given) {
      if (text === undefined) texts.delete(id);
      else texts.set(id, text);
      edits.stopped.delete(id);
      edits.runs.set(id, (edits.runs.get(id) ?? 0) + 1);
    }
    for (const id of [...given.keys()].slice(-1)) await showEdits(id);
  }

  function setDraft(id: string, text: string | undefined): void {
    if (text === undefined) drafts.delete(id);
    else drafts.set(id, text);
    showWhose(id);
  }

  async function stop(id: string): Promise<void> {
    for (const {cell} of scope.cells) if (cell.id === id) cell.evaluated?.stop();
    edits.stopped.add(id);
    await showEdits(id);
  }

  /** @param id the cell that has been changed */
  function showEdits(id: string): Promise<void> {
    return inTurn(async () => {
      const [{protectPage}, {html: _, ...edited}] = await Promise.all([
        import("./edit/protect.ts"),
        withEdits(authored),
      ]);
      if (disposed) return;
      protection ??= protectPage(root, () => scope.cells);
      protection.expect(id);
      update(edited);
    });
  }

  const running = (id: string) => scope.page.cells.find((cell) => cell.id === id);
  const original = (id: string) => authored.cells.find((cell) => cell.id === id);

  function keepDraft(id: string, text: string | undefined): void {
    setDraft(id, text);
    onDraft?.(id, text);
  }

  async function names(): Promise<NamesInScope> {
    const [{namesInScope}, found] = await Promise.all([
      import("./names-in-scope.ts"),
      authored.docs?.().catch(() => undefined), // The names are there without what is said of them.
    ]);
    return namesInScope(scope, library, found?.docs ?? {});
  }

  async function openEditor(panel: HTMLDetailsElement, id: string, touched?: Touched): Promise<void> {
    const {openCellEditor} = await import("./edit/cell-editor.ts");
    const draft = (of: string) => drafts.get(of);
    const page = {original, running, edit, stop, draft, setDraft: keepDraft, names, closed: showWhose};
    await openCellEditor(panel, id, page, touched);
  }

  /** Shows in the panel of a cell, or of each, the text that counts: what is written, where it looks like an editor, else what runs. */
  function showWhose(id?: string): void {
    for (const {root, cell} of scope.cells)
      if (id === undefined || cell.id === id)
        showWhoseText(root, {edited: cell.edited !== undefined, runs: texts.get(cell.id), draft: drafts.get(cell.id)});
  }

  return {
    update(next) {
      authored = next;
      if (!waiting && !isTouched() && (next.html === undefined || isMorphLoaded())) {
        if (!disposed) update(next);
        return Promise.resolve();
      }
      return inTurn(async () => {
        const [edited] = await Promise.all([withEdits(next), next.html === undefined ? undefined : loadMorph()]);
        if (!disposed) update(edited);
      });
    },
    edit,
    edited: (id) => texts.get(id),
    giveBack,
    setDraft,
    names,
    stop,
    original,
    value: (name) => scope.value(name),
    latest: (name) => scope.latest(name),
    watch: (name, callback) => scope.watch(name, callback),
    dispose() {
      disposed = true;
      protection?.dispose();
      waking.dispose();
      scope.dispose();
      runtime.dispose();
    },
  };

  /** Gives each cell its placeholder. Returns those that do not run already. */
  function createCells(cells: ReadonlyMap<string, LiveCell>, running: readonly RunningCell[]): RunningCell[] {
    const kept = new Map(running.map((r) => [r.uid, r]));
    const placeholders = findPlaceholders(root);
    const fresh: RunningCell[] = [];
    scope.cells = [...cells].map(([uid, cell]) => {
      const placeholder = placeholders.get(cell.id)?.shift();
      const old = kept.get(uid);
      if (old) {
        if (placeholder && placeholder !== old.root) placeholder.replaceWith(old.root);
        return old;
      }
      const created = new RunningCell(scope, cell, placeholder ?? detachedRoot(cell), uid);
      created.onbegin = () => {
        const {root} = created;
        addCodeButtons(root, {
          source: () => scope.cells.find((running) => running.root === root)?.cell.source ?? "",
          edit: (panel, touched) => openEditor(panel, root.dataset.cell!, touched),
          keep: (text) => keepDraft(root.dataset.cell!, text),
        });
      };
      fresh.push(created);
      return created;
    });
    return fresh;
  }

  function update(next: LivePage): void {
    const nextCells = cellsByUid(next.cells);
    const kept = keptCells(next, nextCells);
    const successors = successions(scope.cells, nextCells, kept);

    const asleep = new Set(scope.cells.filter((running) => waking.isAsleep(running)));
    for (const running of scope.cells) {
      if (kept.has(running)) continue;
      waking.forget(running);
      running.dispose();
    }
    // A successor takes its predecessor's root over, so that the old output stands until there is a new one.
    for (const [uid, running] of successors) rename(running.root, nextCells.get(uid)!.id);
    if (next.html !== undefined) morphProse(root, next.html, adoptRoot);

    const gone = scope.cells.filter((running) => !kept.has(running) && !running.root.isConnected);
    for (const running of gone) running.output.clear(); // So that its elements may be shown elsewhere.
    scope.page = next;
    for (const running of kept) running.moveTo(nextCells.get(running.uid)!);
    const fresh = createCells(nextCells, [...kept]);
    waking.update(fresh, ({uid}) => !successors.has(uid) || asleep.has(successors.get(uid)!));
    for (const running of kept) running.refreshWaiting();
    showWhose();
    protection?.settle();
  }

  function keptCells(page: LivePage, next: ReadonlyMap<string, LiveCell>): Set<RunningCell> {
    const [outputs, old] = [outputsOf(page), outputsOf(scope.page)];
    const oldCells = scope.cells.map(({cell}) => cell);
    return new Set(
      scope.cells.filter((running) => {
        const cell = next.get(running.uid);
        return cell !== undefined && identity(cell, page.cells, outputs) === identity(running.cell, oldCells, old);
      }),
    );
  }
}

function outputsOf(page: LivePage): Set<string> {
  return new Set(page.cells.flatMap((cell) => cell.outputs));
}
