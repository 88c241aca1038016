import {fixedText, MINUS, numberText} from "../shared/number-text.ts";
import type {SoftmaxPasses} from "./passes.ts";
import type {Stage} from "./stages.ts";

/** A probability, or a difference of two: four decimals, or a power of ten where these would show nothing. */
export function shareText(value: number | undefined): string {
  return value !== undefined && value !== 0 && Math.abs(value) < 0.00005 ? numberText(value) : fixedText(value, 4);
}

/** A step's formula with the numbers in place, marked for `richText`. */
export function worked(passes: SoftmaxPasses, names: readonly string[], stage: Stage): string {
  const {scores, label, stable, shift, exponents, exps, sum, probabilities, loss, gradient} = passes;
  const minusShift = shift < 0 ? `+ ${numberText(-shift)}` : `${MINUS} ${numberText(shift)}`;
  switch (stage.id) {
    case "shift":
      return `m = largest score = ${numberText(shift)}; ${names
        .map((name, k) => `s_${name} ${MINUS} m = ${numberText(exponents[k])}`)
        .join(", ")}`;
    case "exp": {
      const name = names[stage.k]!;
      const power = stable
        ? `e^{s_${name} ${MINUS} m} = e^{${numberText(scores[stage.k])} ${minusShift}}`
        : `e^{s_${name}}`;
      return `${power} = e^{${numberText(exponents[stage.k])}} = ${numberText(exps[stage.k])}`;
    }
    case "sum":
      return `sum = ${exps.map((e) => numberText(e)).join(" + ")} = ${numberText(sum)}`;
    case "probability":
      return `p_${names[stage.k]} = ${numberText(exps[stage.k])} / ${numberText(sum)} = ${shareText(probabilities[stage.k])}`;
    case "loss": {
      const name = names[label!]!;
      return stable
        ? `loss = m + log sum ${MINUS} s_${name} = ${numberText(shift)} + ${bracket(numberText(Math.log(sum)))} ${MINUS} ${bracket(numberText(scores[label!]))} = ${fixedText(loss, 4)}`
        : `loss = ${MINUS}log p_${name} = ${MINUS}log ${shareText(probabilities[label!])} = ${fixedText(loss, 4)}`;
    }
    case "gradient": {
      const k = stage.k;
      return `p_${names[k]} ${MINUS} y_${names[k]} = ${shareText(probabilities[k])} ${MINUS} ${k === label ? 1 : 0} = ${shareText(gradient![k])}`;
    }
  }
}

/** Why the step is taken. */
export function saying(passes: SoftmaxPasses, names: readonly string[], stage: Stage): string {
  switch (stage.id) {
    case "shift":
      return "Only differences of scores count: the largest is subtracted from all, so that no exponent is above 0.";
    case "exp":
      return "To the power: positive, whatever the sign of the score. One more in the score is e ≈ 2.718 times as much.";
    case "sum":
      return "What the three have to be divided by, to add up to 1.";
    case "probability":
      return `The share of class ${names[stage.k]} in the sum.`;
    case "loss":
      return `The true class is ${names[passes.label!]}. The loss looks at its probability only.`;
    case "gradient":
      if (Number.isNaN(passes.gradient![stage.k])) return "What is not a number says nothing of where to go.";
      if (passes.gradient![stage.k] === 0) return "Exactly what is true, as far as rounding goes: no slope.";
      return stage.k === passes.label
        ? "The true class: negative, so a step against the gradient raises its score."
        : "A wrong class: positive, so a step against the gradient lowers its score.";
  }
}

function bracket(text: string): string {
  return text.startsWith(MINUS) ? `(${text})` : text;
}
