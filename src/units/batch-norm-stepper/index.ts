export {
  type BatchNormStepperElement,
  type BatchNormStepperOptions,
  type BatchNormStepperValue,
  batchNormStepper,
} from "./batch-norm-stepper.ts";
