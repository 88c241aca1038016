import type {LiveCell} from "../live-page.ts";
import {toolButton} from "../tool-button.ts";
import type {Touch, Touched} from "./at-rest.ts";
import type {CodeEditor} from "./code-mirror.ts";
import {describeMembers, describeNames, type NamesInScope} from "./completions.ts";

/** What an editor needs of the page that its cell stands on. */
export interface EditablePage {
  original(id: string): LiveCell | undefined;
  edit(id: string, text: string | undefined): Promise<LiveCell | undefined>;
  stop(id: string): Promise<void>;
  /** What the reader has written in the cell's editor and not run. */
  draft(id: string): string | undefined;
  setDraft(id: string, text: string | undefined): void;
  /** The cell as it runs now. */
  running(id: string): LiveCell | undefined;
  names(): Promise<NamesInScope>;
  /** The cell's panel shows its code again instead of an editor. */
  closed(id: string): void;
}

/** The editors that are open, by their cell's source panel, so that a panel has at most one. */
const open = new WeakMap<Element, CellEditor>();

/**
 * Opens the editor of a cell in its source panel, or leads to it if it is open.
 * @param touched where a reader has begun to write in the code itself, and what
 */
export async function openCellEditor(
  panel: HTMLDetailsElement,
  id: string,
  page: EditablePage,
  touched?: Touched,
): Promise<void> {
  const known = open.get(panel);
  if (known) return known.focus();
  const {openCodeEditor} = await import("./code-mirror.ts");
  const touch = await touched?.();
  if (!page.original(id) || (touched && !touch)) return;
  const editor = open.get(panel) ?? new CellEditor(panel, id, page, openCodeEditor); // opened meanwhile by its button
  open.set(panel, editor);
  editor.focus();
  if (touch) editor.goOn(touch);
}

class CellEditor {
  readonly #panel: HTMLDetailsElement;
  readonly #id: string;
  readonly #page: EditablePage;
  readonly #box = document.createElement("div");
  readonly #status = document.createElement("p");
  readonly #code: CodeEditor;
  readonly #run: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  readonly #compare: HTMLButtonElement;
  readonly #author: MutationObserver;
  #comparing = false;

  constructor(
    panel: HTMLDetailsElement,
    id: string,
    page: EditablePage,
    openCodeEditor: typeof import("./code-mirror.ts").openCodeEditor,
  ) {
    this.#panel = panel;
    this.#id = id;
    this.#page = page;
    this.#box.className = "cell-editor";
    const field = this.#box.appendChild(document.createElement("div"));
    field.className = "cell-editor-field";
    const tools = this.#box.appendChild(document.createElement("div"));
    tools.className = "cell-editor-tools";
    this.#run = toolButton("Run", "Ctrl or ⌘ with Enter, in the text", () => void this.run());
    this.#compare = toolButton("Compare", "Show what differs from the author's text", () =>
      this.#setComparing(!this.#comparing),
    );
    this.#compare.setAttribute("aria-pressed", "false");
    this.#reset = toolButton("Reset", "Put the author's text back and run it", () => void this.reset());
    const stop = toolButton("Stop", "Stop this cell if it runs on and on", () => void this.stop());
    const close = toolButton("Close", "Close the editor; the cell stays as it runs", () => this.close());
    this.#status.className = "cell-editor-status";
    this.#status.setAttribute("role", "status");
    tools.append(this.#run, this.#reset, this.#compare, stop, close, this.#status);
    panel.querySelector(":scope > pre")!.before(this.#box);
    panel.dataset.editing = "";
    const running = page.running(id);
    const draft = page.draft(id);
    this.#code = openCodeEditor({
      parent: field,
      text: draft ?? running?.source ?? "",
      label: `Code of the cell ${id}. Control or Command with Enter runs it, Escape leaves.`,
      language: running?.language ?? "js",
      names: async () => describeNames(await page.names()),
      members: async (path) => describeMembers(path, await page.names()),
      run: () => void this.run(),
      leave: () => this.#run.focus(),
      changed: () => this.#changed(),
    });
    if (draft !== undefined) this.#say("You wrote this before and have not run it.");
    else if (running?.edited && running.problem) this.#code.mark(running.problem);
    this.#update();
    let last = page.original(id)?.source;
    this.#author = new MutationObserver(() => {
      const next = page.original(id)?.source;
      if (next === undefined || next === last) return;
      this.#follow(last, next);
      last = next;
    });
    const authors = panel.querySelector(":scope > pre:not(.cell-own)");
    if (authors) this.#author.observe(authors, {subtree: true, childList: true, characterData: true});
  }

  focus(): void {
    this.#panel.open = true;
    this.#code.focus();
  }

  /** Goes on with what the reader has begun in the code. */
  goOn({typed, anchor, head, scrolled}: Touch): void {
    if (typed !== undefined) this.#code.setText(typed);
    this.#code.select(anchor, head, scrolled);
  }

  async run(): Promise<void> {
    const {text} = this.#code;
    const isOriginal = text === this.#page.original(this.#id)?.source;
    this.#say("");
    const cell = await this.#page.edit(this.#id, isOriginal ? undefined : text);
    const problem = cell?.edited && cell.problem;
    this.#code.mark(problem || undefined);
    this.#say(
      problem
        ? `Line ${problem.line}: ${problem.message}`
        : isOriginal
          ? "Runs as its author wrote it."
          : "Runs as you wrote it.",
    );
    this.#update();
  }

  async reset(): Promise<void> {
    this.#code.setText(this.#page.original(this.#id)?.source ?? "");
    this.#setComparing(false);
    await this.run();
  }

  close(): void {
    this.#author.disconnect();
    this.#code.destroy();
    this.#box.remove();
    delete this.#panel.dataset.editing;
    open.delete(this.#panel);
    this.#page.closed(this.#id);
    this.#panel.querySelector<HTMLElement>(":scope > .cell-copy .cell-edit")?.focus();
  }

  async stop(): Promise<void> {
    await this.#page.stop(this.#id);
    this.#say("Stopped. Run starts it again.");
    this.#update();
  }

  #setComparing(on: boolean): void {
    this.#comparing = on;
    this.#compare.setAttribute("aria-pressed", String(on));
    void this.#code.compare(on ? this.#page.original(this.#id)?.source : undefined);
  }

  /** The author has saved another text: one that the reader has not touched follows. */
  #follow(last: string | undefined, next: string): void {
    if (this.#code.text === last) this.#code.setText(next);
    else this.#say("The author has changed this code. Compare shows what differs.");
    if (this.#comparing) this.#setComparing(true);
    this.#update();
  }

  #changed(): void {
    const {text} = this.#code;
    this.#page.setDraft(this.#id, text === this.#page.running(this.#id)?.source ? undefined : text);
    this.#update();
  }

  /** What cannot be done now says so by being dim, and keeps its place under the pointer. */
  #update(): void {
    const {text} = this.#code;
    const same = text === this.#page.original(this.#id)?.source;
    const isEdited = this.#page.running(this.#id)?.edited !== undefined;
    this.#reset.setAttribute("aria-disabled", String(same && !isEdited));
    this.#compare.setAttribute("aria-disabled", String(same && !this.#comparing));
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }
}
