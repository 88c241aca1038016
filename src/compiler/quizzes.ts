import type {Token} from "markdown-it";
import type {Quiz, QuizOption} from "../page/index.ts";
import {hashOfQuiz} from "./asked.ts";
import {escapeHtml} from "./html.ts";
import type {QuestionSource} from "./questions.ts";
import {renderQuiz} from "./quiz-markup.ts";
import type {DetailsMeta} from "./rules/details-blocks.ts";
import {tickedOf} from "./rules/task-lists.ts";
import {readSketch} from "./sketches.ts";
import {didYouMean} from "./suggest.ts";
import {elements} from "./token-ranges.ts";

const TYPES = ["choice", "multiple", "numeric", "text", "order", "free", "sketch"] as const;
type QuizType = (typeof TYPES)[number];

/** Makes the data and the HTML of a quiz or a prediction. */
export function makeQuiz(id: string, kind: Quiz["kind"], source: QuestionSource): {quiz: Quiz; html: string} {
  const {context, attributes, position, render} = source;
  const {problems} = context;
  const asked = readType(source);
  const prompt: Token[] = [];
  const hints: string[] = [];
  const explanations: string[] = [];
  let options: (QuizOption & {tokens: Token[]})[] | undefined;
  for (const element of elements(source.tokens)) {
    const [first] = element as [Token];
    if (first.type === "details_open") {
      const {summary} = first.meta as unknown as DetailsMeta;
      const html = render(element.slice(1, -1)).trim();
      if (/hint/i.test(summary)) hints.push(html);
      else if (/answer|solution|explanation|why/i.test(summary)) explanations.push(html);
      else {
        prompt.push(...element);
        problems.warning(
          "details-summary",
          context.source.startOfLine(first.map?.[0] ?? 0),
          `A <details> in a ${kind} is a hint or an explanation: begin it with <summary>Hint</summary> or <summary>Explanation</summary>.`,
        );
      }
    } else if (!options && isOptionList(element, asked)) options = readOptions(element, source, asked);
    else prompt.push(...element);
  }

  const type = finalType(asked, options);
  const quiz: Quiz = {
    kind,
    id,
    type,
    position,
    prompt: render(prompt).trim(),
    options: (options ?? []).map(({tokens: _, ...option}) => option),
    shuffle: attributes.has("shuffle") && attributes.get("shuffle")?.value !== "false",
    hints,
    hash: "",
  };
  if (explanations.length > 0) quiz.explanation = explanations.join("\n");
  readAnswer(quiz, source);
  readTries(quiz, source);
  checkOptions(quiz, source);
  quiz.hash = hashOfQuiz(
    quiz,
    prompt,
    (options ?? []).map(({tokens}) => tokens),
  );
  if (quiz.prompt === "")
    problems.error("empty-question", position, `This ${kind} asks nothing. Write the question below its first line.`);
  if (kind === "predict" && !source.reveal)
    problems.error(
      "missing-reveal",
      position,
      "This prediction reveals nothing. Put “<!-- reveal -->” before what the reader is to see after answering.",
    );
  return {quiz, html: renderQuiz(quiz, source.reveal && render(source.reveal))};
}

function readType(source: QuestionSource): QuizType | undefined {
  const value = source.attributes.get("type")?.value;
  if (value === undefined) return source.attributes.has("answer") ? undefined : "choice";
  if ((TYPES as readonly string[]).includes(value)) return value as QuizType;
  source.context.problems.error(
    "question-type",
    source.at("type"),
    `There is no type “${value}”: use one of ${TYPES.join(", ")}.${didYouMean(value, TYPES)}`,
  );
  return undefined;
}

/** Several right options make checkboxes; without options and without a type the reader's answer is free text. */
function finalType(asked: QuizType | undefined, options: QuizOption[] | undefined): QuizType {
  if (asked === undefined) return options ? "choice" : "free";
  if (asked === "choice" && options && options.filter(({correct}) => correct).length > 1) return "multiple";
  return asked;
}

function isOptionList(element: Token[], type: QuizType | undefined): boolean {
  const [first, second] = element;
  if (type === "order") return first?.type === "ordered_list_open" || first?.type === "bullet_list_open";
  return first?.type === "bullet_list_open" && tickedOf(second) !== undefined;
}

/** The options, each with the tokens of what it says. */
function readOptions(
  list: Token[],
  source: QuestionSource,
  type: QuizType | undefined,
): (QuizOption & {tokens: Token[]})[] {
  const {context, render} = source;
  return [...elements(list.slice(1, -1))].map((item) => {
    const open = item[0] as Token;
    const ticked = tickedOf(open);
    if (ticked === undefined && type !== "order")
      context.problems.error(
        "option-box",
        context.source.startOfLine(open.map?.[0] ?? 0),
        "This option has no box. Begin it with “- [ ]”, or with “- [x]” if it is right.",
      );
    const parts = [...elements(item.slice(1, -1))];
    const isFeedback = ([first]: Token[]) => first?.type === "blockquote_open";
    const tokens = parts.filter((part) => !isFeedback(part)).flat();
    const option: QuizOption & {tokens: Token[]} = {
      html: unwrap(render(tokens)),
      tokens,
      correct: type === "order" || ticked === true,
    };
    const feedback = parts.filter(isFeedback).map((part) => unwrap(render(part.slice(1, -1))));
    if (feedback.length > 0) option.feedback = feedback.join("\n");
    return option;
  });
}

/** A lone paragraph needs no `<p>` in a list. */
function unwrap(html: string): string {
  const trimmed = html.trim();
  const inner = /^<p>([\s\S]*)<\/p>$/.exec(trimmed)?.[1];
  return inner === undefined || inner.includes("<p>") ? trimmed : inner;
}

function readAnswer(quiz: Quiz, source: QuestionSource): void {
  const {attributes, context} = source;
  const answer = attributes.get("answer")?.value;
  const error = (message: string) => context.problems.error("question-answer", source.at("answer"), message);
  if (quiz.type === "numeric") {
    const number = answer === undefined || answer === "" ? Number.NaN : Number(answer);
    if (Number.isFinite(number)) quiz.answer = number;
    else
      error(
        answer ? `“${answer}” is no number. Write answer=3.14.` : "A numeric question needs its answer: answer=3.14.",
      );
    const given = attributes.get("tol")?.value;
    const tolerance = Number(given);
    if (given !== undefined && !(given !== "" && tolerance >= 0 && Number.isFinite(tolerance)))
      context.problems.error(
        "question-answer",
        source.at("tol"),
        `The tolerance “${given}” is no number. Write tol=0.01.`,
      );
    else if (given !== undefined) quiz.tolerance = tolerance;
    // One percent, so that a rounded answer counts.
    else if (quiz.answer !== undefined) quiz.tolerance = Math.abs(number) * 0.01;
  } else if (quiz.type === "text") {
    const accepted = (answer ?? "").split("|").flatMap((one) => one.trim() || []);
    if (accepted.length > 0) quiz.answer = accepted;
    else error('A text question needs the answers that it accepts: answer="ReLU|rectified linear unit".');
  } else if (quiz.type === "sketch") {
    const sketch = readSketch(source);
    if (sketch) quiz.sketch = sketch;
  } else if (answer !== undefined)
    error(
      attributes.has("type")
        ? `A question of type ${quiz.type} takes no “answer”.`
        : "Say what kind of answer this is: type=numeric or type=text.",
    );
  if (quiz.type !== "numeric" && attributes.has("tol"))
    context.problems.warning("question-attribute", source.at("tol"), "“tol” belongs to type=numeric.");
  for (const name of ["x", "y"])
    if (quiz.type !== "sketch" && attributes.has(name))
      context.problems.warning("question-attribute", source.at(name), `“${name}” belongs to type=sketch.`);
}

function readTries(quiz: Quiz, source: QuestionSource): void {
  if (!source.attributes.has("tries")) return;
  const tries = Number(source.attributes.get("tries")?.value);
  if (Number.isInteger(tries) && tries > 0) quiz.tries = tries;
  else
    source.context.problems.error(
      "question-attribute",
      source.at("tries"),
      "“tries” is how often the reader may answer: tries=2.",
    );
}

function checkOptions({type, kind, options}: Quiz, {context: {problems}, position}: QuestionSource): void {
  if (type === "choice" || type === "multiple") {
    if (options.length === 0)
      problems.error(
        "no-options",
        position,
        `This ${kind} has no options. Write them as a list: “- [ ] wrong”, “- [x] right”.`,
      );
    else if (!options.some(({correct}) => correct))
      problems.error(
        "no-correct-option",
        position,
        `No option of this ${kind} is marked as right. Mark it by “- [x]”.`,
      );
    if (options.length === 1)
      problems.error("no-options", position, `This ${kind} has a single option. Add another one.`);
    const silent = options.findIndex(({correct, feedback}) => !correct && !feedback);
    if (kind === "quiz" && silent >= 0)
      problems.warning(
        "missing-feedback",
        position,
        `Wrong option ${silent + 1} has no feedback. Say below it what is wrong: “  > …”.`,
      );
  } else if (type === "order") {
    if (options.length < 2)
      problems.error(
        "no-options",
        position,
        "A question of type order needs a list of at least two steps, in the right order.",
      );
  } else if (options.length > 0)
    problems.error(
      "no-options",
      position,
      `A question of type ${escapeHtml(type)} has no options: remove the list or the type.`,
    );
}
