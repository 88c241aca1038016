import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  ComputationalGraph,
  centralDifference,
  codeProgram,
  collapse,
  expand,
  type GraphNode,
  toExpression,
} from "../../../src/core/index.ts";
import {evaluateDual, type Program} from "./dual.ts";
import {points, programs, programText} from "./programs.ts";

type Point = Record<string, number>;

/** Runs both passes at those of the point's coordinates that the graph reads. */
function run(graph: ComputationalGraph, point: Point) {
  const inputs = Object.fromEntries(graph.inputs.map(({id}) => [id, point[id]!]));
  const value = graph.forward(inputs);
  return {inputs, value, gradients: graph.backward()};
}

/** Leaves out points at which some number on the way is not finite, or so large that rounding drowns the rest. */
function tame(program: Program, point: Point, names: readonly string[], limit: number): boolean {
  return ["", ...names].every((name) => {
    const {finite, largest} = evaluateDual(program, point, name);
    return finite && largest < limit;
  });
}

/** The largest number on the way back, by which rounding errors are measured. */
function scale(graph: ComputationalGraph): number {
  return Math.max(
    1,
    ...graph.nodes.flatMap(({grad = 0, localGradients = []}) =>
      [grad, ...localGradients.map((local) => grad * local)].map(Math.abs),
    ),
  );
}

const seeded = {seed: 20260101, numRuns: 2000};

describe("random expressions", () => {
  it("have the values and gradients of dual numbers", () => {
    let compared = 0;
    fc.assert(
      fc.property(programs, points, (program, point) => {
        const graph = ComputationalGraph.parse(programText(program));
        const names = graph.inputs.map(({id}) => id);
        fc.pre(tame(program, point, names, 1e6));
        const {value, gradients} = run(graph, point);
        fc.pre(Number.isFinite(scale(graph)) && scale(graph) < 1e9);
        for (const name of names) {
          const {a, b} = evaluateDual(program, point, name);
          expect(Math.abs(value - a)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(a)));
          expect(Math.abs(gradients[name]! - b)).toBeLessThanOrEqual(1e-9 * scale(graph));
          compared++;
        }
      }),
      seeded,
    );
    expect(compared).toBeGreaterThan(2000);
  });

  it("have the gradients of central differences, to 1e−6, away from kinks", () => {
    let compared = 0;
    fc.assert(
      fc.property(programs, points, (program, point) => {
        const graph = ComputationalGraph.parse(programText(program));
        const names = graph.inputs.map(({id}) => id);
        fc.pre(tame(program, point, names, 100) && evaluateDual(program, point, "").kink > 1e-2);
        const {inputs, gradients} = run(graph, point);
        // Where large numbers cancel on the way back, 1e−6 is not to be had.
        fc.pre(Number.isFinite(scale(graph)) && scale(graph) < 1e4);
        for (const name of names) {
          const h = 1e-4;
          const [coarse, fine] = [
            centralDifference(graph, inputs, name, h),
            centralDifference(graph, inputs, name, h / 2),
          ];
          // Where the two steps disagree, the function bends too much for either to be a judge.
          if (!(Math.abs(coarse - fine) < 1e-7)) continue;
          expect(Math.abs(gradients[name]! - (4 * fine - coarse) / 3)).toBeLessThan(1e-6 * Math.max(1, Math.abs(fine)));
          compared++;
        }
      }),
      seeded,
    );
    expect(compared).toBeGreaterThan(2000);
  });

  it("print and parse back to the same graph, with either set of signs", () => {
    fc.assert(
      fc.property(programs, (program) => {
        const graph = ComputationalGraph.parse(programText(program));
        for (const signs of ["keyboard", "book"] as const) {
          const text = toExpression(graph, {signs});
          const again = ComputationalGraph.parse(text);
          expect(shape(again)).toEqual(shape(graph));
          expect(toExpression(again, {signs})).toBe(text);
        }
      }),
      seeded,
    );
  });

  it("print as one formula over the inputs, with the same value", () => {
    fc.assert(
      fc.property(programs, points, (program, point) => {
        const graph = ComputationalGraph.parse(programText(program));
        const {value} = run(graph, point);
        const again = run(ComputationalGraph.parse(toExpression(graph.output)), point);
        if (Number.isFinite(value)) expect(again.value).toBeCloseTo(value, 9);
      }),
      seeded,
    );
  });

  it("have no parentheses that they could do without", () => {
    fc.assert(
      fc.property(programs, (program) => {
        const graph = ComputationalGraph.parse(programText(program));
        // Written out, named constants would fold, with or without parentheses.
        fc.pre(graph.nodes.every(({op}) => op !== "constant"));
        const text = toExpression(graph.output);
        for (const [open, close] of pairs(text)) {
          // -(-x) stays: --x would read as something else to most people.
          if (text.slice(open - 1, open + 2) === "-(-") continue;
          const without = text.slice(0, open) + text.slice(open + 1, close) + text.slice(close + 1);
          let other: unknown;
          try {
            other = shape(ComputationalGraph.parse(without));
          } catch {
            continue;
          }
          expect(other).not.toEqual(shape(ComputationalGraph.parse(text)));
        }
      }),
      {...seeded, numRuns: 300},
    );
  });

  it("are listed as code that computes the same values and gradients", () => {
    let compared = 0;
    fc.assert(
      fc.property(programs, points, fc.boolean(), (program, point, copies) => {
        const graph = ComputationalGraph.parse(programText(program), {branches: copies ? "copies" : "shared"});
        const names = graph.inputs.map(({id}) => id);
        fc.pre(tame(program, point, names, 1e4));
        const {inputs, value, gradients} = run(graph, point);
        fc.pre(Number.isFinite(scale(graph)) && scale(graph) < 1e6);
        const program_ = new Function(`return ${codeProgram(graph)}`)();
        const result = program_(inputs);
        expect(Math.abs(result.value - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
        for (const name of names) {
          expect(Math.abs(result.gradients[name] - gradients[name]!)).toBeLessThanOrEqual(1e-8 * scale(graph));
          compared++;
        }
      }),
      seeded,
    );
    expect(compared).toBeGreaterThan(1500);
  });

  it("mean the same with copy gates, folded and unfolded", () => {
    let folded = 0;
    fc.assert(
      fc.property(programs, points, (program, point) => {
        const wrapped = {...program, result: sigmoidOf(program.result)};
        const text = programText(wrapped);
        const graph = ComputationalGraph.parse(text);
        fc.pre(
          tame(
            program,
            point,
            graph.inputs.map(({id}) => id),
            1e3,
          ),
        );
        const {value, gradients} = run(graph, point);
        fc.pre(Number.isFinite(scale(graph)));
        const copied = ComputationalGraph.parse(text, {branches: "copies"});
        run(copied, point);
        const others = [copied, collapse(graph), expand(collapse(graph)), expand(graph)];
        if (others[1]!.nodes.length < graph.nodes.length) folded++;
        for (const other of others) {
          // Values and gradients are carried over, not only the shape.
          expect(other.output.value).toBeCloseTo(value, 9);
          for (const {id, grad = 0} of other.inputs) {
            expect(Math.abs(grad - gradients[id]!)).toBeLessThanOrEqual(1e-9 * scale(graph));
          }
        }
        const reads = copied.edges
          .filter(({from}) => from.op !== "copy" && from.op !== "constant")
          .map(({from}) => from.id);
        expect(new Set(reads).size).toBe(reads.length);
      }),
      {...seeded, numRuns: 1000},
    );
    expect(folded).toBeGreaterThan(500);
  });
});

function sigmoidOf(operand: Program["result"]): Program["result"] {
  const exp = {kind: "call", fn: "exp", args: [{kind: "negate", operand}]} as const;
  const one = {kind: "number", value: 1} as const;
  const sum = {kind: "binary", op: "+", left: one, right: exp} as const;
  return {kind: "binary", op: "/", left: one, right: sum} as unknown as Program["result"];
}

/** A graph without its values: what each node is and reads. */
function shape(graph: ComputationalGraph) {
  return graph.nodesTopologicallySorted().map((node: GraphNode) => ({
    id: node.id,
    op: node.op,
    label: node.label,
    gate: node.gate && {...node.gate, operands: undefined},
    constant: node.op === "constant" ? node.value : undefined,
    inputs: node.inputs.map(({id}) => id),
  }));
}

/** The places of each "(" that does not belong to a function, and of its ")". */
function pairs(text: string): [number, number][] {
  const open: number[] = [];
  const found: [number, number][] = [];
  for (const [i, char] of [...text].entries()) {
    if (char === "(") open.push(i);
    if (char === ")") {
      const start = open.pop()!;
      if (!/[\p{L}\d_]$/u.test(text.slice(0, start))) found.push([start, i]);
    }
  }
  return found;
}
