export {centralDifference, type GradientComparison, gradientCheck, relativeError} from "./check.ts";
export {collapse, collapsible, expand, type SigmoidChain} from "./collapse.ts";
export {GraphError} from "./errors.ts";
export type {ParseOptions} from "./expression/build.ts";
export {ExpressionError, type ExpressionWarning, expressionFrame} from "./expression/error.ts";
export {MAX_EXPRESSION_LENGTH} from "./expression/tokenize.ts";
export {type CodeLine, codeLines, codeProgram} from "./formula/code-lines.ts";
export {type CodeNames, codeNames} from "./formula/code-names.ts";
export {describeEdge, describeGate, type NodeNames, type Written} from "./formula/describe.ts";
export {
  type FormulaOptions,
  formulaParts,
  type TexOptions,
  type TextOptions,
  toExpression,
  toTex,
} from "./formula/expression.ts";
export type {Formula} from "./formula/formula.ts";
export {gateFormula, localFormulas} from "./formula/gate-formulas.ts";
export {type FormulaPart, type FormulaRange, isNamed, type Notation, printFormula} from "./formula/print.ts";
export {TEX, texName} from "./formula/tex.ts";
export {ASCII_TEXT, BOOK_TEXT} from "./formula/text.ts";
export * from "./gates/index.ts";
export {ComputationalGraph, type Edge} from "./graph.ts";
export {formatNumber, formatShort, roundTo} from "./number.ts";
export type {BackwardOptions, ForwardOptions} from "./passes.ts";
export {topologicalSort} from "./topological-sort.ts";
export type {BackwardStep, ForwardStep, Gate, GraphNode, SeedStep, Step} from "./types.ts";
