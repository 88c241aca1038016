import {describe, expect, it} from "vitest";
import {
  AddGate,
  ComputationalGraph,
  ExpGate,
  GraphError,
  type GraphNode,
  MultiplyGate,
  ShiftGate,
} from "../../../src/core/index.ts";

describe("a graph built by code", () => {
  function build() {
    const graph = new ComputationalGraph();
    const [x, y, z] = [graph.input("x"), graph.input("y"), graph.input("z")];
    const q = graph.define("q", new AddGate(), x, y);
    graph.apply(new MultiplyGate(), q, z);
    return graph;
  }

  it("reads like the slide and runs like the parsed one", () => {
    const graph = build();
    expect(graph.forward({x: -2, y: 5, z: -4})).toBe(-12);
    expect(graph.backward()).toEqual({x: -4, y: -4, z: 3});
    expect(graph.output.label).toBe("q × z");
  });

  it("takes numbers for constants, and input values early", () => {
    const graph = new ComputationalGraph();
    const half = graph.apply(new MultiplyGate(), 0.5, graph.input("x", 8));
    expect(half.inputs[0]).toMatchObject({op: "constant", value: 0.5, id: "constant:1", label: "0.5"});
    expect(graph.forward()).toBe(4);
    expect(graph.backward()).toEqual({x: 0.5});
    expect(half.inputs[0]!.grad).toBeUndefined();
  });

  it("takes another output, whose gradient the rest does not have", () => {
    const graph = build();
    graph.output = graph.node("q");
    expect(graph.forward({x: 1, y: 2, z: 3})).toBe(3);
    expect(graph.backward()).toEqual({x: 1, y: 1, z: 0});
    expect(graph.node("×:1").value).toBe(9);
    expect(graph.node("×:1").grad).toBeUndefined();
  });

  it("uses a node twice in one gate", () => {
    const graph = new ComputationalGraph();
    const x = graph.input("x");
    graph.apply(new MultiplyGate(), x, x);
    expect(graph.forward({x: 3})).toBe(9);
    expect([...graph.backwardSteps()].map((step) => ("total" in step ? step.total : step.downstream))).toEqual([
      1, 3, 6,
    ]);
    expect(graph.backward()).toEqual({x: 6});
  });

  it("refuses what cannot work", () => {
    const graph = build();
    const stranger = new ComputationalGraph().input("x");
    expect(() => graph.apply(new AddGate(), stranger, 1)).toThrow('"x" is not a node of this graph.');
    expect(() => graph.apply(new AddGate(), 1)).toThrow("The + gate takes 2 operands, not 1.");
    expect(() => graph.define("q", new ExpGate(), 1)).toThrow('already has a node "q"');
    expect(() => graph.input("q")).toThrow("already the name of a + node");
    expect(() => graph.input("2x")).toThrow("cannot be a name");
    expect(() => graph.input("max")).toThrow("name of a function");
    expect(() => graph.constant(Number.POSITIVE_INFINITY)).toThrow("finite number");
    expect(() => graph.node("r")).toThrow('no node "r". It has x, y, z, q, ×:1.');
    expect(() => new ComputationalGraph().output).toThrow("empty");
    expect(() => new ComputationalGraph().backward()).toThrow(GraphError);
  });

  it("runs a gate that someone wrote with forward and backward only", () => {
    class MyMultiply {
      x = 0;
      y = 0;
      forward(x: number, y: number) {
        this.x = x;
        this.y = y;
        return x * y;
      }
      backward(dz: number) {
        return [this.y * dz, this.x * dz];
      }
    }
    const graph = new ComputationalGraph();
    graph.define("f", new MyMultiply(), graph.input("x"), graph.input("y"));
    expect(graph.forward({x: 3, y: -4})).toBe(-12);
    expect(graph.backward()).toEqual({x: -4, y: 3});
    expect(graph.output.op).toBe("MyMultiply");
  });

  it("says which gate returns nonsense", () => {
    const broken = (gate: {forward: () => unknown; backward: () => unknown}) => {
      const graph = new ComputationalGraph();
      graph.define("f", {op: "mine", arity: 1, ...gate} as never, graph.input("x"));
      return () => graph.forward({x: 1});
    };
    const todo = broken({forward: () => undefined, backward: () => [1]});
    expect(todo).toThrow('The mine gate of "f" returned undefined from forward; it must return a number.');
    const short = broken({forward: () => 1, backward: () => []});
    expect(short).toThrow(
      "returned [] from backward; it must return an array with one number for each of its 1 operands",
    );
  });
});

describe("topological order", () => {
  it("puts every node after what it reads", () => {
    const graph = ComputationalGraph.parse("p = x*y; q = p + exp(p); max(q, p, z) / q");
    const place = new Map(graph.nodesTopologicallySorted().map((node, i) => [node, i]));
    expect(place.size).toBe(graph.nodes.length);
    for (const {from, to} of graph.edges) expect(place.get(from)!).toBeLessThan(place.get(to)!);
  });

  it("is the same on every parse, ids included", () => {
    const ids = () =>
      ComputationalGraph.parse("2*(x*y + max(z, w)) + x*y")
        .nodesTopologicallySorted()
        .map(({id}) => id);
    expect(ids()).toEqual(ids());
    expect(ids()).toEqual(["x", "y", "×:1", "z", "w", "max:1", "+:1", "×2:1", "×:2", "+:2"]);
  });

  it("lists inputs by first appearance", () => {
    const graph = ComputationalGraph.parse("b * (a + c) ^ b - w0");
    expect(graph.inputs.map(({id}) => id)).toEqual(["b", "a", "c", "w0"]);
  });
});

describe("passes", () => {
  it("are their steps drained: stopping half-way leaves the rest unknown", () => {
    const graph = ComputationalGraph.parse("q = x + y; f = q * z");
    graph.forward({x: 1, y: 2, z: 3});
    graph.backward();
    const forward = graph.forwardSteps({x: 5});
    expect(graph.node("q").value).toBeUndefined();
    expect(graph.node("x").grad).toBeUndefined();
    forward.next();
    expect(graph.node("q").value).toBe(7);
    expect(graph.node("f").value).toBeUndefined();
    expect(() => graph.backward()).toThrow("call forward(…) before backward()");
    forward.next();
    const backward = graph.backwardSteps();
    expect(graph.node("f").grad).toBeUndefined();
    backward.next();
    expect(graph.node("f").grad).toBe(1);
    expect(graph.node("q").grad).toBeUndefined();
  });

  it("have one step a gate, one seed, and one step an edge that is not a constant's", () => {
    const graph = ComputationalGraph.parse("c = 3; x^c + max(x, y, 2) * 4 - x*x");
    const forward = [...graph.forwardSteps({x: 1.5, y: 2})];
    const backward = [...graph.backwardSteps()];
    expect(forward).toHaveLength(graph.nodes.filter((node) => node.gate).length);
    expect(backward).toHaveLength(1 + graph.edges.filter(({from}) => from.op !== "constant").length);
    expect(backward.every((step) => step.phase === "seed" || step.input.op !== "constant")).toBe(true);
  });

  it("keep the values of inputs that are not given anew", () => {
    const graph = ComputationalGraph.parse("x * y");
    graph.forward({x: 2, y: 3});
    expect(graph.forward({y: 10})).toBe(20);
  });

  it("never show −0", () => {
    const graph = ComputationalGraph.parse("-x * y");
    graph.forward({x: 0, y: 5});
    graph.backward();
    for (const {value, grad} of graph.nodes) expect([value, grad].some((n) => Object.is(n, -0))).toBe(false);
  });

  it("ask for every value that is missing, and for numbers", () => {
    const graph = ComputationalGraph.parse("x * y + z");
    expect(() => graph.forward({y: 1})).toThrow(
      "The inputs x, z have no value. Give every input a number: forward({x: 1, z: 1}).",
    );
    expect(() => graph.forward({x: 1, y: 1})).toThrow("The input z has no value");
    expect(() => graph.forward({q: 1})).toThrow('The graph has no input "q". The inputs are x, y, z.');
    expect(() => graph.forward({x: "3"} as never)).toThrow('must be a finite number, not the text "3"');
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, null, undefined]) {
      expect(() => graph.forward({x: bad as number, y: 1, z: 1})).toThrow("The input x must be a finite number");
    }
    expect(() => graph.forward({x: 7, y: Number.NaN, z: 1})).toThrow();
    // Nothing is set before everything has been checked: x is still 1, not 7.
    expect(graph.forward({y: 1, z: 0})).toBe(1);
    expect(() => graph.forward({}, {roundEachGate: -1})).toThrow("number of decimals");
  });

  it("count a gate that only reads constants, and the derivative of a constant output", () => {
    const graph = ComputationalGraph.parse("2 * 3");
    expect(graph.forward()).toBe(6);
    expect(graph.backward()).toEqual({});
    const single = ComputationalGraph.parse("x");
    expect(single.forward({x: 4})).toBe(4);
    expect(single.backward()).toEqual({x: 1});
  });
});

describe("size", () => {
  const deadline = (work: () => void) => {
    const start = performance.now();
    work();
    // Measured at 0.1 to 0.25 s; a recursion would overflow and a quadratic step take minutes.
    expect(performance.now() - start).toBeLessThan(5000);
  };

  it("10,000 gates in a row, by code", () => {
    deadline(() => {
      const graph = new ComputationalGraph();
      let node: GraphNode = graph.input("x");
      for (let i = 0; i < 10_000; i++) node = graph.apply(new ShiftGate(1), node);
      expect(graph.forward({x: 5})).toBe(10_005);
      expect(graph.backward()).toEqual({x: 1});
    });
  });

  it.each([
    ["a sum", Array(10_001).fill("x").join(" + "), 0.5, 5000.5, 10_001],
    ["a nest of functions", `${"relu(".repeat(10_000)}x${")".repeat(10_000)}`, 0.5, 0.5, 1],
    ["minus signs", `${"-".repeat(10_000)}x`, 0.5, 0.5, 1],
    ["powers to the right", `${"x^".repeat(10_000)}1`, 1, 1, 1],
    ["parentheses", `${"(".repeat(50_000)}x${")".repeat(50_000)}`, 0.5, 0.5, 1],
    ["definitions", `q0 = x\n${Array.from({length: 10_000}, (_, i) => `q${i + 1} = 1 * q${i}`).join("\n")}`, 2, 2, 1],
  ])("10,000 gates or more from text: %s", (_, text, x, value, gradient) => {
    deadline(() => {
      const graph = ComputationalGraph.parse(text);
      expect(graph.forward({x})).toBe(value);
      expect(graph.backward()).toEqual({x: gradient});
    });
  });
});

describe("clone", () => {
  it("shares nothing with its original", () => {
    const graph = ComputationalGraph.parse("q = x + y; f = q * z");
    graph.forward({x: 1, y: 2, z: 3});
    graph.backward();
    const copy = graph.clone();
    expect(copy.node("q").grad).toBe(3);
    copy.forward({x: 10});
    expect(graph.node("x").value).toBe(1);
    expect(graph.node("f").value).toBe(9);
    expect(graph.node("f").gate!.backward(1)).toEqual([3, 3]);
  });
});
