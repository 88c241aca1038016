export {
  type SigmoidCurveElement,
  type SigmoidCurveOptions,
  type SigmoidCurveValue,
  sigmoidCurve,
} from "./sigmoid-curve.ts";
