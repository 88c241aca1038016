import {sigmoid} from "../../core/graph/index.ts";

/** A number format by what it does to a result: `Math.fround` is IEEE 754 single precision, the identity double. */
export type Rounding = (x: number) => number;

export const float64: Rounding = (x) => x;
export const float32: Rounding = Math.fround;

/** eˢ/(1 + eˢ), each operation rounded. From s = 710 (float64) or 89 (float32) on, eˢ is ∞ and this is ∞/∞ = NaN. */
export function exponentialFormula(s: number, round: Rounding): number {
  const e = round(Math.exp(round(s)));
  return round(e / round(1 + e));
}

/** 1/(1 + e⁻ˢ), each operation rounded. Never NaN, but it loses its tail: 1/∞ = 0. */
export function reciprocalFormula(s: number, round: Rounding): number {
  return round(1 / round(1 + round(Math.exp(-round(s)))));
}

/** What the course's σ gate computes: only e^{−|s|} is ever taken. In double precision it is the core's own function. */
export function stableFormula(s: number, round: Rounding): number {
  if (round === float64) return sigmoid(s);
  const e = round(Math.exp(-Math.abs(round(s))));
  return s < 0 ? round(e / round(1 + e)) : round(1 / round(1 + e));
}

/** One way to compute a number, in both formats. */
export interface FormulaRow {
  /** As text, powers written with ^. */
  name: string;
  float64: Outcome;
  float32: Outcome;
}

export interface Outcome {
  value: number;
  /** What went wrong, where something did. */
  note?: string;
}

/** Ways to compute σ(s), and ways to compute what it lacks to 1, at one s. */
export function compareFormulas(s: number): {sigma: FormulaRow[]; rest: FormulaRow[]} {
  const overflow = "e^s is ∞, and ∞/∞ is not a number";
  const row = (name: string, of: (round: Rounding) => number, truth: number, why: string): FormulaRow => ({
    name,
    float64: outcome(of(float64), truth, why),
    float32: outcome(of(float32), truth, why),
  });
  const up = sigmoid(s);
  const down = sigmoid(-s);
  return {
    sigma: [
      row("e^s / (1 + e^s)", (round) => exponentialFormula(s, round), up, overflow),
      row("1 / (1 + e^−s)", (round) => reciprocalFormula(s, round), up, "e^−s is ∞: the tail is lost"),
      row("stable", (round) => stableFormula(s, round), up, "below the smallest number of the format"),
    ],
    rest: [
      row("1 − σ(s)", (round) => round(1 - stableFormula(s, round)), down, "σ(s) has been rounded to 1"),
      row("stable: σ(−s)", (round) => stableFormula(-s, round), down, "below the smallest number of the format"),
    ],
  };
}

function outcome(value: number, truth: number, why: string): Outcome {
  if (Number.isNaN(value)) return {value, note: why};
  if (value !== 0) return {value};
  // Where even the stable formula has nothing left in double precision, no formula is to blame.
  return {value, note: truth === 0 ? "below the smallest number of the format" : why};
}
