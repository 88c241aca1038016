import type {Position} from "./position.ts";

/** A question that a reader answers: a quiz, or a prediction that opens what follows it. Markup fields hold HTML. */
export interface Quiz {
  kind: "quiz" | "predict";
  /** Unique in the course. */
  id: string;
  type: "choice" | "multiple" | "numeric" | "text" | "order" | "free" | "sketch";
  position: Position;
  /** The question, as HTML. */
  prompt: string;
  options: QuizOption[];
  /** For numeric: the number. For text: the accepted answers. */
  answer?: number | string[];
  /** For numeric: the largest absolute difference that still counts. */
  tolerance?: number;
  /** For sketch: the plane on which the reader draws, and the cell's name that has the true curve. */
  sketch?: Sketch;
  /** Whether the options stand in another order than the author's, one that follows from the id. */
  shuffle: boolean;
  /** How often the reader may answer; absent means as often as they like. */
  tries?: number;
  hints: string[];
  /** What is said after the answer, as HTML: the text of `<details><summary>Explanation</summary>`. */
  explanation?: string;
  /** Changes with what is asked and what counts as right, so that an old answer is not taken for one to a new question. */
  hash: string;
}

export interface Sketch {
  x: SketchAxis;
  y: SketchAxis;
  /** Where the reader sets a point, in ascending order. */
  points: number[];
  /** The name of a cell's output, with the properties that lead from it to the rows: "layers", "run.losses". */
  answer: string;
}

export interface SketchAxis {
  label: string;
  /** The field of the answer's rows. */
  field: string;
  from: number;
  to: number;
  log: boolean;
}

export interface QuizOption {
  html: string;
  correct: boolean;
  /** Shown after the option was chosen. */
  feedback?: string;
}

/** A piece of code to complete, with a hidden check. Code fields hold source text, the others HTML. */
export interface Exercise {
  id: string;
  position: Position;
  prompt: string;
  starter: string;
  check: string;
  solution?: string;
  hints: string[];
  /** Changes with what is asked: the text, the starter, the check. */
  hash: string;
}
