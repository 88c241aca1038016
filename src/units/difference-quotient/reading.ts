import {relativeError} from "../../core/graph/index.ts";
import {type DifferenceKind, differenceQuotient, type Precision, roundingTo} from "../../core/numeric/index.ts";
import {type TestFunctionName, testFunctions} from "./test-functions.ts";

export interface DifferenceState {
  readonly f: TestFunctionName;
  readonly x: number;
  readonly h: number;
  readonly kind: DifferenceKind;
  readonly precision: Precision;
}

export interface DifferenceReading extends DifferenceState {
  /** The two places, as the machine rounds them, and what f is there. */
  readonly low: number;
  readonly high: number;
  readonly fLow: number;
  readonly fHigh: number;
  readonly numerical: number;
  /** f′(x) by its formula. */
  readonly analytic: number;
  /** |numerical − analytic| */
  readonly error: number;
  readonly relativeError: number;
}

/** All that the unit shows, as a function of its state. */
export function reading(state: DifferenceState): DifferenceReading {
  const {f, x, h, kind, precision} = state;
  const {value, derivatives} = testFunctions[f];
  const round = roundingTo(precision);
  const [low, high] = [round(kind === "central" ? x - h : x), round(x + h)];
  const numerical = differenceQuotient(value, x, h, {kind, precision});
  const analytic = derivatives[0](x);
  return {
    ...state,
    low,
    high,
    fLow: round(value(low)),
    fHigh: round(value(high)),
    numerical,
    analytic,
    error: Math.abs(numerical - analytic),
    relativeError: relativeError(analytic, numerical),
  };
}
