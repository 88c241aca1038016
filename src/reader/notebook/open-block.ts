import type {CodeEditor} from "../edit/code-mirror.ts";
import {describeMembers, describeNames, type NamesInScope} from "../edit/completions.ts";
import {toolButton} from "../tool-button.ts";
import type {Kind} from "./block-tools.ts";
import {codeBlock, deleteBlock, fenceOf, insertBlock, type Notebook, replaceBlock, withCode} from "./blocks.ts";

/** The block that is edited, or the place where a new one will stand. */
export type Target = {index: number} | {before: number; kind: Kind};

interface Actions {
  names: () => Promise<NamesInScope>;
  run: () => void;
  done: () => void;
  cancel: () => void;
}

/** The field in which one block's text is edited. */
export class OpenBlock {
  target: Target;
  readonly element = document.createElement("div");
  readonly #code: CodeEditor;
  #original: string;
  #focused = false;

  static async open(notebook: Notebook, target: Target, actions: Actions): Promise<OpenBlock> {
    const {openCodeEditor} = await import("../edit/code-mirror.ts");
    return new OpenBlock(notebook, target, actions, openCodeEditor);
  }

  private constructor(
    notebook: Notebook,
    target: Target,
    {names, run, done, cancel}: Actions,
    openCodeEditor: typeof import("../edit/code-mirror.ts").openCodeEditor,
  ) {
    this.target = target;
    const block = "index" in target ? notebook.blocks[target.index] : undefined;
    const kind = block?.kind ?? ("kind" in target ? target.kind : "text");
    const fence = block && fenceOf(block.text);
    this.#original = fence?.code ?? block?.text ?? "";
    this.element.className = "block-editor cell-editor";
    const field = this.element.appendChild(document.createElement("div"));
    field.className = "cell-editor-field";
    const tools = this.element.appendChild(document.createElement("div"));
    tools.className = "cell-editor-tools";
    const apply = toolButton(kind === "code" ? "Run" : "Show", "Ctrl or ⌘ with Enter, in the text", run);
    const finish = toolButton("Done", "Apply and close", done);
    tools.append(apply, finish, toolButton("Cancel", "Close without applying", cancel));
    const language = kind === "text" ? "text" : /^ *[`~]+ts\b/.test(fence?.open ?? "") ? "ts" : "js";
    const what = kind === "code" ? "Code" : "Markdown";
    this.#code = openCodeEditor({
      parent: field,
      text: this.#original,
      label: `${what} of ${block ? "this" : "a new"} block. Control or Command with Enter applies it, Escape leaves.`,
      language,
      names: async () => describeNames(await names()),
      members: async (path) => describeMembers(path, await names()),
      run,
      leave: () => apply.focus(),
      changed: () => {},
    });
  }

  get isChanged(): boolean {
    return this.#code.text !== this.#original;
  }

  /** The notebook with this block's text. A blank text is no block. */
  applied(notebook: Notebook): Notebook {
    const {text} = this.#code;
    const {target} = this;
    if ("index" in target) {
      const block = notebook.blocks[target.index]!;
      if (text.trim() === "") return deleteBlock(notebook, target.index);
      return replaceBlock(notebook, target.index, withCode(block, text));
    }
    if (text.trim() === "") return notebook;
    if (target.kind === "code") return insertBlock(notebook, target.before, codeBlock(text));
    return replaceBlock(insertBlock(notebook, target.before, "…"), target.before, text);
  }

  /** The text as it is was applied, to the block at this place. */
  settle(index: number): void {
    this.target = {index};
    this.#original = this.#code.text;
  }

  focus(): void {
    this.#code.focus();
  }

  /** To be called before the field is taken out of the document: it loses the focus with that. */
  hold(): void {
    this.#focused = this.element.matches(":focus-within");
  }

  /** Gives the focus back after the field was put elsewhere. */
  restore(): void {
    if (this.#focused) this.#code.focus();
    this.#focused = false;
  }

  close(): void {
    this.#code.destroy();
    this.element.remove();
  }
}
