import {describe, expect, it} from "vitest";
import {ComputationalGraph, matrix, random} from "../../../src/core/index.ts";
import {FEATURES, featureMatrix} from "../../../src/lab/playground/features.ts";
import {buildNetwork} from "../../../src/lab/playground/network.ts";
import {Session} from "../../../src/lab/playground/session.ts";
import {ACTIVATIONS, defaultState, type PlaygroundState} from "../../../src/lab/playground/state.ts";
import {unitExpression} from "../../../src/lab/playground/unit-expression.ts";
import {NetworkVector} from "../../../src/lab/playground/vector.ts";

const [x1, x2] = [1.5, -2];
const features = ["x1", "x1x1", "sinx2"] as const;

describe.each(ACTIVATIONS.flatMap((activation) => [false, true].map((batchNorm) => ({activation, batchNorm}))))(
  "the expression of a unit: %o",
  (change) => {
    it("has the value that the network computes", () => {
      const state: PlaygroundState = {
        ...defaultState(),
        ...change,
        features: [...features],
        hidden: [3, 2],
        rate: 0.001,
      };
      const session = new Session({state});
      session.trainEpoch();
      const {numbers} = session.snapshot(2);
      const built = buildNetwork(state, session.head, random(1));
      new NetworkVector(built).write(numbers);
      built.network.forward(featureMatrix(matrix(1, 2, Float64Array.of(x1, x2)), features), "test");
      const trace = built.network.trace();
      const outputs = built.columns.map(({shownBy}) => [...trace[shownBy]!.output!.data]);
      for (const [column, plan] of session.plan.columns.entries()) {
        for (let unit = 0; unit < plan.units; unit++) {
          const {expression, inputs} = unitExpression({
            plan,
            unit,
            numbers,
            features: column === 0 ? features : undefined,
            values: column === 0 ? features.map((name) => FEATURES[name](x1, x2)) : outputs[column - 1]!,
            activation: column === 2 ? session.head.activation : state.activation,
          });
          const value = ComputationalGraph.parse(expression).forward(inputs);
          // Its numbers have six digits.
          expect(Math.abs(value - outputs[column]![unit]!)).toBeLessThan(1e-4 * (1 + Math.abs(value)));
        }
      }
    });
  },
);

it("reads like the formula of the lessons", () => {
  const session = new Session({state: {...defaultState(), hidden: [2]}});
  const {numbers} = session.snapshot(2);
  const plan = session.plan.columns[0]!;
  const options = {plan, unit: 1, features: ["x1", "x2"] as const, values: [1, 2], numbers};
  expect(unitExpression({...options, activation: "tanh"})).toEqual({
    expression: "tanh(w1*x1 + w2*x2 + b)",
    inputs: {w1: expect.closeTo(numbers[1]!, 4), x1: 1, w2: expect.closeTo(numbers[3]!, 4), x2: 2, b: 0},
  });
});
