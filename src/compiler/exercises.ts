import {parse} from "acorn";
import type {Token} from "markdown-it";
import type {Exercise} from "../page/index.ts";
import {hashOfExercise} from "./asked.ts";
import {type ExerciseRole, exerciseRole, fencePosition} from "./cell-options.ts";
import {expectationsOf} from "./expectations.ts";
import {highlight} from "./highlight.ts";
import {toSourceError} from "./javascript/source-error.ts";
import {LinesOrigin} from "./positions.ts";
import type {QuestionSource} from "./questions.ts";
import {renderHints} from "./quiz-markup.ts";
import type {DetailsMeta} from "./rules/details-blocks.ts";
import {didYouMean} from "./suggest.ts";
import {elements} from "./token-ranges.ts";

/** Makes the data and the HTML of an exercise: a starter to complete, a hidden check, hints and a solution. */
export function makeExercise(id: string, source: QuestionSource): {exercise: Exercise; html: string} {
  const {context, position, render} = source;
  const {problems} = context;
  const code = new Map<ExerciseRole, string>();
  const prompt: Token[] = [];
  const hints: string[] = [];
  const solutions: string[] = [];
  const take = (token: Token): boolean => {
    const role = token.type === "fence" ? exerciseRole(token) : undefined;
    if (!role) return false;
    if (code.has(role))
      problems.error(
        "exercise-part",
        fencePosition(token, context),
        `This exercise has two fences “${role}”. Keep one.`,
      );
    else code.set(role, token.content.replace(/\n$/, ""));
    checkSyntax(token, source);
    if (role === "check") checkReads(token, source);
    return true;
  };
  for (const element of elements(source.tokens)) {
    const [first] = element as [Token];
    if (first.type === "details_open") {
      const {summary} = first.meta as unknown as DetailsMeta;
      const inner = element.slice(1, -1);
      const isHint = /hint/i.test(summary);
      const html = render(inner).trim();
      if (isHint) hints.push(html);
      else if (/solution|answer/i.test(summary)) {
        solutions.push(html);
        for (const token of inner) take(token);
      } else {
        prompt.push(...element);
        problems.warning(
          "details-summary",
          context.source.startOfLine(first.map?.[0] ?? 0),
          "A <details> in an exercise is a hint or the solution: begin it with <summary>Hint</summary> or <summary>Solution</summary>.",
        );
      }
    } else if (take(first)) {
      if (exerciseRole(first) === "solution") solutions.push(render(element).trim());
    } else prompt.push(...element);
  }
  const missing = (["starter", "check"] as const).filter((role) => !code.has(role));
  for (const role of missing)
    problems.error("exercise-part", position, `This exercise has no ${role}. Add a fence “\`\`\`js ${role}”.`);

  const exercise: Exercise = {
    id,
    position,
    prompt: render(prompt).trim(),
    starter: code.get("starter") ?? "",
    check: code.get("check") ?? "",
    hints,
    hash: hashOfExercise(prompt, {starter: code.get("starter") ?? "", check: code.get("check") ?? ""}),
  };
  const solution = code.get("solution");
  if (solution !== undefined) exercise.solution = solution;
  return {exercise, html: renderExercise(exercise, solutions)};
}

/** Open and readable without a script; the check is for the machine. */
function renderExercise({id, prompt, starter, hints}: Exercise, solutions: string[]): string {
  const parts = [`<div class="exercise-prompt">${prompt}</div>`];
  if (starter !== "")
    // The script puts its buttons into the room that is kept for them, so that nothing moves when it comes.
    parts.push(`<div class="exercise-starter">${highlight(starter, "js")}</div>`, '<div class="exercise-tools"></div>');
  parts.push(...renderHints(hints));
  if (solutions.length > 0)
    parts.push(`<details class="solution"><summary>Solution</summary>\n${solutions.join("\n")}\n</details>`);
  return `<section class="exercise" id="exercise-${id}" data-exercise="${id}" role="group" aria-label="Exercise">
${parts.join("\n")}
</section>
`;
}

function checkSyntax(token: Token, {context}: QuestionSource): void {
  const source = token.content;
  if (/^\s*ts\b/.test(token.info)) {
    context.problems.error(
      "exercise-language",
      fencePosition(token, context),
      "An exercise is written in JavaScript, since its code runs as its reader types it. Write “```js”.",
    );
    return;
  }
  try {
    parse(source, {
      ecmaVersion: "latest",
      sourceType: "module",
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
    });
  } catch (error) {
    const {code, message, start, end} = toSourceError(error, source, "js");
    const origin = new LinesOrigin(context.source, (token.map?.[0] ?? 0) + 1, source);
    // A starter may be meant not to run until the reader has completed it.
    const severity = exerciseRole(token) === "starter" ? "warning" : "error";
    context.problems[severity](
      code,
      origin.position(start),
      message,
      end === undefined ? {} : {end: origin.position(end)},
    );
  }
}

/** What a check reads of the page, some cell has to define. */
function checkReads(token: Token, {context, outputs}: QuestionSource): void {
  let reads: string[] = [];
  try {
    ({reads} = expectationsOf(token.content));
  } catch {
    return; // The syntax error has been reported.
  }
  for (const name of reads) {
    if (outputs.has(name)) continue;
    context.problems.error(
      "exercise-live",
      fencePosition(token, context),
      `The check reads live("${name}"), and no cell of this page defines “${name}”.${didYouMean(name, outputs)}`,
    );
  }
}
