import type {Problem} from "../../page/index.ts";
import type {MadeFunctions} from "../edit/live-cells.ts";
import type {LivePage, PageSource} from "../live-page.ts";
import type {StudyContext} from "../study.ts";
import {settled} from "../work/settled.ts";
import {NotebookBar} from "./bar.ts";
import type {BlockActions} from "./block-tools.ts";
import {deleteBlock, joinBlocks, moveBlock, type Notebook, nameBlock, nameOf, splitBlocks} from "./blocks.ts";
import {type KeptNotebook, NotebookKeeper} from "./keep.ts";
import {type Focus, focusTool, placeField, placeOf, setTools, showToolsNear, stripTools} from "./margin.ts";
import {OpenBlock, type Target} from "./open-block.ts";
import {type ShownText, showText} from "./show-text.ts";
import {type Version, Versions} from "./versions.ts";

/** A notebook that its reader changes: its present text, those before it, and what stands in the page for it. */
export class NotebookEditor {
  readonly #context: StudyContext;
  readonly #keeper: NotebookKeeper;
  readonly #bar: NotebookBar;
  readonly #made: MadeFunctions = new Map();
  #author: LivePage;
  #source: PageSource;
  #hash = "";
  readonly #versions: Versions;
  #notebook: Notebook;
  #shown: ShownText | undefined;
  #editing = false;
  #trials = 0;
  #open: OpenBlock | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param bar the element above the prose for the notebook's own buttons */
  constructor(context: StudyContext, source: PageSource, bar: HTMLElement) {
    this.#context = context;
    this.#author = context.page;
    this.#source = source;
    this.#versions = new Versions({markdown: source.markdown, runs: true});
    this.#notebook = splitBlocks(source.markdown);
    this.#keeper = new NotebookKeeper(context.work, context.lesson);
    this.#bar = new NotebookBar(bar, {
      done: () => void this.finish(),
      undo: () => void this.undo(),
      redo: () => void this.redo(),
      reset: () => void this.#set({markdown: this.#source.markdown, runs: true}, "This is the author's text again."),
      run: () => void this.#set({...this.#now, runs: true}, "The code of this notebook runs."),
      texts: () => ({own: this.#text(), author: this.#source.markdown}),
      look: (markdown) => this.#look(markdown),
      replace: (markdown, name) =>
        void this.#set({markdown, runs: false}, `“${name}” is open. Undo brings back what was here.`),
      toSave: () => ({
        notebook: splitBlocks(this.#text()),
        title: this.#shown?.title ?? "",
        used: this.#shown?.used ?? [],
        name: context.lesson.replace(/^.*\//, ""),
      }),
    });
    const {root} = context;
    root.addEventListener("pointerover", ({target}) => this.#editing && showToolsNear(root, target as Node));
    root.addEventListener("keydown", (event) => this.#shortcut(event));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.#open?.isChanged) void this.#keep({...this.#now, markdown: this.#text()});
    });
  }

  /** Shows a version that was kept. One that the page did not survive the last time does not run by itself. */
  async restore(kept: KeptNotebook): Promise<void> {
    const hung = await this.#keeper.hung();
    await this.#learnHash();
    this.#versions.now = {markdown: kept.markdown, runs: kept.runs && !hung};
    this.#bar.say(
      hung
        ? "The last time that your version ran, this page did not come through. Its code waits for you to run it."
        : kept.hash !== this.#hash
          ? "The author's text has changed since you made this version. Compare shows how the two differ."
          : "",
    );
    await this.#inTurn(() => this.#show());
  }

  /** Opens the notebook's blocks for changes. */
  async begin(): Promise<void> {
    if (this.#editing) return;
    this.#editing = true;
    this.#context.root.dataset.notebook = "";
    await this.#learnHash();
    await this.#inTurn(() => this.#show());
    this.#bar.focus();
  }

  async finish(): Promise<void> {
    await this.#commit();
    this.#open?.close();
    this.#open = undefined;
    this.#editing = false;
    delete this.#context.root.dataset.notebook;
    this.#strip();
    this.#update();
    this.#bar.focus();
  }

  async undo(): Promise<void> {
    if (this.#versions.undo()) await this.#showNow("Undone.");
  }

  async redo(): Promise<void> {
    if (this.#versions.redo()) await this.#showNow("Done again.");
  }

  /** Follows an author's save. */
  async follow(page: LivePage, source: PageSource): Promise<void> {
    const isOwn = this.#isOwn;
    this.#author = page;
    this.#source = source;
    await this.#learnHash();
    if (!isOwn) this.#versions.now = {markdown: source.markdown, runs: true};
    if (isOwn || this.#editing) await this.#inTurn(() => this.#show());
  }

  get #now(): Version {
    return this.#versions.now;
  }

  get #isOwn(): boolean {
    return this.#now.markdown !== this.#source.markdown;
  }

  async #learnHash(): Promise<void> {
    const {hash} = await import("../../compiler/hash.ts");
    this.#hash = hash(this.#source.markdown);
  }

  readonly #actions: BlockActions = {
    edit: (index) => void this.#edit({index}),
    add: (before, kind) => void this.#edit({before, kind}),
    move: (index, by) => {
      const to = index + by;
      if (to < 0 || to >= this.#notebook.blocks.length) return;
      const say = `Moved ${by < 0 ? "up" : "down"}: it is block ${to + 1} now.`;
      void this.#change(moveBlock(this.#notebook, index, to), say, {index: to, action: by < 0 ? "up" : "down"});
    },
    remove: (index) => {
      const next = deleteBlock(this.#notebook, index);
      const focus = {index: Math.min(index, next.blocks.length - 1), action: "edit"};
      void this.#change(next, "Deleted. Undo brings it back.", focus);
    },
    name: (index, name) => {
      const taken = this.#notebook.blocks.some((block, i) => i !== index && nameOf(block) === name);
      if (name !== "" && taken) return `Another cell of this notebook has the name “${name}”.`;
      if (name !== "" && !/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name))
        return "A name starts with a letter; letters, digits, “-” and “_” follow.";
      const say = name === "" ? "This cell has no name now." : `This cell is named “${name}”.`;
      void this.#change(nameBlock(this.#notebook, index, name), say, {index, action: "name"});
      return undefined;
    },
  };

  /** The present text, with what stands in an open block. */
  #text(): string {
    return this.#open?.isChanged ? joinBlocks(this.#open.applied(this.#notebook)) : this.#now.markdown;
  }

  /** Changes the blocks as they are shown; what stands in an open block is applied first. */
  async #change(next: Notebook, say: string, focus?: Focus): Promise<void> {
    if (this.#open?.isChanged) {
      // The places that `next` speaks of are those of the text without it: it stays for the reader to decide.
      this.#bar.say("Apply or cancel the open block first.");
      this.#open.focus();
      return;
    }
    this.#closeOpen();
    await this.#set({...this.#now, markdown: joinBlocks(next)}, say, focus);
  }

  async #set({markdown, runs}: Version, say: string, focus?: Focus): Promise<void> {
    // The author's own text needs nobody's consent, wherever it comes from.
    const isNew = this.#versions.set({markdown, runs: runs || markdown === this.#source.markdown});
    if (isNew) await this.#showNow(say, focus);
    else this.#bar.say(say);
  }

  async #showNow(say: string, focus?: Focus): Promise<void> {
    const version = this.#now;
    await this.#inTurn(async () => {
      await this.#keep(version); // before its code runs: a text that brings the page down is not lost
      await this.#show();
    });
    this.#bar.say(say);
    if (focus) focusTool(this.#context.root, focus);
  }

  async #keep(version: Version): Promise<void> {
    if (version.markdown === this.#source.markdown) await this.#keeper.forget();
    else await this.#keeper.keep({...version, hash: this.#hash});
  }

  /** One change after the other. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #show(): Promise<void> {
    const version = this.#now;
    const notebook = splitBlocks(version.markdown);
    const shown = await showText(notebook, {
      author: this.#author,
      source: this.#source,
      runs: version.runs,
      made: this.#made,
    });
    const show = async () => {
      this.#strip();
      await this.#context.show(shown.page);
    };
    if (this.#isOwn && version.runs) await this.#try(show);
    else await show();
    this.#notebook = notebook;
    this.#shown = shown;
    const title = document.querySelector(".page-header h1");
    if (title && shown.title !== "") title.textContent = shown.title;
    if (this.#editing) this.#decorate();
    this.#update();
  }

  /** Shows a version whose code has not run before; the bar is marked until the page has outlived it. */
  #try(show: () => Promise<void>): Promise<void> {
    const {root} = this.#context;
    const trial = ++this.#trials;
    return new Promise((resolve, reject) => {
      this.#bar.markTrial(true);
      const shown = () => show().then(resolve, reject);
      void this.#keeper
        .running(shown, () => settled(root))
        .finally(() => trial === this.#trials && this.#bar.markTrial(false));
    });
  }

  #update(): void {
    this.#bar.update({
      editing: this.#editing,
      isOwn: this.#isOwn,
      runs: this.#now.runs,
      undo: this.#versions.canUndo,
      redo: this.#versions.canRedo,
    });
  }

  #strip(): void {
    this.#open?.hold();
    stripTools(this.#context.root);
  }

  #decorate(): void {
    const {root} = this.#context;
    setTools(root, this.#notebook, this.#shown?.problems ?? [], this.#actions);
    if (this.#open) placeField(root, this.#open);
  }

  async #edit(target: Target): Promise<void> {
    if (this.#open) {
      if (this.#open.isChanged) await this.#commit();
      this.#closeOpen();
    }
    const fresh = await OpenBlock.open(this.#notebook, target, {
      names: () => this.#context.live.names(),
      run: () => void this.#commit(),
      done: () => void this.#commit().then((applied) => applied && this.#closeAndFocus()),
      cancel: () => this.#closeAndFocus(),
    });
    this.#open = fresh;
    placeField(this.#context.root, fresh);
    fresh.focus();
  }

  /** Applies what stands in the open block, which stays open. Resolves to whether there is nothing left to apply. */
  async #commit(): Promise<boolean> {
    const open = this.#open;
    if (!open) return true;
    if (!open.isChanged) return true;
    const before = this.#notebook.blocks.length;
    const next = open.applied(this.#notebook);
    const grown = next.blocks.length - before;
    const index = placeOf(open.target);
    const whole = "index" in open.target ? grown === 0 : grown === 1;
    if (whole) open.settle(index);
    else this.#closeOpen();
    await this.#set(
      {...this.#now, markdown: joinBlocks(next)},
      this.#now.runs ? "Applied." : "Applied. Its code has not run.",
    );
    if (!whole) focusTool(this.#context.root, {index: Math.min(index, next.blocks.length - 1), action: "edit"});
    return whole;
  }

  #closeOpen(): void {
    this.#open?.close();
    this.#open = undefined;
  }

  #closeAndFocus(): void {
    const target = this.#open?.target;
    this.#closeOpen();
    if (target) focusTool(this.#context.root, {index: placeOf(target), action: "edit"});
  }

  /** Undo and redo anywhere in the notebook, save in fields that have their own. */
  #shortcut(event: KeyboardEvent): void {
    const {target, key, shiftKey, ctrlKey, metaKey} = event;
    if (!this.#editing || !(ctrlKey || metaKey) || key.toLowerCase() !== "z") return;
    if (!(target instanceof Element) || target.matches("input, textarea, select, [contenteditable], .cm-editor *"))
      return;
    event.preventDefault();
    void (shiftKey ? this.redo() : this.undo());
  }

  /** What a text holds, without running anything of it. */
  async #look(markdown: string): Promise<{blocks: number; cells: number; problems: Problem[]}> {
    const notebook = splitBlocks(markdown);
    const {page, problems} = await showText(notebook, {
      author: this.#author,
      source: this.#source,
      runs: false,
      made: new Map(),
    });
    return {blocks: notebook.blocks.length, cells: page.cells.filter(({mode}) => mode === "block").length, problems};
  }
}
