import type {Json} from "../../work/types.ts";
import {html} from "../markup.ts";
import {isFormulaAlone, letter, lifeless, plainText} from "../plain-text.ts";
import type {Field, FieldOptions, Marks} from "./field.ts";

interface Option {
  /** Its number in the author's order, by which answers are kept. */
  number: number;
  correct: boolean;
  item: HTMLLIElement;
  input: HTMLInputElement;
  text: HTMLElement;
  feedback: HTMLElement;
}

/** Radio buttons, or checkboxes where several options are right, in the list that the page has already. */
export function choiceField({section, quiz, onInput, onEnter}: FieldOptions): Field {
  const several = quiz.type === "multiple";
  const list = section.querySelector<HTMLOListElement>(":scope > .quiz-options")!;
  const note = section.querySelector(":scope > .quiz-note");
  const comments = section.querySelector(".quiz-feedback");
  const feedbacks = comments ? [...comments.children] : [];
  comments?.remove();
  const fieldset =
    html`<fieldset class="quiz-entry" aria-labelledby="${`quiz-${quiz.id}-prompt`}">` as HTMLFieldSetElement;
  list.replaceWith(fieldset);
  fieldset.append(list, ...(note ? [note] : []));

  const options = [...list.children].map((child, i): Option => {
    const item = child as HTMLLIElement;
    const number = quiz.places?.[i] ?? i;
    const feedbackId = `quiz-${quiz.id}-feedback-${number}`;
    const input =
      html`<input type="${several ? "checkbox" : "radio"}" name="${`quiz-${quiz.id}`}" value="${number}" aria-describedby="${feedbackId}">` as HTMLInputElement;
    const text = html`<span class="quiz-option-text">`;
    text.append(...item.childNodes);
    // Not every reader of screens takes a name from MathML; a formula among words stays as it is.
    if (isFormulaAlone(text)) input.setAttribute("aria-label", plainText(text));
    const feedback = html`<div class="quiz-option-feedback" id="${feedbackId}" hidden>`;
    feedback.append(...(feedbacks[i]?.childNodes ?? []));
    item.append(html`<label class="quiz-option">${input}${text}</label>`, feedback);
    input.addEventListener("change", onInput);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") onEnter();
    });
    return {number, correct: quiz.correct?.[number] === true, item, input, text, feedback};
  });

  const chosen = () => options.filter(({input}) => input.checked);
  const said = () =>
    chosen()
      .map(({text}) => plainText(text))
      .join("; ");
  const answer = (): Json => {
    const numbers = chosen().map(({number}) => number);
    return several ? numbers.sort((a, b) => a - b) : (numbers[0] ?? null);
  };
  const named = (some: Option[]) => {
    const fragment = document.createDocumentFragment();
    for (const {item, text} of some)
      fragment.append(html`<div>${letter([...list.children].indexOf(item))}. ${lifeless(text)}</div>`);
    return fragment;
  };
  let unsaid: Option[] = [];

  return {
    read() {
      if (chosen().length === 0) return {missing: several ? "Choose at least one option." : "Choose an option first."};
      return {answer: answer(), said: said()};
    },
    draft: () => ({answer: chosen().length === 0 ? null : answer(), said: said()}),
    show(kept) {
      const numbers: Json[] = Array.isArray(kept) ? kept : [kept];
      for (const {number, input} of options) input.checked = numbers.includes(number);
    },
    lock(locked) {
      fieldset.disabled = locked;
    },
    mark(marks: Marks | undefined) {
      const given: Json[] = Array.isArray(marks?.given) ? marks.given : [marks?.given ?? null];
      unsaid = [];
      for (const option of options) {
        const {number, correct, item, feedback} = option;
        const isGiven = marks !== undefined && given.includes(number);
        const told = isGiven || (marks?.solved === true && correct);
        if (told) item.dataset.mark = correct ? "right" : "wrong";
        else delete item.dataset.mark;
        feedback.hidden = !told;
        if (marks?.solved && !told) unsaid.push(option);
      }
    },
    focus() {
      (chosen()[0] ?? options[0])?.input.focus();
    },
    truth: () => named(options.filter(({correct}) => correct)),
    given: () => named(chosen()),
    recall(text) {
      const told = text.split("; ");
      const numbers = options.flatMap(({number, text: own}) => (told.includes(plainText(own)) ? [number] : []));
      return several ? numbers : (numbers[0] ?? null);
    },
    more: {
      get left() {
        return unsaid.length > 0;
      },
      show() {
        for (const {item, feedback} of unsaid) {
          feedback.hidden = false;
          item.dataset.mark = "wrong";
        }
        unsaid = [];
      },
    },
  };
}
