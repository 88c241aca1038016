import {ExpressionError} from "../graph/expression/error.ts";
import {tokenize} from "../graph/expression/tokenize.ts";
import {ComputationalGraph} from "../graph/graph.ts";
import {tape} from "./tape.ts";

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/** A function of two numbers that knows its gradient. */
export interface PlaneFunction {
  /** What it was made from. */
  readonly expression: string;
  /** Gates that one value takes, 0 … {@link MAX_FUNCTION_GATES}: how heavy it is. */
  readonly operations: number;
  /** NaN or ±∞ where the function has no value: log(x) left of 0. */
  value(x: number, y: number): number;
  /** (∂f/∂x, ∂f/∂y), exact up to rounding, by the backward pass. */
  gradient(x: number, y: number): [number, number];
}

/** Longest text that is read, in UTF-16 units. */
export const MAX_FUNCTION_LENGTH = 2000;
/** Most gates: a picture asks for the function some hundred thousand times. */
export const MAX_FUNCTION_GATES = 300;

/**
 * The function that a text in x and y describes, such as "0.5*(x^2 + 20*y^2)", with gradients by backpropagation.
 * @throws {ExpressionError} with the place in the text, for what cannot be read, for other names than x and y, and for a
 *   text that is too long
 */
export function planeFunction(expression: string): PlaneFunction {
  if (typeof expression === "string" && expression.length > MAX_FUNCTION_LENGTH) {
    throw new ExpressionError(`The function is ${expression.length} characters long.`, {
      position: MAX_FUNCTION_LENGTH,
      length: expression.length - MAX_FUNCTION_LENGTH,
      hint: `At most ${MAX_FUNCTION_LENGTH} are read: shorten it.`,
    });
  }
  if (typeof expression === "string" && expression.trim() === "")
    throw new ExpressionError("There is no function yet.", {
      position: 0,
      length: 0,
      hint: "Write one, such as x^2 + 2*y^2.",
    });
  const graph = ComputationalGraph.parse(expression);
  const strange = graph.inputs.find(({id}) => id !== "x" && id !== "y");
  if (strange) throw strangeName(expression, strange.id);
  const gates = graph.nodes.filter((node) => node.gate).length;
  if (gates > MAX_FUNCTION_GATES) {
    throw new ExpressionError(`The function has ${gates} operations.`, {
      position: 0,
      length: expression.length,
      hint: `Up to ${MAX_FUNCTION_GATES} can be drawn while you watch: leave some out.`,
    });
  }
  const {value, gradient} = tape(graph, ["x", "y"]);
  return {expression, operations: gates, value, gradient: (x, y) => gradient(x, y) as [number, number]};
}

function strangeName(expression: string, name: string): ExpressionError {
  const place = tokenize(expression).find(({kind, text}) => kind === "name" && text === name);
  const lower = name.toLowerCase();
  const hint =
    name === "pi" || name === "π"
      ? "Write the number: 3.14159265."
      : name === "e"
        ? "For the exponential write exp(x)."
        : lower === "x" || lower === "y"
          ? `Write ${lower}.`
          : /^[xy]{2}$/.test(name)
            ? `Between factors stands a *: ${[...name].join("*")}.`
            : "Write a number in its place, or define it before: a = 3; a*x^2.";
  return new ExpressionError(`The function is one of x and y; ${name.slice(0, 40)} is neither.`, {
    position: place?.position ?? 0,
    length: name.length,
    hint,
  });
}
