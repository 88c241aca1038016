import type {Problem} from "../../page/index.ts";
import type {CodeEditor} from "../edit/code-mirror.ts";
import {takeDroppedFiles} from "../file-drops.ts";
import {toolButton} from "../tool-button.ts";
import type {Notebook} from "./blocks.ts";
import {writeKit} from "./kit-file.ts";
import {readNotebookFile, saveFile} from "./read-file.ts";

export interface BarActions {
  done(): void;
  undo(): void;
  redo(): void;
  reset(): void;
  /** Runs code that came from a file. */
  run(): void;
  texts(): {own: string; author: string};
  look(markdown: string): Promise<{blocks: number; cells: number; problems: Problem[]}>;
  replace(markdown: string, name: string): void;
  toSave(): {notebook: Notebook; title: string; used: readonly string[]; name: string};
}

export interface BarState {
  editing: boolean;
  /** Whether the text is another than the author's. */
  isOwn: boolean;
  runs: boolean;
  undo: boolean;
  redo: boolean;
}

/** The buttons of the whole notebook, above its text. */
export class NotebookBar {
  readonly #actions: BarActions;
  readonly #bar: HTMLElement;
  readonly #begin: HTMLButtonElement;
  readonly #tools = document.createElement("div");
  readonly #status: HTMLElement;
  readonly #note = document.createElement("div");
  readonly #panel = document.createElement("div");
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  readonly #compare: HTMLButtonElement;
  readonly #done: HTMLButtonElement;
  #comparison: CodeEditor | undefined;
  #state: BarState | undefined;

  constructor(bar: HTMLElement, actions: BarActions) {
    this.#bar = bar;
    this.#actions = actions;
    this.#begin = bar.querySelector<HTMLButtonElement>(".notebook-begin")!;
    this.#status = bar.querySelector<HTMLElement>(".notebook-status")!;
    this.#tools.className = "notebook-tools";
    this.#tools.setAttribute("role", "group");
    this.#tools.setAttribute("aria-label", "This notebook");
    this.#note.className = "notebook-note";
    this.#panel.className = "notebook-panel";
    this.#done = toolButton("Done editing", "Back to reading", () => actions.done());
    this.#undo = toolButton("Undo", "Take the last change back", () => actions.undo());
    this.#redo = toolButton("Redo", "Make it again", () => actions.redo());
    this.#reset = toolButton("Reset", "Put the author's text back; Undo brings yours again", () => actions.reset());
    this.#compare = toolButton("Compare", "Show what differs from the author's text", () => void this.#toggleCompare());
    this.#compare.setAttribute("aria-pressed", "false");
    const input = Object.assign(document.createElement("input"), {type: "file", hidden: true});
    input.accept = ".md,.markdown,.html,text/markdown,text/html";
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) void this.#open(file);
      input.value = "";
    });
    this.#tools.append(
      this.#done,
      this.#undo,
      this.#redo,
      this.#compare,
      this.#reset,
      toolButton("Save as .md", "Download as Markdown", () => this.#saveMarkdown()),
      toolButton("Save as .html", "Download for Observable Notebook Kit", () => void this.#saveKit()),
      toolButton("Open a file…", "Markdown or Notebook Kit, from your device", () => input.click()),
      input,
    );
    bar.prepend(this.#note);
    bar.append(this.#tools, this.#status, this.#panel);
    takeDroppedFiles(
      bar,
      (file) => void this.#open(file),
      () => this.#state?.editing === true,
    );
  }

  say(text: string): void {
    this.#status.textContent = text;
  }

  focus(): void {
    (this.#state?.editing ? this.#done : this.#begin).focus();
  }

  /** Whether it is not known yet that the page goes on with what it runs. */
  markTrial(on: boolean): void {
    this.#bar.toggleAttribute("data-trial", on);
  }

  update(state: BarState): void {
    this.#state = state;
    this.#bar.toggleAttribute("data-editing", state.editing);
    this.#begin.hidden = state.editing;
    this.#tools.hidden = !state.editing;
    setDisabled(this.#undo, !state.undo);
    setDisabled(this.#redo, !state.redo);
    setDisabled(this.#reset, !state.isOwn);
    setDisabled(this.#compare, !state.isOwn && !this.#comparison);
    if (!state.editing) this.#closePanel();
    this.#note.replaceChildren();
    if (!state.runs) {
      const text =
        "The code of this notebook has not run. Code can do whatever this page can, such as read and change what you have saved here: run it only if you trust where it comes from.";
      this.#note.append(
        paragraph(text),
        toolButton("Run this notebook's code", "Run every cell", () => this.#actions.run()),
      );
    } else if (state.isOwn && !state.editing)
      this.#note.append(paragraph("You see your own version of this notebook."));
  }

  async #toggleCompare(): Promise<void> {
    if (this.#comparison) return this.#closePanel();
    const {openCodeEditor} = await import("../edit/code-mirror.ts");
    this.#closePanel();
    const {own, author} = this.#actions.texts();
    const field = this.#panel.appendChild(document.createElement("div"));
    field.className = "cell-editor";
    this.#comparison = openCodeEditor({
      parent: field,
      text: own,
      label: "Your text, compared with the author's",
      language: "text",
      readOnly: true,
      run: () => {},
      leave: () => this.#compare.focus(),
      changed: () => {},
    });
    void this.#comparison.compare(author);
    this.#compare.setAttribute("aria-pressed", "true");
  }

  #closePanel(): void {
    this.#comparison?.destroy();
    this.#comparison = undefined;
    this.#compare.setAttribute("aria-pressed", "false");
    this.#panel.replaceChildren();
  }

  #saveMarkdown(): void {
    const {name} = this.#actions.toSave();
    saveFile(`${name}.md`, this.#actions.texts().own, "text/markdown");
    this.say(`Saved as ${name}.md.`);
  }

  async #saveKit(): Promise<void> {
    const {notebook, title, used, name} = this.#actions.toSave();
    const file = await writeKit(notebook, {title, used, address: location.href.replace(/[?#].*$/, "")});
    saveFile(`${name}.html`, file, "text/html");
    this.say(`Saved as ${name}.html, for Observable Notebook Kit.`);
  }

  /** Says what a file holds, and asks before it takes the place of what is here. */
  async #open(file: File): Promise<void> {
    this.#closePanel();
    const read = await readNotebookFile(file);
    if ("error" in read) {
      this.say(read.error);
      return;
    }
    const {blocks, cells, problems} = await this.#actions.look(read.markdown);
    const box = this.#panel.appendChild(document.createElement("section"));
    box.className = "notebook-preview";
    box.setAttribute("aria-label", `The file ${file.name}`);
    const code = `${cells} ${cells === 1 ? "cell" : "cells"} of code`;
    box.append(
      paragraph(
        `“${file.name}” holds ${blocks} ${blocks === 1 ? "block" : "blocks"}, ${code}. It takes the place of the text below; Undo brings that back. Its code does not run before you say so.`,
      ),
    );
    if (problems.length > 0) {
      const list = box.appendChild(document.createElement("ul"));
      for (const {line, column, message} of problems.slice(0, 5))
        list.append(
          Object.assign(document.createElement("li"), {textContent: `Line ${line}, column ${column}: ${message}`}),
        );
      if (problems.length > 5) box.append(paragraph(`And ${problems.length - 5} more.`));
    }
    const replace = toolButton("Replace this notebook", "Undo brings the present text back", () => {
      this.#closePanel();
      this.#actions.replace(read.markdown, file.name);
    });
    const row = box.appendChild(document.createElement("div"));
    row.className = "notebook-tools";
    row.append(
      replace,
      toolButton("Cancel", "Leave everything as it is", () => {
        this.#closePanel();
        this.#done.focus();
      }),
    );
    this.say("");
    replace.focus();
  }
}

function paragraph(text: string): HTMLElement {
  return Object.assign(document.createElement("p"), {textContent: text});
}

/** What cannot be done now says so by being dim, and keeps its place under the pointer. */
function setDisabled(button: HTMLButtonElement, disabled: boolean): void {
  button.setAttribute("aria-disabled", String(disabled));
}
