export {drawArrow} from "./draw-arrow.ts";
export {type ContourOptions, drawAxes, drawContours} from "./draw-contours.ts";
export {
  type FunctionExample,
  type FunctionInputElement,
  type FunctionInputOptions,
  type FunctionInputValue,
  functionInput,
} from "./function-input.ts";
export {isInside, type PlaneScale, planeScale, type Range} from "./plane-scale.ts";
