import type {Quiz, QuizOption, Sketch, SketchAxis} from "../page/index.ts";
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
  if (quiz.sketch) parts.push(`<p class="quiz-note">${describeSketch(quiz.sketch)}</p>`);
  parts.push(...renderHints(quiz.hints));
  const answer = renderAnswer(quiz, shown);
  const version = hash(parts.join("\n") + answer);
  if (kind === "predict") {
    const truth = answer && `<div class="quiz-truth">\n${answer}</div>\n`;
    parts.push(
      `<details class="reveal"><summary>Make your prediction, then open this</summary>\n${truth}${reveal ?? ""}</details>`,
    );
  } else if (answer !== "") parts.push(`<details class="answer"><summary>Answer</summary>\n${answer}</details>`);
  const label = kind === "predict" ? "Prediction" : "Question";
  return `<section class="quiz" id="quiz-${id}" data-quiz="${id}" data-kind="${kind}" data-type="${type}" data-version="${version}" role="group" aria-label="${label}">
${parts.join("\n")}
</section>
`;
}

/** The options in the order in which the page shows them: the author's, unless that is the answer or to be shuffled. */
export function shownOptions({id, type, shuffle, options}: Quiz): QuizOption[] {
  if (type === "order") return shuffled(options, id, {differ: true});
  return shuffle ? shuffled(options, id) : options;
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
    const items = shown.map(({correct, feedback}) => {
      const verdict = correct ? "<strong>Right.</strong>" : "Not right.";
      return `<li>${verdict}${feedback ? ` ${feedback}` : ""}</li>`;
    });
    if (items.length > 0) parts.push(`<ol class="quiz-feedback" type="A">\n${items.join("\n")}\n</ol>`);
  } else if (type === "order") {
    const letters = options.map((option) => letter(shown.indexOf(option)));
    if (letters.length > 0) parts.push(`<p>${letters.join(", ")}</p>`);
  } else if (typeof answer === "number") parts.push(`<p>${plainNumber(answer)}${leeway(answer, tolerance)}</p>`);
  else if (answer) parts.push(`<p>${answer.map(escapeHtml).join(" or ")}</p>`);
  if (explanation) parts.push(explanation);
  return parts.map((part) => `${part}\n`).join("");
}

/** How far off an answer may be, where that is more than its rounding. */
function leeway(answer: number, tolerance = 0): string {
  return tolerance > 0.01 * Math.abs(answer) ? ` (within ${Number(tolerance.toPrecision(3))})` : "";
}

const plainNumber = (value: number) => String(value).replaceAll("-", "\u2212");

const letter = (index: number) => String.fromCharCode(65 + (index % 26));

/** An order that depends on the id and the number of the options alone; with `differ`, not the given one. */
function shuffled<T>(items: readonly T[], id: string, {differ = false} = {}): T[] {
  const result = items
    .map((item, i) => ({item, key: hash(`${id} ${i}`)}))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({item}) => item);
  if (differ && result.every((item, i) => item === items[i])) result.push(...result.splice(0, 1));
  return result;
}

/** What a reader with paper and pencil needs to know of the plane. */
function describeSketch({x, y}: Sketch): string {
  const range = ({label, from, to, log}: SketchAxis) =>
    `${escapeHtml(label)}, from ${plainNumber(from)} to ${plainNumber(to)}${log ? " on a logarithmic scale" : ""}`;
  return `Draw your curve. Upwards: ${range(y)}. To the right: ${range(x)}.`;
}
