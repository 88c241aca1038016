export type {SoftmaxStepsElement, SoftmaxStepsOptions, SoftmaxStepsValue} from "./options.ts";
export {softmaxSteps} from "./softmax-steps.ts";
