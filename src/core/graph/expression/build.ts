import {copyBranches} from "../copy-branches.ts";
import type {Ties} from "../gates/index.ts";
import type {ComputationalGraph} from "../graph.ts";
import {roundTo} from "../number.ts";
import type {Gate, GraphNode} from "../types.ts";
import {ExpressionError} from "./error.ts";
import {binaryGate, functionGate, type Operand, unaryMinus} from "./gates.ts";
import {type Item, parseStatements, type Statement} from "./parse.ts";
import {shown} from "./syntax-errors.ts";
import type {Token} from "./tokenize.ts";
import {constantWarnings} from "./warnings.ts";

export interface ParseOptions {
  /** "shared": a value that is used twice has two wires; "copies": an explicit copy gate hands it out. */
  branches?: "shared" | "copies";
  /** Who receives the gradient of max and min at a tie: the "first" of the equal operands, or all in equal parts. */
  ties?: Ties;
}

/** Reads an expression into a graph. @throws {ExpressionError} */
export function buildExpression(
  text: string,
  createGraph: () => ComputationalGraph,
  {branches = "shared", ties = "first"}: ParseOptions,
): ComputationalGraph {
  if (typeof text !== "string") {
    const hint = 'Pass a text, such as "(x + y) * z".';
    throw new ExpressionError(`An expression is a text, not ${String(text)}.`, {position: 0, length: 0, hint});
  }
  const statements = parseStatements(text);
  checkDefinitions(statements);
  const used = usedStatements(statements);
  const graph = createGraph();
  const defined = new Map<string, GraphNode>();
  for (const [i, statement] of statements.entries()) {
    if (used.has(i)) {
      const node = buildStatement(statement, graph, defined, ties);
      if (statement.name) defined.set(statement.name.text, node);
      graph.output = node;
    } else {
      const {text: name, position} = statement.name!;
      const message = `${shown(name)} is defined and never used, so the graph leaves it out.`;
      graph.warnings.push({message, position, length: name.length});
    }
  }
  graph.warnings.push(...constantWarnings(statements.filter((_, i) => used.has(i))));
  return branches === "copies" ? copyBranches(graph, createGraph()) : graph;
}

function buildStatement(
  {items, name}: Statement,
  graph: ComputationalGraph,
  defined: ReadonlyMap<string, GraphNode>,
  ties: Ties,
): GraphNode {
  const stack: Operand[] = [];
  const toNode = (operand: Operand) => (typeof operand === "number" ? graph.constant(operand) : operand);
  for (const [i, item] of items.entries()) {
    // In postfix order the last item is the outermost operation: it is what a definition names.
    const resultName = i === items.length - 1 ? name?.text : undefined;
    const apply = (gate: Gate, ...operands: Operand[]): Operand => {
      const folded = foldConstants(gate, operands);
      if (folded !== undefined) return folded;
      const nodes = operands.map(toNode);
      return resultName === undefined ? graph.apply(gate, ...nodes) : graph.define(resultName, gate, ...nodes);
    };
    stack.push(evaluate(item, stack, apply, (token) => defined.get(token.text) ?? graph.input(token.text), ties));
  }
  const result = stack[0]!;
  return typeof result === "number" ? graph.constant(result, name?.text) : result;
}

function evaluate(
  item: Item,
  stack: Operand[],
  apply: (gate: Gate, ...operands: Operand[]) => Operand,
  lookUp: (token: Token) => GraphNode,
  ties: Ties,
): Operand {
  switch (item.kind) {
    case "number":
      return item.value;
    case "name":
      return lookUp(item.token);
    case "negate":
      return unaryMinus(stack.pop()!, apply);
    case "binary": {
      const right = stack.pop()!;
      return binaryGate(item.operator, stack.pop()!, right, apply);
    }
    case "call": {
      const operands = stack.splice(stack.length - item.count);
      return apply(functionGate(item.token.text, item.count, ties), ...operands);
    }
  }
}

/** The value of a gate over constants only. One that is not finite stays a gate, which then says what is wrong. */
function foldConstants(gate: Gate, operands: readonly Operand[]): number | undefined {
  if (!operands.every((operand) => typeof operand === "number")) return undefined;
  const value = gate.forward(...operands);
  return Number.isFinite(value) ? roundTo(value) : undefined;
}

function checkDefinitions(statements: readonly Statement[]): void {
  const definedAt = new Map<string, number>();
  for (const [i, {name, start, end}] of statements.entries()) {
    if (!name) {
      if (i === statements.length - 1) continue;
      const hint = "Only the last one may go without: write q = … before it.";
      throw new ExpressionError("This expression has no name.", {position: start, length: end - start, hint});
    }
    if (definedAt.has(name.text)) {
      const hint = "Choose another name for one of them.";
      throw new ExpressionError(`${shown(name.text)} is defined twice.`, {...placeOf(name), hint});
    }
    definedAt.set(name.text, i);
  }
  for (const [i, {items}] of statements.entries()) {
    for (const {kind, token} of items) {
      const definition = kind === "name" ? definedAt.get(token.text) : undefined;
      if (definition === undefined || definition < i) continue;
      const [what, hint] =
        definition === i
          ? [`${shown(token.text)} is defined by itself.`, "Give the new value another name."]
          : [`${shown(token.text)} is used before it is defined.`, "Move its definition up."];
      throw new ExpressionError(what, {...placeOf(token), hint});
    }
  }
}

/** The statements that the last one needs, found from the end, as each only reads those before it. */
function usedStatements(statements: readonly Statement[]): Set<number> {
  const names = new Set<string>();
  const used = new Set<number>();
  for (let i = statements.length - 1; i >= 0; i--) {
    const {name, items} = statements[i]!;
    if (i < statements.length - 1 && !names.has(name!.text)) continue;
    used.add(i);
    for (const item of items) if (item.kind === "name") names.add(item.token.text);
  }
  return used;
}

function placeOf(token: Token): {position: number; length: number} {
  return {position: token.position, length: token.text.length};
}
