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
  activationPlot: () => import("../units/activation-plot/index.ts").then((m) => m.activationPlot),
  activationTables: () => import("../units/activation-plot/index.ts").then((m) => m.activationTables),
  saturation: () => import("../units/activation-plot/index.ts").then((m) => m.saturation),
  normalDial: () => import("../units/normal-dial/index.ts").then((m) => m.normalDial),
  endLabels: () => import("../units/end-labels/index.ts").then((m) => m.endLabels),
  batchNormStepper: () => import("../units/batch-norm-stepper/index.ts").then((m) => m.batchNormStepper),
  miniBatches: () => import("../units/mini-batches/index.ts").then((m) => m.miniBatches),
  dropoutNet: () => import("../units/dropout-net/index.ts").then((m) => m.dropoutNet),
  pointsEditor: () => import("../units/points-editor/index.ts").then((m) => m.pointsEditor),
  linearClassifier: () => import("../units/linear-classifier/index.ts").then((m) => m.linearClassifier),
  softmaxRegions: () => import("../units/softmax-regions/index.ts").then((m) => m.softmaxRegions),
  differenceQuotientUnit: () => import("../units/difference-quotient/index.ts").then((m) => m.differenceQuotientUnit),
  testFunctions: () => import("../units/difference-quotient/index.ts").then((m) => m.testFunctions),
  convolution: () => import("../units/convolution/index.ts").then((m) => m.convolution),
  maxPooling: () => import("../units/convolution/index.ts").then((m) => m.maxPooling),
  drawingPad: () => import("../units/convolution/index.ts").then((m) => m.drawingPad),
  featureMaps: () => import("../units/convolution/index.ts").then((m) => m.featureMaps),
  gradientReport: () => import("../units/gradient-report/index.ts").then((m) => m.gradientReport),
  softmaxSteps: () => import("../units/softmax-steps/index.ts").then((m) => m.softmaxSteps),
  steepestStepUnit: () => import("../units/steepest-step/index.ts").then((m) => m.steepestStepUnit),
  momentumStep: () => import("../units/momentum-step/index.ts").then((m) => m.momentumStep),
  descentRace: () => import("../units/descent-race/index.ts").then((m) => m.descentRace),
  phaseMap: () => import("../units/phase-map/index.ts").then((m) => m.phaseMap),
  functionInput: () => import("../units/contours/index.ts").then((m) => m.functionInput),
  maxoutLines: () => import("../units/maxout-lines/index.ts").then((m) => m.maxoutLines),
  playground: () => import("../units/playground/index.ts").then((m) => m.playground),
  neuralTuringMachine: () => import("../units/architecture/index.ts").then((m) => m.neuralTuringMachine),

  // Pictures of what goes on in a stack of layers, and the experiments that measure it.
  layerHistograms: () => import("../units/layers/index.ts").then((m) => m.layerHistograms),
  overDepth: () => import("../units/layers/index.ts").then((m) => m.overDepth),
  layerTable: () => import("../units/layers/index.ts").then((m) => m.layerTable),
  runStatus: () => import("../units/layers/index.ts").then((m) => m.runStatus),
  comparisonTables: () => import("../units/layers/index.ts").then((m) => m.comparisonTables),
  sweepPlot: () => import("../units/training-sweep/index.ts").then((m) => m.sweepPlot),
  sweepTable: () => import("../units/training-sweep/index.ts").then((m) => m.sweepTable),
  initializationName: () => import("../units/training-sweep/index.ts").then((m) => m.initializationName),
  sweepStatus: () => import("../units/training-sweep/index.ts").then((m) => m.sweepStatus),
  layerStatistics: () =>
    import("../lab/layer-statistics.ts").then((m) => {
      void m.labStatus(); // Its workers start while the cells before the first experiment take their turns.
      return m.layerStatistics;
    }),
  meanFieldTheory: () => import("../lab/mean-field.ts").then((m) => m.meanFieldTheory),
  trainingSweep: background("trainingSweep"),
  batchSizeRace: background("batchSizeRace"),
  dropoutTraining: background("dropoutTraining"),
  convnetTraining: background("convnetTraining"),
  convnet: () => import("../lab/convnet-training.ts").then((m) => m.convnet),
  convnetPredictions: () => import("../lab/convnet-training.ts").then((m) => m.convnetPredictions),
  batchGradients: () => import("../lab/batch-gradients.ts").then((m) => m.batchGradients),
  theoreticalSpread: () => import("../lab/batch-gradients.ts").then((m) => m.theoreticalSpread),
  descentMap: background("descentMap"),
  backgroundStatus: () => import("../lab/background.ts").then((m) => m.backgroundStatus),
  labStatus: () => import("../lab/layer-statistics.ts").then((m) => m.labStatus),

  // The core: graphs of scalar gates, and checks of their gradients.
  ComputationalGraph: graph("ComputationalGraph"),
  centralDifference: graph("centralDifference"),
  gradientCheck: () => import("../core/nn/gradient-check.ts").then((m) => m.gradientCheck),
  relativeError: graph("relativeError"),
  collapse: graph("collapse"),
  expand: graph("expand"),
  toTex: graph("toTex"),
  toExpression: graph("toExpression"),
  sigmoid: numeric("sigmoid"),
  softmax: numeric("softmax"),
  logSumExp: numeric("logSumExp"),
  AddGate: graph("AddGate"),
  SubtractGate: graph("SubtractGate"),
  MultiplyGate: graph("MultiplyGate"),
  DivideGate: graph("DivideGate"),
  NegateGate: graph("NegateGate"),
  ReciprocalGate: graph("ReciprocalGate"),
  ScaleGate: graph("ScaleGate"),
  ShiftGate: graph("ShiftGate"),
  PowerGate: graph("PowerGate"),
  PowGate: graph("PowGate"),
  ExpGate: graph("ExpGate"),
  LogGate: graph("LogGate"),
  SqrtGate: graph("SqrtGate"),
  SinGate: graph("SinGate"),
  CosGate: graph("CosGate"),
  TanhGate: graph("TanhGate"),
  SigmoidGate: graph("SigmoidGate"),
  ReluGate: graph("ReluGate"),
  AbsGate: graph("AbsGate"),
  MaxGate: graph("MaxGate"),
  MinGate: graph("MinGate"),
  CopyGate: graph("CopyGate"),

  // Going down a function of two numbers, and what is known of it.
  planeFunction: descent("planeFunction"),
  surface: descent("surface"),
  descend: descent("descend"),
  lowestValue: descent("lowestValue"),
  steepestStep: descent("steepestStep"),
  normOf: descent("normOf"),
  dualNorm: descent("dualNorm"),
  stepAt: descent("stepAt"),
  firstOrderChange: descent("firstOrderChange"),
  convergenceFactor: descent("convergenceFactor"),
  isStable: descent("isStable"),
  oscillates: descent("oscillates"),
  bestGradientDescent: descent("bestGradientDescent"),
  bestMomentum: descent("bestMomentum"),

  // Matrices and random streams, as the slides' listings use them.
  random: numeric("random"),
  randomStream: numeric("randomStream"),
  randn: numeric("randn"),
  matmul: numeric("matmul"),
  transpose: numeric("transpose"),
  map: numeric("map"),
  add: numeric("add"),
  subtract: numeric("subtract"),
  multiply: numeric("multiply"),
  divide: numeric("divide"),
  tanh: numeric("tanh"),
  relu: numeric("relu"),
  leakyRelu: numeric("leakyRelu"),
  elu: numeric("elu"),
  mean: numeric("mean"),
  std: numeric("std"),
  moments: numeric("moments"),
  histogram: numeric("histogram"),
  matrix: numeric("matrix"),
  matrixFrom: numeric("matrixFrom"),
  nonlinearity: numeric("nonlinearity"),
  differenceQuotient: numeric("differenceQuotient"),
  machineEpsilon: numeric("machineEpsilon"),

  // A linear classifier of two labels: its objectives, and ways to climb them.
  signedSamples: objectives("signedSamples"),
  linearScore: objectives("linearScore"),
  classificationAccuracy: objectives("classificationAccuracy"),
  plateaus: objectives("plateaus"),
  labelProbability: objectives("labelProbability"),
  likelihood: objectives("likelihood"),
  logLikelihood: objectives("logLikelihood"),
  logLikelihoodGradient: objectives("logLikelihoodGradient"),
  separatingDirection: objectives("separatingDirection"),
  localSearch: objectives("localSearch"),
  perceptron: objectives("perceptron"),

  // Networks: layers, losses, optimizers, the trainer, and data to train on.
  Sequential: nn("Sequential"),
  Dense: nn("Dense"),
  Sigmoid: nn("Sigmoid"),
  Tanh: nn("Tanh"),
  ReLU: nn("ReLU"),
  LeakyReLU: nn("LeakyReLU"),
  ELU: nn("ELU"),
  Maxout: nn("Maxout"),
  Conv2d: nn("Conv2d"),
  MaxPool: nn("MaxPool"),
  windowPlaces: nn("windowPlaces"),
  BatchNorm: nn("BatchNorm"),
  Dropout: nn("Dropout"),
  SoftmaxCrossEntropy: nn("SoftmaxCrossEntropy"),
  softmaxCrossEntropy: nn("softmaxCrossEntropy"),
  MeanSquaredError: nn("MeanSquaredError"),
  meanSquaredError: nn("meanSquaredError"),
  HingeLoss: nn("HingeLoss"),
  SGD: nn("SGD"),
  Momentum: nn("Momentum"),
  Nesterov: nn("Nesterov"),
  AdaGrad: nn("AdaGrad"),
  RMSProp: nn("RMSProp"),
  Adam: nn("Adam"),
  Trainer: nn("Trainer"),
  parameter: nn("parameter"),
  penalty: nn("penalty"),
  circle: data("circle"),
  xor: data("xor"),
  gauss: data("gauss"),
  spiral: data("spiral"),
  glyphs: data("glyphs"),
  glyphNames: data("glyphNames"),
};

// One name of a part of the core. The parts are loaded apart: a page on circuits loads no networks.
function graph(name: keyof typeof import("../core/graph/index.ts")): () => Promise<unknown> {
  return () => import("../core/graph/index.ts").then((m) => m[name]);
}
function numeric(name: keyof typeof import("../core/numeric/index.ts")): () => Promise<unknown> {
  return () => import("../core/numeric/index.ts").then((m) => m[name]);
}
function objectives(name: keyof typeof import("../core/objectives/index.ts")): () => Promise<unknown> {
  return () => import("../core/objectives/index.ts").then((m) => m[name]);
}
function descent(name: keyof typeof import("../core/descent/index.ts")): () => Promise<unknown> {
  return () => import("../core/descent/index.ts").then((m) => m[name]);
}
/** A training that runs in a worker. */
function background(name: keyof import("../lab/tasks.ts").Tasks): () => Promise<unknown> {
  return () => import("../lab/background.ts").then((m) => m.background(name));
}
function nn(name: keyof typeof import("../core/nn/index.ts")): () => Promise<unknown> {
  return () => import("../core/nn/index.ts").then((m) => m[name]);
}
function data(name: keyof typeof import("../core/nn/data/index.ts")): () => Promise<unknown> {
  return () => import("../core/nn/data/index.ts").then((m) => m[name]);
}
