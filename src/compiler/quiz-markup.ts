import type {Quiz, QuizOption} from "../page/index.ts";
import {hash} from "./hash.ts";
import {escapeHtml} from "./html.ts";

/** A question as it is read without any script, and in print: hints and the answer stand below, folded. */
export function renderQuiz(quiz: Quiz, reveal: string | undefined): string {
  const {kind, id, type} = quiz;
  const shown = shownOptions(quiz);
  const parts = [`<div class="quiz-prompt">${quiz.prompt}</div>`];
  if (shown.length > 0)
    parts.push(
      `<ol class="quiz-options" type="A">\n${shown.map(({html}) => `<li>${html}</li>`).join("\n")}\n</ol>`,
      ...(type === "multiple" ? ['<p class="quiz-note">More than one may be right.</p>'] : []),
    );
  parts.push(...renderHints(quiz.hints));
  const answer = renderAnswer(quiz, shown);
  if (kind === "predict")
    parts.push(
      `<details class="reveal"><summary>Make your prediction, then open this</summary>\n${answer}${reveal ?? ""}</details>`,
    );
  else if (answer !== "") parts.push(`<details class="answer"><summary>Answer</summary>\n${answer}</details>`);
  const label = kind === "predict" ? "Prediction" : "Question";
  return `<section class="quiz" id="quiz-${id}" data-quiz="${id}" data-kind="${kind}" data-type="${type}" role="group" aria-label="${label}">
${parts.join("\n")}
</section>
`;
}

/** The options in the order in which the page shows them. Only where the order is the answer is it another than the author's. */
export function shownOptions({type, options}: Quiz): QuizOption[] {
  return type === "order" ? scrambled(options) : options;
}

export function renderHints(hints: string[]): string[] {
  return hints.map((hint, i) => {
    const title = hints.length > 1 ? `Hint ${i + 1}` : "Hint";
    return `<details class="hint"><summary>${title}</summary>\n${hint}\n</details>`;
  });
}

function renderAnswer(quiz: Quiz, shown: QuizOption[]): string {
  const {type, options, answer, tolerance, explanation} = quiz;
  const parts: string[] = [];
  if (type === "choice" || type === "multiple") {
    // Options are named by letter: a cell in one may stand on the page only once.
    const items = options.map(({correct, feedback}) => {
      const verdict = correct ? "<strong>Right.</strong>" : "Not right.";
      return `<li>${verdict}${feedback ? ` ${feedback}` : ""}</li>`;
    });
    if (items.length > 0) parts.push(`<ol class="quiz-feedback" type="A">\n${items.join("\n")}\n</ol>`);
  } else if (type === "order") {
    const letters = options.map((option) => letter(shown.indexOf(option)));
    if (letters.length > 0) parts.push(`<p>${letters.join(", ")}</p>`);
  } else if (typeof answer === "number")
    parts.push(
      `<p>${String(answer).replace("-", "\u2212")}${tolerance ? ` (within ${Number(tolerance.toPrecision(3))})` : ""}</p>`,
    );
  else if (answer) parts.push(`<p>${answer.map(escapeHtml).join(" or ")}</p>`);
  if (explanation) parts.push(explanation);
  return parts.map((part) => `${part}\n`).join("");
}

const letter = (index: number) => String.fromCharCode(65 + (index % 26));

/** An order that depends on the options alone, and is not the right one where that can be. */
function scrambled(options: QuizOption[]): QuizOption[] {
  const keyed = options.map((option, i) => ({option, key: hash(`${i} ${option.html}`)}));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  const result = keyed.map(({option}) => option);
  if (result.every((option, i) => option === options[i])) result.push(...result.splice(0, 1));
  return result;
}
