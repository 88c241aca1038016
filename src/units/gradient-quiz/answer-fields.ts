import {html} from "../shared/element.ts";
import {withPartials} from "../shared/partials.ts";
import type {Question} from "./quiz.ts";

/** What is known of a field. */
export type FieldState = "open" | "right" | "wrong" | "shown";

export interface AnswerField {
  question: Question;
  input: HTMLInputElement;
  update(state: FieldState): void;
}

const SAID: Record<FieldState, string> = {open: "", right: "right", wrong: "not right", shown: "shown to you"};

/** A list of number fields in the order in which one can fill them. */
export function answerFields(
  questions: readonly Question[],
  {changed, submit, id}: {changed: (field: number) => void; submit: () => void; id: string},
): {node: HTMLElement; fields: AnswerField[]} {
  const made = questions.map((question, index) => {
    const mark = html("span", {class: "quiz-mark", id: `${id}-${index}`});
    const input = html("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      class: "unit-number",
      "aria-describedby": mark.id,
      oninput: () => changed(index),
      onkeydown: (event: KeyboardEvent) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        submit();
      },
    });
    const node = html(
      "li",
      {class: "quiz-field", "data-node": question.node, "data-ask": question.ask},
      html("label", {}, html("span", {class: "quiz-label"}, ...withPartials(question.label)), input),
      mark,
    );
    const update = (state: FieldState) => {
      node.dataset.state = state;
      mark.textContent = SAID[state];
      input.readOnly = state === "shown";
      if (state === "wrong") input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    };
    update("open");
    return {node, field: {question, input, update}};
  });
  const list = (ask: "value" | "gradient") => {
    const items = made.filter(({field}) => field.question.ask === ask);
    if (items.length === 0) return null;
    const title = ask === "value" ? "Forward: values" : "Backward: gradients";
    return html(
      "div",
      {role: "group", "aria-label": title},
      made.some(({field}) => field.question.ask !== ask) && html("p", {class: "quiz-list-title"}, title),
      html("ol", {class: "quiz-list"}, ...items.map(({node}) => node)),
    );
  };
  return {
    node: html("div", {class: "quiz-fields"}, list("value"), list("gradient")),
    fields: made.map(({field}) => field),
  };
}
