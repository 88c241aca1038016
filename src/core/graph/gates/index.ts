export {ReluGate, SigmoidGate, sigmoid, TanhGate} from "./activations.ts";
export {AddGate, DivideGate, MultiplyGate, PowerGate, SubtractGate} from "./arithmetic.ts";
export {NegateGate, PowGate, ReciprocalGate, ScaleGate, ShiftGate} from "./constant.ts";
export {CopyGate} from "./copy.ts";
export type {GateLike} from "./custom.ts";
export {AbsGate, CosGate, ExpGate, LogGate, SinGate, SqrtGate} from "./functions.ts";
export {ScalarGate} from "./gate.ts";
export {MaxGate, MinGate, type Ties} from "./selection.ts";
