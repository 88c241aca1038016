import type {CodeEditor} from "../edit/code-mirror.ts";
import type {LiveExercise} from "../live-page.ts";
import type {StudyContext} from "../study.ts";
import {button, element} from "./elements.ts";
import {guardSolution, stepHints} from "./folds.ts";
import {type CodeKeeper, type KeptCode, keepCode} from "./keep-code.ts";
import {ResultView, verdictOf} from "./result-view.ts";
import {runExercise} from "./run.ts";

export interface ExerciseContext extends Pick<StudyContext, "work" | "lesson" | "live"> {
  createWorker: () => Worker | Promise<Worker>;
}

/** One exercise of a page: the reader's code, its editor once it is asked for, its checks, and what is kept of it. */
export class ExercisePanel {
  readonly #context: ExerciseContext;
  #section: HTMLElement;
  readonly #keeper: CodeKeeper;
  readonly #field = element("div", "exercise-editor");
  readonly #result = new ResultView();
  readonly #passed = element("span", "exercise-passed");
  readonly #try: HTMLButtonElement;
  readonly #check: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  #exercise: LiveExercise;
  #text: string;
  #hasPassed = false;
  #editor: CodeEditor | undefined;
  #opening: Promise<void> | undefined;
  #isRunning = false;

  constructor(section: HTMLElement, exercise: LiveExercise, context: ExerciseContext) {
    this.#section = section;
    this.#exercise = exercise;
    this.#context = context;
    this.#text = exercise.starter;
    const {work, lesson} = context;
    this.#keeper = keepCode(
      work,
      lesson,
      exercise.id,
      () => this.#exercise.hash,
      (kept) => this.#follow(kept),
    );
    this.#try = button("Try it", () => void this.edit(), {className: "primary"});
    this.#check = button("Check", () => void this.check(), {
      className: "primary",
      title: "Ctrl or ⌘ with Enter, in the code",
    });
    this.#reset = button("Reset to starter", () => this.reset(), {
      title: "Put the starter back; Ctrl or ⌘ with Z takes it back",
    });
    this.#check.hidden = this.#reset.hidden = true;
    this.mount();
    void this.#keeper.load().then((kept) => kept && this.#restore(kept));
  }

  /** Puts its parts into the exercise's section, where an author's save may have taken them out. */
  mount(): void {
    const tools = this.#section.querySelector(":scope > .exercise-tools");
    const starter = this.#section.querySelector(":scope > .exercise-starter");
    if (!tools || !starter) return;
    if (this.#try.parentNode !== tools) tools.replaceChildren(this.#try, this.#check, this.#reset, this.#passed);
    if (!this.#result.root.isConnected) tools.after(this.#result.root);
    if (!this.#field.isConnected) starter.append(this.#field);
    starter.querySelector(":scope > pre")?.addEventListener("click", this.#openByClick);
    this.#section.dataset.live = "";
    if (this.#editor) starter.setAttribute("data-editing", "");
    stepHints(this.#section);
    guardSolution(this.#section, () => this.#hasPassed);
    this.#show();
  }

  /** The exercise as its author has just saved it. The reader's code stays, if there is some. */
  update(exercise: LiveExercise, section: HTMLElement): void {
    this.#section = section;
    const isUntouched = this.#text === this.#exercise.starter;
    const hasChanged = exercise.hash !== this.#exercise.hash;
    this.#exercise = exercise;
    if (isUntouched) this.#setText(exercise.starter);
    if (hasChanged) this.#result.clear();
    if (hasChanged && !isUntouched) this.#result.note(CHANGED);
    this.mount();
  }

  async edit(): Promise<void> {
    this.#opening ??= this.#open();
    await this.#opening;
    this.#editor?.focus();
  }

  async #open(): Promise<void> {
    const starter = this.#field.parentElement;
    const pre = starter?.querySelector<HTMLElement>(":scope > pre");
    if (!pre) return;
    const {openCodeEditor} = await import("../edit/code-mirror.ts");
    // The editor takes the room of what it replaces, so that nothing below it moves.
    this.#field.style.minHeight = `${pre.offsetHeight}px`;
    starter!.setAttribute("data-editing", "");
    this.#editor = openCodeEditor({
      parent: this.#field,
      text: this.#text,
      label: `Your code for the exercise ${this.#exercise.id}. Control or Command with Enter checks it, Escape leaves.`,
      language: "js",
      run: () => void this.check(),
      leave: () => this.#check.focus(),
      changed: () => this.#typed(),
    });
    this.#show();
  }

  /** Runs the code and its check, and shows what came of it. */
  async check(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#check.setAttribute("aria-disabled", "true");
    const code = this.#text;
    const {hash} = this.#exercise;
    this.#result.running();
    this.#editor?.mark(undefined);
    const outcome = await runExercise(code, this.#exercise, {
      createWorker: this.#context.createWorker,
      value: (name) => this.#context.live.latest(name),
      expect: (labels) => this.#result.expect(labels),
      tell: (message) => this.#result.tell(message),
    });
    const verdict = verdictOf(outcome, code, this.#result.count);
    this.#result.end(verdict, outcome, code);
    if (code !== this.#text) this.#result.setStale();
    else if (verdict.place) this.#editor?.mark({...verdict.place, message: verdict.text});
    this.#isRunning = false;
    this.#check.removeAttribute("aria-disabled");
    if (hash !== this.#exercise.hash) return;
    if (outcome.kind === "passed") this.#setPassed("Passed");
    else if (this.#hasPassed) this.#setPassed("Passed earlier");
    this.#keep();
    this.#keeper.flush();
  }

  reset(): void {
    this.#setText(this.#exercise.starter);
    this.#result.clear();
    this.#result.note(
      this.#editor ? "The starter is back. Ctrl or ⌘ with Z, in the code, brings yours back." : "The starter is back.",
    );
    this.#keep();
    void this.edit();
  }

  dispose(): void {
    this.#keeper.dispose();
    this.#editor?.destroy();
  }

  readonly #openByClick = (): void => {
    if (getSelection()?.isCollapsed !== false) void this.edit();
  };

  #typed(): void {
    const {text} = this.#editor!;
    if (text === this.#text) return;
    this.#text = text;
    this.#result.setStale();
    this.#keep();
    this.#show();
  }

  #keep(): void {
    this.#keeper.put({code: this.#text, passed: this.#hasPassed});
  }

  #setText(text: string): void {
    this.#text = text;
    this.#editor?.setText(text);
    this.#show();
  }

  #setPassed(words: string): void {
    this.#hasPassed = true;
    this.#section.dataset.passed = "";
    this.#passed.textContent = `✓ ${words}`;
  }

  /** Gives back what was kept at an earlier visit. */
  #restore({code, passed, hash}: KeptCode & {hash: string}): void {
    const isOwn = hash === this.#exercise.hash;
    if (passed) this.#setPassed(isOwn ? "Passed earlier" : "Passed, before this exercise was changed");
    if (code === this.#text) return;
    this.#setText(code);
    this.#try.textContent = "Go on";
    this.#result.note(isOwn ? "This is your code from before." : CHANGED);
  }

  /** Another tab has changed the code, or a reset has taken it. Where the reader is typing, what they see stays. */
  #follow(kept: (KeptCode & {hash: string}) | undefined): void {
    const isTyping = this.#field.contains(document.activeElement);
    if (kept === undefined) {
      this.#hasPassed = false;
      delete this.#section.dataset.passed;
      this.#passed.textContent = "";
      this.#result.clear();
      if (!isTyping) this.#setText(this.#exercise.starter);
      return;
    }
    if (kept.passed) this.#setPassed("Passed");
    if (kept.code === this.#text || isTyping) return;
    this.#setText(kept.code);
    this.#result.clear();
    this.#result.note("Another tab has changed this code.");
  }

  /** The folded code is what stands in print, and until the editor is there; the buttons follow the state. */
  #show(): void {
    const code = this.#section.querySelector(":scope > .exercise-starter > pre > code");
    if (code && code.textContent !== this.#text) code.textContent = this.#text;
    const isStarter = this.#text === this.#exercise.starter;
    this.#try.hidden = this.#editor !== undefined;
    this.#check.hidden = this.#editor === undefined && isStarter;
    this.#check.classList.toggle("primary", this.#editor !== undefined);
    this.#reset.hidden = this.#check.hidden;
    this.#reset.setAttribute("aria-disabled", String(isStarter));
  }
}

const CHANGED =
  "This exercise has changed since you wrote this code. Your code is kept; Reset puts the new starter in its place.";
