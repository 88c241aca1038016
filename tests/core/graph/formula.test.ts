import fc from "fast-check";
import katex from "katex";
import {describe, expect, it} from "vitest";
import {
  AddGate,
  ComputationalGraph,
  codeLines,
  codeProgram,
  describeEdge,
  describeGate,
  formulaParts,
  MaxGate,
  MultiplyGate,
  SigmoidGate,
  texName,
  toExpression,
  toTex,
} from "../../../src/core/index.ts";
import {programs, programText} from "./programs.ts";

const parse = (text: string) => ComputationalGraph.parse(text);

describe("toExpression", () => {
  it.each([
    "(x + y) * z",
    "x - (y - z)",
    "x - y - z",
    "x / (y / z)",
    "(x^y)^z",
    "x^y^z",
    "-x^2",
    "(-x)^2",
    "-(x * y)",
    "-(-x)",
    "2 * (x * y + max(z, w))",
    "1 / (1 + exp(-(w0 * x0 + w1 * x1 + w2)))",
    "x + 1",
    "1 + x",
    "x * 2",
    "x / 3 - 4",
    "x^-2",
    "q = x + y; f = q * q",
    "c = 2; c * x",
  ])("gives %s back", (text) => {
    expect(toExpression(parse(text))).toBe(text);
  });

  it("names what is shared and has no name", () => {
    const graph = new ComputationalGraph();
    const sum = graph.apply(new AddGate(), graph.input("x"), graph.input("y"));
    graph.apply(new MultiplyGate(), sum, sum);
    expect(toExpression(graph)).toBe("v1 = x + y; v1 * v1");
    expect(toExpression(graph.output)).toBe("(x + y) * (x + y)");
  });

  it("writes definitions out, or not", () => {
    const graph = parse("q = x + y; f = q * z");
    expect(toExpression(graph.output)).toBe("(x + y) * z");
    expect(toExpression(graph.output, {expand: false, signs: "book"})).toBe("q × z");
  });

  it("does not explode with shared nodes", () => {
    const lines = Array.from({length: 60}, (_, i) => `q${i + 1} = q${i} + q${i}`);
    const graph = parse(["q0 = x + 1", ...lines].join("\n"));
    expect(toExpression(graph).length).toBeLessThan(2000);
    expect(() => toExpression(graph.output)).toThrow("too long to print");
    expect(graph.forward({x: 0})).toBe(2 ** 60);
    expect(graph.backward()).toEqual({x: 2 ** 60});
  });
});

describe("labels", () => {
  it("use the signs of a book, and stay short in a long chain", () => {
    expect(parse("(x + y) * -z").output.label).toBe("(x + y) × (−z)");
    const graph = parse(`${"sin(".repeat(300)}x${")".repeat(300)}`);
    expect(Math.max(...graph.nodes.map(({label}) => label.length))).toBeLessThan(80);
    expect(graph.output.label).toContain("…");
  });
});

describe("formulaParts", () => {
  it("knows which node each piece and each range belongs to", () => {
    const graph = parse("q = x + y; f = q * z");
    const {parts, ranges} = formulaParts(graph);
    expect(parts.map(({text, node}) => [text, node!.id])).toEqual([
      ["(", "q"],
      ["x", "x"],
      [" + ", "q"],
      ["y", "y"],
      [")", "q"],
      [" × ", "f"],
      ["z", "z"],
    ]);
    const text = ranges.map(({node, start, end}) => [
      node.id,
      parts
        .slice(start, end)
        .map((part) => part.text)
        .join(""),
    ]);
    expect(text).toEqual([
      ["f", "(x + y) × z"],
      ["q", "(x + y)"],
      ["x", "x"],
      ["y", "y"],
      ["z", "z"],
    ]);
  });
});

describe("toTex", () => {
  it.each([
    ["1 / (1 + exp(-s))", "\\frac{1}{1 + e^{-s}}"],
    ["(x + y) * z", "\\left(x + y\\right) \\cdot z"],
    ["x * -y", "x \\cdot \\left(-y\\right)"],
    ["sqrt(w0) + abs(x_1)", "\\sqrt{w_{0}} + \\left|x_{1}\\right|"],
    ["1e-7 * x", "1 \\cdot 10^{-7} \\cdot x"],
  ])("%s", (text, tex) => {
    expect(toTex(parse(text))).toBe(tex);
  });

  it("writes names", () => {
    expect(["w0", "x_1", "w₀", "alpha_2", "loss", "q", "w_in_2"].map(texName)).toEqual([
      "w_{0}",
      "x_{1}",
      "w_{0}",
      "\\alpha_{2}",
      "\\mathrm{loss}",
      "q",
      "w_{\\mathrm{in},2}",
    ]);
  });

  it("is what KaTeX can read, wrapped or not", () => {
    fc.assert(
      fc.property(programs, (program) => {
        const graph = parse(programText(program));
        const wrap = () => ["\\htmlClass{n}{", "}"] as const;
        for (const tex of [toTex(graph), toTex(graph, {wrap}), toTex(graph, {expand: false})]) {
          katex.renderToString(tex, {throwOnError: true, strict: false, trust: true});
        }
        for (const {to, argument} of graph.edges) {
          katex.renderToString(describeEdge(to, argument).tex, {throwOnError: true, strict: false});
        }
      }),
      {seed: 3, numRuns: 150},
    );
  });
});

describe("local derivatives in words", () => {
  it("stand beside the gate", () => {
    expect(describeGate(new MultiplyGate())).toEqual({
      value: {text: "z = a × b", tex: "z = a \\cdot b"},
      derivatives: [
        {text: "∂z/∂a = b", tex: "\\frac{\\partial z}{\\partial a} = b"},
        {text: "∂z/∂b = a", tex: "\\frac{\\partial z}{\\partial b} = a"},
      ],
    });
    expect(describeGate(new SigmoidGate()).derivatives[0]!.text).toBe("∂z/∂x = (1 − σ(x)) × σ(x)");
    expect(describeGate(new MaxGate()).derivatives[1]!.text).toBe("∂z/∂b = 1 if b > a, else 0");
  });

  it("use the graph's own names on an edge", () => {
    const named = parse("q = x + y; f = q * z");
    expect(describeEdge(named.node("f"), 0).text).toBe("∂f/∂q = z");
    const anonymous = parse("(x + y) * z");
    expect(describeEdge(anonymous.output, 1).text).toBe("∂((x + y) × z)/∂z = x + y");
    const nameOf = (node: {id: string}) => ({"×:1": "f", "+:1": "q"})[node.id];
    expect(describeEdge(anonymous.output, 1, nameOf).text).toBe("∂f/∂z = q");
    expect(() => describeEdge(anonymous.output, 2)).toThrow(RangeError);
  });
});

describe("codeLines", () => {
  it("is one line a step, in the steps' order, tied to nodes and edges", () => {
    const graph = parse("q = x + y; f = q * z");
    expect(codeLines(graph).map(({code}) => code)).toEqual([
      "q = x + y",
      "f = q * z",
      "df_df = 1",
      "df_dq = z * df_df",
      "df_dz = q * df_df",
      "df_dx = df_dq",
      "df_dy = df_dq",
    ]);
    graph.forward({x: -2, y: 5, z: -4});
    const steps = [...graph.forwardSteps(), ...graph.backwardSteps()];
    const lines = codeLines(graph);
    expect(lines.map(({phase, node, input, argument}) => [phase, node, input, argument])).toEqual(
      steps.map((step) => [
        step.phase,
        step.node.id,
        step.phase === "backward" ? step.input.id : undefined,
        step.phase === "backward" ? step.argument : undefined,
      ]),
    );
    expect(new Set(lines.map(({id}) => id)).size).toBe(lines.length);
  });

  it("adds at branches", () => {
    const code = codeLines(parse("x * x")).map((line) => line.code);
    expect(code).toEqual(["f = x * x", "df_df = 1", "df_dx = x * df_df", "df_dx += x * df_df"]);
  });

  it("finds names that JavaScript allows and that do not clash", () => {
    const graph = parse("class * f + df_dx * w₀ + w0 + Math * new * x + sum1 + Infinity");
    const inputs = Object.fromEntries(graph.inputs.map(({id}, i) => [id, i + 1]));
    const value = graph.forward(inputs);
    const result = new Function(`"use strict"; return ${codeProgram(graph)}`)()(inputs);
    expect(result).toEqual({value, gradients: graph.backward()});
  });

  it("knows the limits of a power at 0, and leaves them out where there is none", () => {
    const power = parse("x^y");
    const run = new Function(`return ${codeProgram(power)}`)();
    power.forward({x: 0, y: 2});
    expect(run({x: 0, y: 2}).gradients).toEqual(power.backward());
    expect(codeLines(parse("2^x")).at(-1)!.code).toBe("df_dx = f * Math.log(2) * df_df");
  });

  it("lists ties as the gates decide them", () => {
    for (const ties of ["first", "split"] as const) {
      const graph = ComputationalGraph.parse("max(x, y, z) * min(x, y) + max(y, z)", {ties});
      for (const inputs of [
        {x: 2, y: 2, z: 2},
        {x: 1, y: 2, z: 2},
        {x: 2, y: 2, z: 1},
      ]) {
        const value = graph.forward(inputs);
        const result = new Function(`return ${codeProgram(graph)}`)()(inputs);
        expect(result.value).toBe(value);
        for (const [name, gradient] of Object.entries(graph.backward())) {
          expect(result.gradients[name]).toBeCloseTo(gradient, 12);
        }
      }
    }
  });
});
