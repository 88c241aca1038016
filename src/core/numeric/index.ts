export {
  type DifferenceKind,
  type DifferenceOptions,
  differenceQuotient,
  machineEpsilon,
  type Precision,
  roundingTo,
} from "./difference-quotient.ts";
export {type Entrywise, elu, leakyRelu, relu, sigmoid, tanh} from "./elementwise.ts";
export * from "./matrix.ts";
export * from "./nonlinearity.ts";
export {add, divide, map, matmul, multiply, randn, subtract, transpose} from "./operations.ts";
export * from "./random.ts";
export {logSumExp, softmax, softmaxInto} from "./softmax.ts";
export {type Bin, histogram, mean, moments, type Numbers, type Summary, std} from "./statistics.ts";
