import {html} from "../markup.ts";
import {readNumber} from "../read-number.ts";
import type {Entered, Field, FieldOptions} from "./field.ts";

/** A line of text, or a number as text: what the reader types is kept as typed. */
export function typedField({section, quiz, onInput, onEnter}: FieldOptions): Field {
  const numeric = quiz.type === "numeric";
  const input =
    html`<input class="quiz-input" type="text" id="${`quiz-${quiz.id}-input`}" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="200" aria-describedby="${`quiz-${quiz.id}-prompt quiz-${quiz.id}-status`}">` as HTMLInputElement;
  const label = quiz.kind === "predict" ? "Your prediction" : "Your answer";
  section
    .querySelector(":scope > .quiz-prompt")!
    .after(html`<div class="quiz-entry quiz-typed"><label for="${input.id}">${label}</label>${input}</div>`);
  input.addEventListener("input", () => {
    input.removeAttribute("aria-invalid");
    onInput();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) onEnter();
  });
  return {
    read(): Entered {
      const typed = input.value.trim();
      const missing = missingIn(typed, numeric);
      if (missing === undefined) return {answer: typed, said: typed};
      input.setAttribute("aria-invalid", "true");
      return {missing};
    },
    draft: () => ({answer: input.value === "" ? null : input.value, said: input.value}),
    show(answer) {
      const text = typeof answer === "string" ? answer : "";
      if (input.value !== text) input.value = text;
      input.removeAttribute("aria-invalid");
    },
    lock(locked) {
      input.readOnly = locked;
    },
    mark() {},
    focus() {
      input.focus();
    },
  };
}

function missingIn(typed: string, numeric: boolean): string | undefined {
  if (!numeric) return typed === "" ? "Type your answer first." : undefined;
  const read = readNumber(typed);
  return "refusal" in read ? read.refusal : undefined;
}
