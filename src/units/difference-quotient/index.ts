export {
  type DifferenceQuotientElement,
  type DifferenceQuotientOptions,
  differenceQuotientUnit,
} from "./difference-quotient.ts";
export type {DifferenceReading, DifferenceState} from "./reading.ts";
export {type TestFunction, type TestFunctionName, testFunctions} from "./test-functions.ts";
