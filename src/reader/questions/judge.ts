import type {LiveQuiz} from "../live-page.ts";
import type {Json} from "../work/types.ts";
import {readNumber} from "./read-number.ts";

export interface Verdict {
  right: boolean;
  /** How near a wrong answer is, where that helps and gives nothing away. */
  detail?: string;
}

/** Whether an answer is right; undefined for questions that have no right or wrong. */
export function judge(quiz: LiveQuiz, answer: Json): Verdict | undefined {
  switch (quiz.type) {
    case "choice":
      return {right: typeof answer === "number" && quiz.correct?.[answer] === true};
    case "multiple":
      return judgeSeveral(quiz.correct ?? [], Array.isArray(answer) ? answer : []);
    case "numeric":
      return {right: typeof answer === "string" && isNear(answer, quiz)};
    case "text":
      return {
        right:
          typeof answer === "string" &&
          Array.isArray(quiz.answer) &&
          quiz.answer.some((accepted) => sameText(accepted, answer)),
      };
    case "order":
      return judgeOrder(Array.isArray(answer) ? answer : [], quiz.places?.length ?? 0);
    default:
      return undefined;
  }
}

function judgeSeveral(correct: readonly boolean[], chosen: readonly Json[]): Verdict {
  const wrong = chosen.filter((i) => typeof i !== "number" || correct[i] !== true).length;
  const missing = correct.filter((isRight, i) => isRight && !chosen.includes(i)).length;
  if (wrong === 0 && missing === 0) return {right: true};
  if (wrong === 0) return {right: false, detail: "What you chose is right, but there is more."};
  return {
    right: false,
    detail: `${wrong === 1 ? "One" : wrong} of those that you chose ${wrong === 1 ? "is" : "are"} not right.`,
  };
}

function isNear(typed: string, {answer, tolerance = 0}: LiveQuiz): boolean {
  const read = readNumber(typed);
  if ("refusal" in read || typeof answer !== "number") return false;
  // The last bits of a computed decimal (2/3, 0.1) are not what is asked for.
  const slack = 1e-9 * Math.max(Math.abs(answer), tolerance);
  return Math.abs(read.value - answer) <= tolerance + slack;
}

/** Compares texts as a reader would: neither case nor spaces nor the way that a letter is coded counts. */
export function sameText(a: string, b: string): boolean {
  const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  return plain(a) === plain(b);
}

function judgeOrder(order: readonly Json[], count: number): Verdict {
  const inPlace = order.filter((item, i) => item === i).length;
  if (inPlace === count && order.length === count) return {right: true};
  return {
    right: false,
    detail: `${inPlace === 0 ? "None" : inPlace} of ${count} ${inPlace === 1 ? "is" : "are"} in place.`,
  };
}
