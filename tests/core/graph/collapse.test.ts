import {describe, expect, it} from "vitest";
import {ComputationalGraph, collapse, collapsible, expand} from "../../../src/core/index.ts";

const neuron = "s = w0*x0 + w1*x1 + w2; f = 1/(1+exp(-s))";
const inputs = {w0: 2, x0: -1, w1: -3, x1: -2, w2: -3};

describe("collapse", () => {
  it("says which nodes would fold", () => {
    const [chain, ...others] = collapsible(ComputationalGraph.parse(neuron));
    expect(others).toEqual([]);
    expect(chain!.input.id).toBe("s");
    expect(chain!.gates.map(({op}) => op)).toEqual(["×−1", "exp", "+1", "1/x"]);
  });

  it("keeps ids, values and gradients, and the end's name", () => {
    const graph = ComputationalGraph.parse(neuron);
    graph.forward(inputs);
    graph.backward();
    const folded = collapse(graph);
    expect(folded.nodes.map(({id}) => id)).toEqual(["w0", "x0", "×:1", "w1", "x1", "×:2", "+:1", "w2", "s", "f"]);
    expect(folded.output).toMatchObject({id: "f", label: "f", op: "σ"});
    for (const node of folded.nodes) {
      expect(node.value).toBeCloseTo(graph.node(node.id).value!, 12);
      expect(node.grad).toBeCloseTo(graph.node(node.id).grad!, 12);
    }
    // The graph that it came from is as it was.
    expect(graph.nodes).toHaveLength(13);
  });

  it("and expand give the same graph back", () => {
    const graph = ComputationalGraph.parse(neuron);
    const again = expand(collapse(graph));
    expect(again.nodes.map(({id, op, label}) => [id, op, label])).toEqual(
      graph.nodes.map(({id, op, label}) => [id, op, label]),
    );
    expect(again.output.value).toBeUndefined();
  });

  it("renames what is printed of unnamed nodes", () => {
    const graph = ComputationalGraph.parse("2 * 1/(1 + exp(-x)) + 1/(1+exp(-y)) * sigmoid(z)");
    const folded = collapse(graph);
    expect(folded.output.label).toBe("2 / (1 + exp(−x)) + σ(y) × σ(z)");
    expect(new Set(folded.nodes.map(({id}) => id)).size).toBe(folded.nodes.length);
    expect(folded.node("σ:1").label).toBe("σ(z)");
  });

  it.each([
    ["another shift", "1/(2 + exp(-x))"],
    ["another order", "1/exp(1 + -x)"],
    ["no minus", "1/(1 + exp(x))"],
    ["a scale other than −1", "1/(1 + exp(-2*x))"],
    ["a value inside that is also read elsewhere", "e = exp(-x); 1/(1 + e) + e"],
  ])("leaves alone: %s", (_, text) => {
    const graph = ComputationalGraph.parse(text);
    expect(collapsible(graph)).toEqual([]);
    expect(collapse(graph).nodes.map(({id}) => id)).toEqual(graph.nodes.map(({id}) => id));
  });

  it("folds a chain that was written in pieces, and one with −1 ×", () => {
    expect(collapsible(ComputationalGraph.parse("u = -x; e = exp(u); d = e + 1; 1/d"))).toHaveLength(1);
    expect(collapsible(ComputationalGraph.parse("(1 + exp(-1 * x))^-1 + 1/(exp(x * -1) + 1)"))).toHaveLength(1);
  });

  it("keeps the rounding of the pass that it carries over", () => {
    const graph = ComputationalGraph.parse(neuron);
    graph.forward(inputs, {roundEachGate: 2});
    graph.backward();
    expect(Object.fromEntries(collapse(graph).inputs.map(({id, grad}) => [id, grad]))).toEqual({
      w0: -0.2,
      x0: 0.4,
      w1: -0.4,
      x1: -0.6,
      w2: 0.2,
    });
  });
});
