import type {LiveQuiz} from "../live-page.ts";
import type {OpenPage} from "../open-page.ts";
import {ownContent} from "../own-content.ts";
import type {WorkRecord} from "../work/types.ts";
import {type Comparison, comparison} from "./comparison.ts";
import type {Field, FieldOptions} from "./fields/field.ts";
import {judge} from "./judge.ts";
import {type KeptAnswer, noAnswer, readKept} from "./kept-answer.ts";
import {html} from "./markup.ts";
import {rebuild, reveals} from "./rebuild.ts";
import {isDone, triesLeft, verdictText} from "./verdict-text.ts";

/** How long a text may be ahead of what is kept of it, in milliseconds. */
const TYPING = 400;

export interface QuestionOptions {
  makeField: (options: FieldOptions) => Field;
  live: Pick<OpenPage, "watch">;
  keep: (value: KeptAnswer, hash: string) => void;
  forget: () => void;
}

/**
 * One question that can be answered: the static question of the prose, with a field, buttons and a verdict put in.
 *
 * What the prose hides behind the answer stays a closed `<details>`, whose summary goes away: a link into it, a search
 * and print open it as they open any other, and the reader does by an answer or by "Skip".
 */
export class LiveQuestion {
  readonly section: HTMLElement;
  #quiz: LiveQuiz;
  readonly #options: QuestionOptions;
  readonly #field: Field;
  #state: KeptAnswer = noAnswer;
  /** An answer to an earlier wording of the question, which is kept until there is a new one. */
  #stale: string | undefined;
  /** Why the last answer was not taken. */
  #refusal = "";
  #wasDone = false;
  #alive = true;
  /** Whether the reader was at work in the question when the author's save rebuilt it. */
  hadFocus = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  readonly #giveBack: () => void;

  readonly #hints: HTMLDetailsElement[];
  /** What the answer opens: a prediction's reveal, a quiz's explanation. */
  readonly #closed: HTMLDetailsElement | undefined;
  readonly #compare: Comparison | undefined;
  readonly #notice = html`<p class="quiz-notice" hidden>`;
  readonly #status = html`<p class="quiz-status" role="status">`;
  readonly #announcer = html`<p class="visually-hidden" role="status">`;
  readonly #buttons: Record<"check" | "show" | "more" | "again", HTMLButtonElement>;

  constructor(section: HTMLElement, quiz: LiveQuiz, options: QuestionOptions) {
    this.section = section;
    this.#quiz = quiz;
    this.#options = options;
    const {id, kind, type} = quiz;
    section.querySelector(":scope > .quiz-prompt")!.id = `quiz-${id}-prompt`;
    this.#status.id = `quiz-${id}-status`;
    this.#hints = [...section.querySelectorAll<HTMLDetailsElement>(":scope > .hint")];
    this.#field = options.makeField({
      section,
      quiz,
      live: options.live,
      onInput: () => this.#input(),
      onEnter: () => this.#check(),
      announce: (text) => this.#announce(text),
    });

    const button = (text: string, run: () => void) => {
      const made = html`<button type="button" class="quiz-button">${text}</button>` as HTMLButtonElement;
      made.addEventListener("click", run);
      return made;
    };
    const isPrediction = kind === "predict";
    this.#buttons = {
      check: button(isPrediction ? "Predict" : type === "free" ? "Keep and compare" : "Check", () => this.#check()),
      show: button(isPrediction ? "Skip, and open it" : "Show the answer", () => this.#show()),
      more: button("Why not the others?", () => this.#more()),
      again: button(isPrediction ? "Predict again" : "Start over", () => this.#again()),
    };
    this.#buttons.check.classList.add("quiz-button-main");
    const {check, show, more, again} = this.#buttons;
    const actions = html`<div class="quiz-actions">${check}${show}${this.#status}${more}${again}</div>`;

    const closed = section.querySelector<HTMLDetailsElement>(":scope > :is(.reveal, .answer)");
    this.#compare = isPrediction && type !== "sketch" ? comparison(quiz, this.#field, closed) : undefined;
    section.querySelector(":scope > .quiz-prompt")!.after(this.#notice);
    const below = [actions, ...(this.#compare ? [this.#compare.node] : []), this.#announcer];
    if (closed) closed.before(...below);
    else section.append(...below);
    const isEmpty = closed?.matches(".answer") && closed.children.length <= 1;
    if (closed && isEmpty) closed.hidden = true;
    else this.#closed = closed ?? undefined;
    const summary = this.#closed?.querySelector<HTMLElement>(":scope > summary");
    if (summary) {
      summary.dataset.kept = "";
      summary.textContent = isPrediction ? "What happens" : type === "free" ? "Answer" : "Explanation";
    }

    this.#hints.forEach((hint, i) => {
      hint.addEventListener("toggle", () => {
        if (!hint.open || isPrinting() || this.#state.hints > i) return;
        this.#state = {...this.#state, hints: i + 1};
        this.#keep();
        this.#render();
      });
    });
    this.#giveBack = ownContent(section, (next, morph) => this.#morph(next, morph));
    section.dataset.live = "";
    this.#render();
  }

  /** Whether the section still holds what this question has put there. */
  get isAlive(): boolean {
    return this.#alive;
  }

  /** Shows what was kept of an answer. */
  restore({value, hash}: WorkRecord): void {
    const kept = readKept(value);
    if (!kept) return;
    const isStale = hash !== this.#quiz.hash;
    const answer = isStale && this.#field.recall ? this.#field.recall(kept.said) : kept.answer;
    this.#stale = isStale && kept.outcome !== "open" ? kept.said : undefined;
    this.#state = isStale ? {...noAnswer, answer, said: kept.said} : kept;
    if (isStale && kept.outcome === "skipped") this.#stale = undefined;
    this.#refusal = "";
    this.#field.show(answer);
    this.#render();
  }

  /** Forgets the answer. */
  clear(): void {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    this.#state = noAnswer;
    this.#stale = undefined;
    this.#refusal = "";
    this.#field.show(null);
    this.#render();
  }

  /** Follows an author's save that has left what the section says as it was. */
  follow(quiz: LiveQuiz): void {
    const before = this.#quiz;
    this.#quiz = quiz;
    if (before.hash !== quiz.hash && this.#state !== noAnswer) {
      const {outcome, said, answer} = this.#state;
      this.#stale = outcome === "open" || outcome === "skipped" ? undefined : said;
      this.#state = {...noAnswer, answer, said};
    }
    this.#render();
  }

  /** Keeps at once what was typed. */
  flush(): void {
    if (this.#typing === undefined) return;
    this.#keep();
  }

  dispose(): void {
    this.flush();
    this.#alive = false;
    this.#giveBack();
    this.#field.dispose?.();
  }

  focus(): void {
    this.#field.focus();
  }

  #keep(): void {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    // The answer to the earlier wording is not given up for half of a new one.
    if (this.#stale !== undefined && this.#state.outcome === "open") return;
    this.#options.keep(this.#state, this.#quiz.hash);
  }

  #input(): void {
    const {outcome} = this.#state;
    // A text that was compared with the answer may be written on.
    const next = outcome === "wrong" ? "open" : outcome;
    this.#state = {...this.#state, ...this.#field.draft(), outcome: next};
    this.#refusal = "";
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#keep(), TYPING);
    if (next !== outcome || this.#status.textContent) this.#render();
  }

  #check(): void {
    const left = triesLeft(this.#quiz, this.#state);
    if (isDone(this.#quiz, this.#state) || left === 0) return;
    const entered = this.#field.read();
    if ("missing" in entered) {
      this.#refusal = entered.missing;
      this.#render();
      this.#field.focus();
      return;
    }
    const verdict = judge(this.#quiz, entered.answer);
    const outcome = verdict ? (verdict.right ? "right" : "wrong") : "given";
    this.#finish({...this.#state, ...entered, tries: this.#state.tries + 1, outcome});
  }

  #show(): void {
    const outcome = this.#quiz.kind === "predict" ? "skipped" : "shown";
    const draft = this.#field.draft();
    this.#finish({...this.#state, ...(outcome === "shown" ? draft : {answer: null, said: ""}), outcome});
  }

  #finish(state: KeptAnswer): void {
    this.#state = state;
    this.#stale = undefined;
    this.#refusal = "";
    this.#keep();
    this.#render();
    // The button that had the focus is gone; from the verdict, Tab goes on to what has opened.
    if (this.#buttons.check.hidden) this.#status.focus({preventScroll: true});
  }

  #again(): void {
    const {hints} = this.#state;
    this.#options.forget();
    this.clear();
    this.#state = {...noAnswer, hints};
    this.#render();
    this.#field.focus();
  }

  #more(): void {
    this.#field.more?.show();
    this.#buttons.more.hidden = true;
    this.#status.focus({preventScroll: true});
  }

  #announce(text: string): void {
    // The same text twice is said twice: a region speaks only when it changes.
    this.#announcer.textContent = this.#announcer.textContent === text ? `${text}\u00a0` : text;
  }

  #render(): void {
    const {kind, type} = this.#quiz;
    const state = this.#state;
    const done = isDone(this.#quiz, state);
    const isSpent = !done && triesLeft(this.#quiz, state) === 0;
    this.section.dataset.outcome = this.#refusal ? "open" : state.outcome;

    this.#field.lock(done || isSpent);
    const isGiven = state.outcome !== "open" && state.outcome !== "skipped";
    this.#field.mark(isGiven || done ? {given: isGiven ? state.answer : null, solved: done} : undefined);

    const {check, show, more, again} = this.#buttons;
    check.hidden = done || isSpent;
    show.hidden = done;
    more.hidden = !(done && kind === "quiz" && this.#field.more?.left);
    again.hidden = !done || (type === "free" && kind === "quiz");
    this.#hints.forEach((hint, i) => {
      hint.hidden = !done && i > state.hints;
    });

    const verdict = this.#refusal
      ? {tone: "plain", text: this.#refusal}
      : verdictText(this.#quiz, state, this.#closed !== undefined);
    setText(this.#status, verdict?.text ?? "");
    this.#status.dataset.tone = verdict?.tone ?? "plain";
    if (done) this.#status.tabIndex = -1;

    this.#notice.hidden = this.#stale === undefined;
    setText(
      this.#notice,
      this.#stale === undefined
        ? ""
        : `This question has changed since you answered${this.#stale ? ` “${this.#stale}”` : ""}. Please answer it again.`,
    );

    // A free text is compared in its own field.
    const given = isGiven && type !== "free" ? (this.#field.given?.() ?? state.said) : undefined;
    this.#compare?.update(done, given);
    if (this.#closed) {
      if (done) delete this.#closed.dataset.shut;
      else this.#closed.dataset.shut = "";
      if (done !== this.#wasDone) this.#closed.open = done;
    }
    this.#wasDone = done;
  }

  /** The author has saved: what the question says stays if it is the same, and what it opens is morphed in any case. */
  #morph(next: HTMLElement, morph: (old: HTMLElement, next: HTMLElement) => void): void {
    const {section} = this;
    const {reveal, nextReveal} = reveals(section, next);
    if (next.dataset.version === section.dataset.version && !reveal === !nextReveal) {
      if (reveal && nextReveal) morph(reveal, nextReveal);
      return;
    }
    const focused = document.activeElement;
    this.hadFocus = focused !== null && section.contains(focused) && !reveal?.contains(focused);
    this.flush();
    this.#alive = false;
    this.#giveBack();
    this.#field.dispose?.();
    rebuild(section, next, morph);
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function isPrinting(): boolean {
  return globalThis.matchMedia?.("print").matches === true;
}
