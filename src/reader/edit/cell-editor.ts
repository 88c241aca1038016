import type {LiveCell} from "../live-page.ts";
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
  names(): NamesInScope;
}

/** The editors that are open, by their cell's source panel, so that a panel has at most one. */
const open = new WeakMap<Element, CellEditor>();

/** Opens the editor of a cell in its source panel, or leads to it if it is open. */
export async function openCellEditor(panel: HTMLDetailsElement, id: string, page: EditablePage): Promise<void> {
  const known = open.get(panel);
  if (known) return known.focus();
  const {openCodeEditor} = await import("./code-mirror.ts");
  const original = page.original(id);
  if (!original || open.has(panel)) return;
  const editor = new CellEditor(panel, id, page, openCodeEditor);
  open.set(panel, editor);
  editor.focus();
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
    this.#run = button("Run", "Ctrl or ⌘ with Enter, in the text", () => void this.run());
    this.#compare = button("Compare", "Show what differs from the author's text", () =>
      this.#setComparing(!this.#comparing),
    );
    this.#compare.setAttribute("aria-pressed", "false");
    this.#reset = button("Reset", "Put the author's text back and run it", () => void this.reset());
    const stop = button("Stop", "Stop this cell if it runs on and on", () => void this.stop());
    const close = button("Close", "Close the editor; the cell stays as it runs", () => this.close());
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
      names: () => describeNames(page.names()),
      members: (path) => describeMembers(path, page.names()),
      run: () => void this.run(),
      leave: () => this.#run.focus(),
      changed: () => this.#changed(),
    });
    if (draft !== undefined) this.#say("You wrote this before and have not run it.");
    else if (running?.edited && running.problem) this.#code.mark(running.problem);
    this.#update();
  }

  focus(): void {
    this.#panel.open = true;
    this.#code.focus();
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
    this.#code.destroy();
    this.#box.remove();
    delete this.#panel.dataset.editing;
    open.delete(this.#panel);
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
    this.#code.compare(on ? this.#page.original(this.#id)?.source : undefined);
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

function button(text: string, title: string, act: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), {type: "button", textContent: text, title});
  made.addEventListener("click", () => {
    if (made.getAttribute("aria-disabled") !== "true") act();
  });
  return made;
}
