export {
  type MomentumStepElement,
  type MomentumStepOptions,
  type MomentumStepValue,
  momentumStep,
} from "./momentum-step.ts";
