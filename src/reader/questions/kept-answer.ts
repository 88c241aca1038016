import * as v from "valibot";
import type {Json} from "../work/types.ts";

/**
 * How far a reader has come with a question. `open`: something is chosen or typed and not given yet. `wrong`: given, and
 * another try may be left. `given`: given where there is no right or wrong. `shown`: had the answer shown. `skipped`:
 * opened what a prediction hides without one.
 */
export const outcomes = ["open", "wrong", "right", "given", "shown", "skipped"] as const;
export type Outcome = (typeof outcomes)[number];

/** The value of a work record of item "quiz:ID". */
export interface KeptAnswer {
  /** Options by their number in the author's order; a typed text; the heights of a sketch. Null: nothing. */
  answer: Json;
  /** The answer in words, for when its question is no longer the one that it answers. Text, never markup. */
  said: string;
  /** How often the reader has given an answer. */
  tries: number;
  outcome: Outcome;
  /** How many hints were opened. */
  hints: number;
}

export const noAnswer: KeptAnswer = {answer: null, said: "", tries: 0, outcome: "open", hints: 0};

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const schema = v.object({
  answer: v.any(),
  said: v.fallback(v.string(), ""),
  tries: v.fallback(count, 0),
  outcome: v.picklist(outcomes),
  hints: v.fallback(count, 0),
});

/** What was kept, if it can be read: it may come from a file of the reader's. */
export function readKept(value: Json): KeptAnswer | undefined {
  const read = v.safeParse(schema, value);
  return read.success ? {...read.output, answer: (read.output.answer ?? null) as Json} : undefined;
}
