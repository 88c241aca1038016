import {html} from "../markup.ts";
import type {Field, FieldOptions} from "./field.ts";

/** Text as long as the reader likes. It is kept, and judged by nobody but its writer. */
export function freeField({section, quiz, onInput}: FieldOptions): Field {
  const area =
    html`<textarea class="quiz-input" id="${`quiz-${quiz.id}-input`}" rows="3" maxlength="20000" aria-describedby="${`quiz-${quiz.id}-prompt`}">` as HTMLTextAreaElement;
  // What paper shows: a text area there would cut its text off.
  const printed = html`<p class="quiz-printed">`;
  section
    .querySelector(":scope > .quiz-prompt")!
    .after(
      html`<div class="quiz-entry quiz-free"><label for="${area.id}">In your own words</label>${area}${printed}</div>`,
    );
  area.addEventListener("input", () => {
    printed.textContent = area.value;
    onInput();
  });
  return {
    read() {
      const text = area.value.trim();
      return text === ""
        ? {missing: "Write a line or two first, or have the answer shown."}
        : {answer: area.value, said: text};
    },
    draft: () => ({answer: area.value === "" ? null : area.value, said: area.value.trim()}),
    show(answer) {
      const text = typeof answer === "string" ? answer : "";
      if (area.value !== text) area.value = text;
      printed.textContent = text;
    },
    // One may go on writing with the explanation in sight.
    lock() {},
    mark() {},
    focus() {
      area.focus();
    },
  };
}
