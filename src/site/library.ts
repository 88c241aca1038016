import {format} from "./library/format.ts";

/**
 * THE list of names that a cell may use without an import, beside those of the reader (src/reader/names.ts). Each name
 * is loaded when the first cell of a page uses it, so that a page without plots does not load Plot. The Vite plugin
 * reads the names in Node: nothing here may touch the document.
 */
export const library: Record<string, () => unknown> = {
  // Pictures, inputs and text.
  Plot: () => import("./library/plot.ts").then((m) => m.Plot),
  Inputs: () => import("./library/inputs.ts").then((m) => m.Inputs),
  d3: () => import("./library/d3.ts").then((m) => m.d3),
  html: () => import("htl").then((m) => m.html),
  svg: () => import("htl").then((m) => m.svg),
  tex: () => import("./library/tex.ts").then((m) => m.tex),
  md: () => import("./library/md.ts").then((m) => m.md),
  format: () => format,

  // The interactive units.
  circuit: () => import("../units/circuit/index.ts").then((m) => m.circuit),
  circuitInput: () => import("../units/circuit/index.ts").then((m) => m.circuitInput),
  gradientQuiz: () => import("../units/gradient-quiz/index.ts").then((m) => m.gradientQuiz),
  gateSort: () => import("../units/gate-sort/index.ts").then((m) => m.gateSort),
  sigmoidCurve: () => import("../units/sigmoid-curve/index.ts").then((m) => m.sigmoidCurve),
  architecture: () => import("../units/architecture/index.ts").then((m) => m.architecture),
  alexnet: () => import("../units/architecture/index.ts").then((m) => m.alexnet),
  neuralTuringMachine: () => import("../units/architecture/index.ts").then((m) => m.neuralTuringMachine),

  // The core: graphs of scalar gates, and checks of their gradients.
  ComputationalGraph: core("ComputationalGraph"),
  centralDifference: core("centralDifference"),
  gradientCheck: core("gradientCheck"),
  relativeError: core("relativeError"),
  collapse: core("collapse"),
  expand: core("expand"),
  toTex: core("toTex"),
  toExpression: core("toExpression"),
  sigmoid: core("sigmoid"),
  AddGate: core("AddGate"),
  SubtractGate: core("SubtractGate"),
  MultiplyGate: core("MultiplyGate"),
  DivideGate: core("DivideGate"),
  NegateGate: core("NegateGate"),
  ReciprocalGate: core("ReciprocalGate"),
  ScaleGate: core("ScaleGate"),
  ShiftGate: core("ShiftGate"),
  PowerGate: core("PowerGate"),
  PowGate: core("PowGate"),
  ExpGate: core("ExpGate"),
  LogGate: core("LogGate"),
  SqrtGate: core("SqrtGate"),
  SinGate: core("SinGate"),
  CosGate: core("CosGate"),
  TanhGate: core("TanhGate"),
  SigmoidGate: core("SigmoidGate"),
  ReluGate: core("ReluGate"),
  AbsGate: core("AbsGate"),
  MaxGate: core("MaxGate"),
  MinGate: core("MinGate"),
  CopyGate: core("CopyGate"),
};

/** One name of the core. */
function core(name: keyof typeof import("../core/index.ts")): () => Promise<unknown> {
  return () => import("../core/index.ts").then((m) => m[name]);
}
