import type {LiveQuiz} from "../live-page.ts";
import {judge} from "./judge.ts";
import type {KeptAnswer} from "./kept-answer.ts";

export interface VerdictText {
  tone: "right" | "wrong" | "plain";
  text: string;
}

/** How many answers the reader may still give; Infinity if nobody counts. A prediction is made once. */
export function triesLeft({kind, tries = Number.POSITIVE_INFINITY}: LiveQuiz, {tries: used}: KeptAnswer): number {
  return Math.max(0, (kind === "predict" ? 1 : tries) - used);
}

/** Whether the question has been answered for good, so that what it hides may be seen. */
export function isDone({kind}: LiveQuiz, {outcome}: KeptAnswer): boolean {
  return outcome !== "open" && (outcome !== "wrong" || kind === "predict");
}

/** What is said of the answer as it stands. */
export function verdictText(quiz: LiveQuiz, state: KeptAnswer, hasAnswer: boolean): VerdictText | undefined {
  const left = triesLeft(quiz, state);
  if (quiz.kind === "predict") {
    if (state.outcome === "right") return {tone: "right", text: "As you predicted."};
    if (state.outcome === "wrong") return {tone: "wrong", text: "Not what you predicted."};
    if (state.outcome === "given") return {tone: "plain", text: "Your prediction is kept. Now compare."};
    if (state.outcome === "skipped") return {tone: "plain", text: "Opened without a prediction."};
    return undefined;
  }
  switch (state.outcome) {
    case "right":
      return {tone: "right", text: "Right."};
    case "wrong": {
      const detail = judge(quiz, state.answer)?.detail;
      const tries = left === 0 ? "That was the last try." : left === 1 ? "One try is left." : "";
      const more = left > 1 && left < Number.POSITIVE_INFINITY ? `${left} tries are left.` : tries;
      return {tone: "wrong", text: ["Not right.", detail, more].filter(Boolean).join(" ")};
    }
    case "given":
      return {tone: "plain", text: hasAnswer ? "Your text is kept. Compare it with this:" : "Your text is kept."};
    case "shown":
      return {tone: "plain", text: quiz.type === "order" ? "Each step says where it belongs." : "This is the answer."};
    default:
      return left < Number.POSITIVE_INFINITY && state.tries > 0
        ? {tone: "plain", text: left === 1 ? "One try is left." : `${left} tries are left.`}
        : undefined;
  }
}
