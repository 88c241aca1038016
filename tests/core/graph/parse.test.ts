import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  ComputationalGraph,
  ExpressionError,
  expressionFrame,
  MAX_EXPRESSION_LENGTH,
  toExpression,
} from "../../../src/core/index.ts";

const parse = (text: string) => ComputationalGraph.parse(text);
const value = (text: string, inputs: Record<string, number> = {}) => parse(text).forward(inputs);
const ops = (text: string) => parse(text).nodes.flatMap((node) => (node.gate ? [node.op] : []));

function error(text: string): ExpressionError {
  try {
    parse(text);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(ExpressionError);
    return thrown as ExpressionError;
  }
  throw new Error(`${JSON.stringify(text)} was read without an error`);
}

describe("the expression language", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["7 - 2 - 1", 4],
    ["16 / 4 / 2", 2],
    ["2 ^ 3 ^ 2", 512],
    ["-2 ^ 2", -4],
    ["(-2) ^ 2", 4],
    ["2 ^ -1", 0.5],
    ["2 ^ -1 * 6", 3],
    ["2 ^ -2 ^ 2", 1 / 16],
    ["-2 * -3", 6],
    ["--3", 3],
    ["+3 - +2", 1],
    ["6 ÷ 3 × 2 − 1", 3],
    ["2·3", 6],
    ["1e−2 * 1E−1", 1e-3],
    [".5 + 5. + 1e-3 + 2E+2", 205.501],
    ["max(1, 3, 2) - min(4, 5)", -1],
    ["sigmoid(0) + σ(0)", 1],
    ["exp(log(5)) + sqrt(9) + abs(-2) + relu(-1)", 10],
    ["sin(0) + cos(0) + tanh(0)", 1],
    ["  (\n 1 +\n\t2\n)  ", 3],
    ["1\r\n+ 2\r\n* 3", 7],
  ])("%s = %d", (text, expected) => {
    expect(value(text)).toBeCloseTo(expected, 12);
  });

  it("binds unary minus between × and ^, with variables too", () => {
    expect(value("-x^2", {x: 3})).toBe(-9);
    expect(ops("-x * y")).toEqual(["×−1", "×"]);
    expect(ops("-(x * y)")).toEqual(["×", "×−1"]);
    expect(ops("-x^2")).toEqual(["^2", "×−1"]);
  });

  it("folds constants into gates of one operand, as the slides do", () => {
    expect(ops("1 + u")).toEqual(["+1"]);
    expect(ops("u + 1")).toEqual(["+1"]);
    expect(ops("u - 3")).toEqual(["−3"]);
    expect(ops("2 * u")).toEqual(["×2"]);
    expect(ops("u / 4")).toEqual(["÷4"]);
    expect(ops("-u")).toEqual(["×−1"]);
    expect(ops("-1 * u")).toEqual(["×−1"]);
    expect(ops("1 / u")).toEqual(["1/x"]);
    expect(ops("u ^ 2")).toEqual(["^2"]);
    expect(ops("2 ^ u")).toEqual(["^"]);
    expect(ops("3 - u")).toEqual(["−"]);
    expect(ops("u + 2 * 3 - 1")).toEqual(["+6", "−1"]);
    expect(ops("1/(1+exp(-(w0*x0+w1*x1+w2)))")).toEqual(["×", "×", "+", "+", "×−1", "exp", "+1", "1/x"]);
    expect(parse("2 * 3 + 1").nodes).toMatchObject([{op: "constant", value: 7, label: "7"}]);
  });

  it("leaves a division by zero to the gate, which says so", () => {
    const graph = parse("x / 0");
    expect([...graph.forwardSteps({x: 2})].at(-1)!.problem).toBe("2 / 0: division by zero");
    expect(parse("1/0 + x").nodes.filter((node) => node.gate)).toHaveLength(2);
  });

  it("reads definitions, whose names become ids and can be used again", () => {
    for (const text of ["q = x + y; f = q * q", "\nq = x + y\n\nf = q * q\n", "q=x+y;f=q*q;"]) {
      const graph = parse(text);
      expect(graph.output.id).toBe("f");
      expect(graph.node("q").label).toBe("q");
      expect(graph.nodes).toHaveLength(4);
      expect(graph.forward({x: 1, y: 2})).toBe(9);
      expect(graph.backward()).toEqual({x: 6, y: 6});
    }
  });

  it("takes a definition of a bare name as that node, and of a number as a named constant", () => {
    const graph = parse("a = x; c = 2; f = c * a + a");
    expect(graph.nodes.map(({id}) => id)).toEqual(["x", "c", "×:1", "f"]);
    expect(graph.node("c")).toMatchObject({op: "constant", value: 2, label: "c"});
    expect(graph.inputs.map(({id}) => id)).toEqual(["x"]);
  });

  it("goes on over line breaks in parentheses and around operators", () => {
    expect(value("f = (1 +\n 2)\n * 3")).toBe(9);
    expect(value("a = x\n-a", {x: 2})).toBe(-2);
  });

  it("reads names with digits, subscripts, Greek and other letters", () => {
    const names = ["w0", "x_1", "α", "w₀", "Größe", "_", "𝑥", "constructor", "toString"];
    const graph = parse(names.join(" + "));
    expect(graph.inputs.map(({id}) => id)).toEqual(names);
    const inputs = Object.fromEntries(names.map((name) => [name, 1]));
    expect(graph.forward(inputs)).toBe(9);
    expect(graph.backward()).toEqual(inputs);
  });

  it("leaves out definitions that nothing uses, and says so", () => {
    const graph = parse("q = x + y; r = q * w; f = q * z");
    expect(graph.has("r")).toBe(false);
    expect(graph.has("w")).toBe(false);
    expect(graph.warnings).toEqual([
      {message: "r is defined and never used, so the graph leaves it out.", position: 11, length: 1},
    ]);
    expect(parse("e^x + pi").warnings.map(({message}) => message.slice(0, 18))).toEqual([
      "e is an input like",
      "pi is an input lik",
    ]);
    expect(parse("e = 2; e^x").warnings).toEqual([]);
  });
});

describe("errors say what, where and what to do", () => {
  it.each([
    ["", 0, 0, "no expression yet", "(x + y) * z"],
    [" ;\n ", 0, 4, "no expression yet", "(x + y) * z"],
    ["2x", 1, 1, "no operator before x", "write 2*x"],
    ["x y", 2, 1, "no operator before y", "write x*y"],
    ["2(x + y)", 1, 1, "no operator", "write 2*(…)"],
    ["(x)(y)", 3, 1, "no operator", "write (…)*(…)"],
    ["x(y + 1)", 0, 1, "no function x", "write x*(…)"],
    ["foo(x)", 0, 3, "no function foo", "Known are exp, log"],
    ["tahn(x) + Exp(x)", 0, 4, "no function tahn", "tanh"],
    ["Exp(x)", 0, 3, "no function Exp", "Did you mean exp(…)?"],
    ["ln(x)", 0, 2, "no function ln", "log(x)"],
    ["Math.exp(x)", 4, 1, "character .", "not Math.exp(x)"],
    ["x $ y", 2, 1, "character $", "Use names"],
    ["x + 😀", 4, 2, "character 😀", "Use names"],
    ["x²", 1, 1, "character ²", "x^2"],
    ["[x]", 0, 1, "character [", "round parentheses"],
    ["(x + y", 0, 1, "never closed", "Add the missing )"],
    ["2 * exp(x + y", 4, 3, "parenthesis of exp is never closed", "Add the missing )"],
    ["q = (x + y\nf = q", 4, 1, "never closed", "Add"],
    ["x + y)", 5, 1, "closes nothing", "Remove it"],
    [")", 0, 1, "closes nothing", "Remove it"],
    ["()", 0, 2, "empty", "between them"],
    ["exp()", 0, 3, "takes one argument, not 0", "exp(x)"],
    ["exp(x, y)", 0, 3, "takes one argument, not 2", "exp(x)"],
    ["max(x)", 0, 3, "takes 2 to 100 arguments, not 1", "max(a, b)"],
    ["max(x,)", 6, 1, "argument is missing", "remove the comma"],
    ["max(, x)", 4, 1, "argument is missing", "remove the comma"],
    ["exp x", 0, 3, "needs its argument", "exp(x)"],
    ["x + ", 2, 1, "missing after +", "remove it"],
    ["x + * y", 2, 1, "missing after +", "remove it"],
    ["* x", 0, 1, "missing before *", "remove it"],
    ["(x + ) * y", 3, 1, "missing after +", "remove it"],
    ["x ** 2", 2, 2, "** is not an operator", "x^2"],
    ["x, y", 1, 1, "stands in no function", "0.5"],
    ["(x, y)", 2, 1, "stands in no function", "0.5"],
    ["1.2.3", 0, 5, '"1.2.3" is not a number', "one decimal point"],
    ["1e999", 0, 5, "too large", "1.8e308"],
    ["q = ", 2, 1, "missing after =", "Write what follows"],
    ["= x", 0, 1, "no name before it", "q = x + y"],
    ["x + y = q", 6, 1, "Only a single name", "q = x + y"],
    ["q == x", 3, 1, "no name before it", "one ="],
    ["q = x; q = y; q", 7, 1, "q is defined twice", "another name"],
    ["f = q; q = x; f + q", 4, 1, "used before it is defined", "Move its definition up"],
    ["q = q + 1", 4, 1, "defined by itself", "another name"],
    ["x + y; x * y", 0, 5, "has no name", "write q = …"],
    ["exp = x; exp", 0, 3, "name of a function", "another name"],
    ["σ + 1", 0, 1, "needs its argument", "σ(x)"],
    ["__proto__ + 1", 0, 9, "reserved", "another name"],
  ])("%j at %d", (text, position, length, what, hint) => {
    const {message, ...thrown} = Object.assign(error(text), {});
    expect(error(text).message).toContain(what);
    expect(error(text).hint).toContain(hint);
    expect(error(text).message.endsWith(error(text).hint)).toBe(true);
    expect([thrown.position, thrown.length]).toEqual([position, length]);
  });

  it("refuses a text that is too long, and what is no text", () => {
    const long = error(`x${" ".repeat(MAX_EXPRESSION_LENGTH)}`);
    expect(long.message).toContain("shorten it");
    expect(() => ComputationalGraph.parse(undefined as never)).toThrow("An expression is a text, not undefined");
  });

  it("quotes long words cut short", () => {
    expect(error(`${"a".repeat(5000)}(x)`).message.length).toBeLessThan(300);
  });

  it("points at the place", () => {
    const text = "q = x + y\nf = q $ z";
    expect(expressionFrame(text, error(text))).toBe("f = q $ z\n      ^");
    expect(expressionFrame("", error(""))).toBe("\n^");
  });

  it("throws nothing but ExpressionErrors, with places in the text, on any text", () => {
    const fragment = fc.constantFrom(
      ..."x y q = ; \n ( ) ( ) , + - * / ^ − × 2 .5 1e3 1e exp( max( sigmoid σ foo( ² . $ __proto__ 😀 \ud83d".split(
        " ",
      ),
      " ",
      "\n",
    );
    const anyText = fc.oneof(
      fc.string({maxLength: 60}),
      fc.string({unit: "binary", maxLength: 60}),
      fc.array(fragment, {maxLength: 40}).map((parts) => parts.join("")),
      fc.array(fragment, {maxLength: 40}).map((parts) => parts.join(" ")),
    );
    let read = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          const graph = parse(text);
          read++;
          // What can be read can be printed and read again.
          parse(toExpression(graph));
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(ExpressionError);
          const {position, length, message, hint} = thrown as ExpressionError;
          expect(position).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThanOrEqual(0);
          expect(position + length).toBeLessThanOrEqual(text.length);
          expect(message.length).toBeGreaterThan(hint.length);
          expect(hint).not.toBe("");
        }
      }),
      {seed: 7, numRuns: 20_000},
    );
    expect(read).toBeGreaterThan(100);
  });

  it.each([
    ["(", "("],
    ["line breaks in parentheses", "(\n"],
    ["spaces", " "],
    ["digits", "1"],
    ["letters", "a"],
    ["minus signs", "-"],
    ["semicolons", ";"],
    ["max of max", "max(x,"],
    ["many arguments", "x,"],
    ["definitions", "q=x;"],
  ])("reads the longest text of %s in time", (_, unit) => {
    const text = unit.repeat(Math.floor(MAX_EXPRESSION_LENGTH / unit.length));
    const start = performance.now();
    error(text.startsWith("a") ? `${text.slice(1)}$` : text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
