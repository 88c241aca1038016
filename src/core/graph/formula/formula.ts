import type {GraphNode} from "../types.ts";

/**
 * A formula as a tree, before it is written as text, TeX or code. A "node" stands for a graph's node: the printer writes
 * its name or, where it has none, goes on with the gate's formula, so that no deep tree is ever built.
 */
export type Formula =
  | {readonly kind: "number"; readonly value: number}
  | {readonly kind: "name"; readonly name: string}
  | {readonly kind: "node"; readonly node: GraphNode}
  | {readonly kind: "negate"; readonly operand: Formula}
  | {readonly kind: "binary"; readonly op: BinaryOperator; readonly left: Formula; readonly right: Formula}
  | {readonly kind: "call"; readonly fn: string; readonly args: readonly Formula[]}
  | {
      readonly kind: "choose";
      readonly when: readonly Comparison[];
      readonly then: Formula;
      readonly otherwise: Formula;
    };

export type BinaryOperator = "+" | "-" | "*" | "/" | "^";

/** A condition of a "choose": all of its comparisons hold. */
export interface Comparison {
  readonly left: Formula;
  readonly relation: ">" | "≥" | "<" | "≤" | "=";
  readonly right: Formula;
}

export const number = (value: number): Formula => ({kind: "number", value});
export const name = (text: string): Formula => ({kind: "name", name: text});
export const negate = (operand: Formula): Formula => ({kind: "negate", operand});
export const call = (fn: string, ...args: readonly Formula[]): Formula => ({kind: "call", fn, args});
export const binary = (left: Formula, op: BinaryOperator, right: Formula): Formula => ({
  kind: "binary",
  op,
  left,
  right,
});
export const choose = (when: readonly Comparison[], then: Formula, otherwise: Formula): Formula => ({
  kind: "choose",
  when,
  then,
  otherwise,
});

/** How tightly a formula holds together; an operand that holds less than its place asks for gets parentheses. */
export const PRECEDENCE = {choose: 0, add: 10, multiply: 20, negate: 25, power: 30, atom: 40} as const;
