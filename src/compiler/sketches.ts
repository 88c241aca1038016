import type {Sketch, SketchAxis} from "../page/index.ts";
import type {QuestionSource} from "./questions.ts";
import {didYouMean} from "./suggest.ts";

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const AXIS = new RegExp(
  String.raw`^(?<label>.*?)\s*(?:\[(?<field>[\w$]+)\])?\s*:\s*(?<from>${NUMBER})\s*\.\.\s*(?<to>${NUMBER})(?<rest>(?:\s+(?:log|step\s+${NUMBER}))*)$`,
  "i",
);
/** More points than that nobody sets by hand. */
const MOST_POINTS = 60;
/** Where no step is given: as many points as there are integers, if these are few, else this many. */
const FEW_INTEGERS = 30;
const USUAL_POINTS = 11;

interface Axis extends SketchAxis {
  step?: number;
}

/**
 * Reads what a sketch is drawn on and what it is compared with: `x="layer: 1..10" y="std: 1e-6..1 log" answer=layers`.
 * An axis is `label: from..to`, with `log` for a logarithmic one, `step 2` for the distance of the points (x only), and
 * `label [field]: …` where the field of the answer's rows is not called as the label is.
 */
export function readSketch(source: QuestionSource): Sketch | undefined {
  const x = readAxis("x", source);
  const y = readAxis("y", source);
  const answer = readAnswerName(source);
  if (!x || !y || answer === undefined) return undefined;
  if (y.step !== undefined) {
    axisError("y", source, "Only the x axis has a step: remove it here.");
    return undefined;
  }
  const points = pointsOf(x);
  if (points.length < 3 || points.length > MOST_POINTS) {
    const count = points.length > MOST_POINTS ? `more than ${MOST_POINTS}` : points.length;
    axisError(
      "x",
      source,
      `The reader would have to set ${count} points: choose a step that makes 3 to ${MOST_POINTS}.`,
    );
    return undefined;
  }
  const {step: _, ...plain} = x;
  return {x: plain, y, points, answer};
}

function readAxis(name: "x" | "y", source: QuestionSource): Axis | undefined {
  const example = name === "x" ? 'x="layer: 1..10"' : 'y="std: 1e-6..1 log"';
  const value = source.attributes.get(name)?.value;
  if (value === undefined) {
    axisError(name, source, `A sketch needs its ${name} axis: ${example}.`);
    return undefined;
  }
  const {label, field, from, to, rest} = AXIS.exec(value.trim())?.groups ?? {};
  if (label === undefined || label === "" || from === undefined || to === undefined) {
    axisError(name, source, `The ${name} axis “${value}” is not understood. Write a label and a range: ${example}.`);
    return undefined;
  }
  const axis: Axis = {
    label,
    field: field ?? (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(label) ? label : name),
    from: Number(from),
    to: Number(to),
    log: /\blog\b/i.test(rest ?? ""),
  };
  const step = /step\s+(\S+)/i.exec(rest ?? "")?.[1];
  if (step !== undefined) axis.step = Number(step);
  const wrong =
    axis.from >= axis.to
      ? `The ${name} axis runs from ${from} to ${to}: write the smaller number first.`
      : axis.log && axis.from <= 0
        ? `A logarithmic axis has no ${from}: begin it above 0.`
        : axis.step !== undefined && !(axis.step > 0)
          ? `The step ${step} leads nowhere: write one above 0.`
          : axis.step !== undefined && axis.log
            ? "A logarithmic x axis takes no step: its points stand at equal ratios."
            : undefined;
  if (wrong === undefined) return axis;
  axisError(name, source, wrong);
  return undefined;
}

function readAnswerName(source: QuestionSource): string | undefined {
  const {context, outputs, attributes} = source;
  const answer = attributes.get("answer")?.value ?? "";
  const error = (message: string) => {
    context.problems.error("question-answer", source.at("answer"), message);
    return undefined;
  };
  if (answer === "") return error("A sketch needs the name of the cell value that has the true curve: answer=layers.");
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u.test(answer))
    return error(
      `“${answer}” is no name of a cell's value. Write answer=layers, or answer=run.losses for a part of it.`,
    );
  const name = answer.split(".")[0] as string;
  if (!outputs.has(name)) return error(`No cell of this page defines “${name}”.${didYouMean(name, outputs)}`);
  return answer;
}

function axisError(name: "x" | "y", source: QuestionSource, message: string): void {
  source.context.problems.error("sketch-axis", source.at(name), message);
}

function pointsOf({from, to, log, step}: Axis): number[] {
  const integers = Number.isInteger(from) && Number.isInteger(to) && to - from <= FEW_INTEGERS && !log;
  const width = step ?? (integers ? 1 : (to - from) / (USUAL_POINTS - 1));
  // The small allowance lets 0..1 with step 0.1 reach 1.
  const count = Math.min(log ? USUAL_POINTS : Math.floor((to - from) / width + 1e-9) + 1, MOST_POINTS + 1);
  return Array.from({length: count}, (_, i) => {
    const at = log ? from * (to / from) ** (i / (count - 1)) : from + i * width;
    return Number(at.toPrecision(12));
  });
}
