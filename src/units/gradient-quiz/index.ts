export {
  type GradientQuizElement,
  type GradientQuizOptions,
  type GradientQuizValue,
  gradientQuiz,
} from "./gradient-quiz.ts";
