import {describe, expect, it} from "vitest";
import {compileExercise, type ExerciseProgram} from "../../../src/compiler/exercise-program.ts";
import * as core from "../../../src/core/index.ts";
import type {FromWorker, LiveValue} from "../../../src/reader/exercises/protocol.ts";
import {numericalGradient} from "../../../src/reader/exercises/worker/expectations.ts";
import {Meter} from "../../../src/reader/exercises/worker/meter.ts";
import {linesBefore, runProgram} from "../../../src/reader/exercises/worker/run-program.ts";

linesBefore(Function);

/** Runs code and a check here, without the worker around it. */
async function run(code: string, check: string, live: Record<string, LiveValue> = {}, isLate = () => false) {
  const program = compileExercise(code, check);
  if ("problem" in program) throw new Error(program.problem.message);
  const told: FromWorker[] = [];
  const outcome = await runProgram(program, {
    library: {...core, numericalGradient},
    live,
    meter: new Meter(isLate),
    makeFunction: Function,
    tell: (message) => told.push(message),
  });
  const texts = (kind: string) => told.filter((one) => one.kind === kind).map((one) => ("text" in one ? one.text : ""));
  return {
    outcome,
    held: told.flatMap((one) => (one.kind === "holds" ? [one.label] : [])),
    logs: texts("log"),
    result: texts("result"),
  };
}

describe("a program", () => {
  it("runs the check in the scope of the code, and tells each expectation that holds", async () => {
    const {outcome, held, logs, result} = await run(
      "const twice = (x) => 2 * x;\nconsole.log('a', [1], {b: 2});\ntwice(21)",
      "near(twice(2), 4, 'two');\nequal([twice(1)], [2], 'one');\nok(twice(0) === 0, 'zero');\nthrows(() => { throw 1 }, 'throws')",
    );
    expect(outcome).toEqual({kind: "passed"});
    expect(held).toEqual(["two", "one", "zero", "throws"]);
    expect(logs).toEqual(["a Array(1) [1] {b: 2}"]);
    expect(result).toEqual(["42"]);
  });

  it("ends at the first expectation that does not hold", async () => {
    const {outcome, held} = await run(
      "const f = () => [1, 2]",
      "near(f(), [1, 2], 'a');\nnear(f(), [1, 3], 'b');\nnear(0, 0, 'c')",
    );
    expect(outcome).toEqual({kind: "failed", label: "b", message: "entry [1]: expected 3, found 2"});
    expect(held).toEqual(["a"]);
  });

  it.each([
    ["const f = () => {\n  null.x;\n};\n", "f()", {line: 2, message: /^TypeError: Cannot read/}],
    [
      "const f = () => undefinedName;",
      "f()",
      {line: 1, message: /^ReferenceError: undefinedName is not defined\. Is it declared/},
    ],
    [
      "const f = (list) => list[1].length;",
      "f([1])",
      {line: 1, message: /undefined.*\. An index past the end of a list/},
    ],
    ["const f = ([a]) => a;", "f(1)", {line: 1, message: /not iterable.*\. A list is wanted there\.$/}],
    ["1;\nthrow new Error('own')", "", {line: 2, message: /^Error: own$/}],
    ["await Promise.reject('text')", "", {message: /^The code threw "text"\.$/}],
    ["const f = (n) => f(n + 1) + 1;\nf(0)", "", {line: 1, message: /does it always come to an end/}],
    ["", "Gate.x", {message: /^The check needs `Gate`, which your code does not define/}],
    [
      "class Gate {}",
      "new Gate().forward(1)",
      {message: /^The check cannot go on: TypeError: .*forward is not a function/},
    ],
    ["strange = 1", "", {line: 1, message: /^ReferenceError: strange is not defined/}],
  ])(
    "%j with the check %j fails with its place",
    async (code, check, {line, message}: {line?: number; message: RegExp}) => {
      const {outcome} = await run(code, check);
      expect(outcome).toMatchObject({kind: "error", message: expect.stringMatching(message), ...(line && {line})});
      if (line === undefined && code === "") expect(outcome).not.toHaveProperty("line");
    },
  );

  it("is stopped when its time is over, also where it catches what stops it", async () => {
    let asked = 0;
    const {outcome} = await run("1;\nfor (;;) { try { for (;;) {} } catch {} }", "", {}, () => ++asked > 3);
    expect(outcome).toMatchObject({kind: "error", line: 2, message: expect.stringMatching(/^Stopped after 2 seconds/)});
  });

  it.each([
    "const a = []; for (;;) a[a.length] = 1",
    "let a = []; for (;;) a = [a, a]",
    "let s = 'x'; for (;;) s += s",
  ])(
    "is stopped when it makes too much: %s",
    async (code) => {
      const {outcome} = await run(code, "");
      expect(outcome).toMatchObject({kind: "error", line: 1, message: expect.stringMatching(/more than 256 MB/)});
    },
    30_000,
  );

  it("may define what the library and the check have too", async () => {
    const code =
      "const softmax = () => 'own';\nclass ReLU {}\nfunction numericalGradient() { return 1 }\nconst near = 0, core = 0;";
    const {outcome} = await run(
      code,
      "equal(softmax(), 'own', 'theirs');\nnear(core.softmax([0, 0]), [0.5, 0.5], 'ours');\nnear(numericalGradient(), 1, 'theirs too')",
    );
    expect(outcome).toEqual({kind: "passed"});
  });

  it("is not helped out by the library with what the starter asks for", () => {
    const starter = "class ReLU {\n  forward() {\n    const tanh = 1;\n  }\n}";
    const {names} = compileExercise("", "new ReLU(); tanh(1)", starter) as ExerciseProgram;
    expect(names).toContain("tanh");
    expect(names).not.toContain("ReLU");
  });

  it("reads values of the page's cells that its check names", async () => {
    const check = "near(live('circuit').gradients, {x: -4}, 'the gradients')";
    expect((compileExercise("", check) as ExerciseProgram).reads).toEqual(["circuit"]);
    expect((await run("", check, {circuit: {value: {gradients: {x: -4}}}})).outcome).toEqual({kind: "passed"});
    expect((await run("", check, {circuit: {missing: "It has no value yet."}})).outcome).toEqual({
      kind: "error",
      message: "The check cannot go on: Error: It has no value yet.",
    });
  });

  it("shows so many lines of its console and no more", async () => {
    const {logs} = await run("for (let i = 0; i < 500; i++) console.log(i, 'x'.repeat(5000))", "");
    expect(logs).toHaveLength(101);
    expect(logs[0]!.length).toBeLessThan(2100);
    expect(logs.at(-1)).toMatch(/only the first 100 lines/);
  });
});

describe("a graph", () => {
  const check = `
    const reference = core.ComputationalGraph.parse("q = x + y; f = q * z");
    reference.forward({x: -2, y: 5, z: -4});
    reference.backward();
    sameGraph(nodes, reference, "the graph")`;
  const nodes = (q: number, gradQ: number, gradX: number) =>
    `const nodes = [{name: "x", value: -2, grad: ${gradX}}, {name: "y", value: 5, grad: -4}, {name: "z", value: -4, grad: 3}, {name: "q", value: ${q}, grad: ${gradQ}}, {name: "f", value: -12, grad: 1}]`;

  it("is the same when each node is", async () => {
    expect((await run(nodes(3, -4, -4), check)).outcome).toEqual({kind: "passed"});
  });

  it.each([
    [nodes(2, 9, 9), "node q, value: expected 3, found 2"],
    [nodes(3, 9, 9), "node q, grad: expected −4, found 9"],
    [nodes(3, -4, 9), "node x, grad: expected −4, found 9"],
    ["const nodes = []", "node x: is missing: the graph has no nodes"],
    ["const nodes = 1", "expected a graph: an array of nodes, or an object with one as “sorted”"],
  ])("differs first where its operands are right: %s", async (code, message) => {
    expect((await run(code, check)).outcome).toEqual({kind: "failed", label: "the graph", message});
  });
});

describe("a numerical gradient", () => {
  it("is that of central differences, and leaves the array as it was", () => {
    const w = [1, 2];
    const [da, db] = numericalGradient(([a, b]) => a! * a! * b!, w) as [number, number];
    expect(da).toBeCloseTo(4, 8);
    expect(db).toBeCloseTo(1, 8);
    expect(w).toEqual([1, 2]);
  });
});
