export {
  type SteepestStepElement,
  type SteepestStepOptions,
  type SteepestStepValue,
  steepestStepUnit,
} from "./steepest-step.ts";
