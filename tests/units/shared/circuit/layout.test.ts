import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {run} from "../../../../src/units/circuit/setup.ts";
import {build} from "../../../../src/units/shared/circuit/build.ts";
import {
  type Box,
  type CircuitLayout,
  type Direction,
  layoutCircuit,
  type Point,
} from "../../../../src/units/shared/circuit/layout.ts";
import {arrange, layoutNodes, leastScale} from "../../../../src/units/shared/circuit/symbols.ts";

const NAMES = ["a", "b", "c", "w0", "x1", "z"];
const NEURON = "1/(1+exp(-(w0*x0+w1*x1+w2)))";

/** Random expressions over few names, so that values branch, with a definition that is used twice now and then. */
const {expression} = fc.letrec<{expression: string}>((tie) => ({
  expression: fc.oneof(
    {maxDepth: 5, withCrossShrink: true},
    fc.constantFrom(...NAMES),
    fc
      .tuple(tie("expression"), fc.constantFrom("+", "*", "-", "/"), tie("expression"))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(fc.constantFrom("exp", "tanh", "sigmoid", "relu"), tie("expression")).map(([fn, a]) => `${fn}(${a})`),
    fc.tuple(tie("expression"), tie("expression"), tie("expression")).map((args) => `max(${args.join(", ")})`),
    tie("expression").map((a) => `-(${a})`),
    tie("expression").map((a) => `(${a})^2 + 1`),
  ),
}));
const text = fc.oneof(
  expression,
  fc.tuple(expression, expression).map(([a, b]) => `q = ${a}; q * ${b} + q`),
);
const direction = fc.constantFrom<Direction>("right", "down");

function layoutOf(
  source: string,
  options: {direction?: Direction; available?: number; branches?: "shared" | "copies"} = {},
): CircuitLayout {
  const built = build({expression: source, branches: options.branches ?? "shared", ties: "first"});
  const inputs = Object.fromEntries(built.graph.inputs.map(({id}, i) => [id, 0.3 * i - 0.7]));
  const passes = run(built, inputs, {accumulation: "add"});
  return layoutCircuit(layoutNodes(built.model, passes, 4), {...options, output: built.model.output, outputName: 12});
}

/** Everything that is written or drawn as a box, by name. */
function boxes(layout: CircuitLayout): {id: string; what: string; box: Box}[] {
  return [...layout.nodes.values()].flatMap(({id, symbol, value, gradient, name}) => [
    {id, what: "symbol", box: symbol},
    ...(value.width > 0
      ? [
          {id, what: "value", box: value},
          {id, what: "gradient", box: gradient},
        ]
      : []),
    ...(name ? [{id, what: "name", box: name}] : []),
  ]);
}

function overlap(a: Box, b: Box): boolean {
  const slack = 0.5;
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  );
}

/** Whether a wire's straight piece runs through a box, sampled more closely than any label is high. */
function hits(a: Point, b: Point, box: Box): boolean {
  const pieces = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / 4));
  for (let i = 0; i <= pieces; i++) {
    const x = a.x + ((b.x - a.x) * i) / pieces;
    const y = a.y + ((b.y - a.y) * i) / pieces;
    if (x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1) return true;
  }
  return false;
}

describe("the layout of any circuit", {timeout: 60_000}, () => {
  it("lets no two labels or symbols overlap", () => {
    fc.assert(
      fc.property(
        text,
        direction,
        fc.constantFrom<"shared" | "copies">("shared", "copies"),
        (source, way, branches) => {
          const all = boxes(layoutOf(source, {direction: way, branches}));
          for (const [i, a] of all.entries())
            for (const b of all.slice(i + 1))
              if (overlap(a.box, b.box)) expect.fail(`${source}: ${a.what} of ${a.id} and ${b.what} of ${b.id}`);
        },
      ),
      {numRuns: 60},
    );
  });

  it("leads no wire through a label or a foreign symbol", () => {
    fc.assert(
      fc.property(text, direction, (source, way) => {
        const layout = layoutOf(source, {direction: way});
        for (const wire of layout.wires)
          for (const {id, what, box} of boxes(layout)) {
            if (what === "symbol" && id === wire.to) continue;
            for (let i = 1; i < wire.points.length; i++)
              if (hits(wire.points[i - 1]!, wire.points[i]!, box))
                expect.fail(`${source}: wire ${wire.key} and ${what} of ${id}`);
          }
      }),
      {numRuns: 50},
    );
  });

  it("keeps everything inside the picture, and flows one way", () => {
    fc.assert(
      fc.property(text, direction, (source, way) => {
        const layout = layoutOf(source, {direction: way});
        for (const {id, what, box} of boxes(layout)) {
          expect(Math.min(box.x, box.y), `${source}: ${what} of ${id}`).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
          expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
        }
        const along = (point: Point) => (way === "right" ? point.x : point.y);
        for (const {points} of layout.wires)
          for (let i = 1; i < points.length; i++)
            if (along(points[i]!) < along(points[i - 1]!) - 0.01) expect.fail(`${source}: a wire runs back`);
      }),
      {numRuns: 40},
    );
  });

  it("is the same every time", () => {
    fc.assert(
      fc.property(text, (source) => {
        expect(layoutOf(source)).toEqual(layoutOf(source));
      }),
      {numRuns: 10},
    );
  });
});

describe("the layout of the course's circuits", () => {
  it("puts the inputs in one column at the left, in the order in which they are written", () => {
    const {nodes} = layoutOf(NEURON);
    const places = ["w0", "x0", "w1", "x1", "w2"].map((name) => nodes.get(name)!.symbol);
    expect(new Set(places.map(({x, width}) => Math.round(x + width / 2))).size).toBe(1);
    expect(places.map(({y}) => y)).toEqual(places.map(({y}) => y).sort((a, b) => a - b));
  });

  it("hangs the neuron's chain on one straight wire, both ways", () => {
    for (const way of ["right", "down"] as const) {
      const {nodes} = layoutOf(NEURON, {direction: way});
      const across = ["+:2", "×−1:1", "exp:1", "+1:1", "1/x:1"].map(
        (id) => nodes.get(id)!.stub.from[way === "right" ? "y" : "x"],
      );
      for (const v of across) expect(v).toBeCloseTo(across[0]!, 1);
    }
  });

  it("fits the neuron into the wide column from left to right, and into a phone from top to bottom", () => {
    expect(layoutOf(NEURON, {available: 910}).width * 0.84).toBeLessThanOrEqual(910);
    expect(layoutOf(NEURON, {direction: "down"}).width * 0.84).toBeLessThanOrEqual(340);
  });

  it("marks where a value branches", () => {
    const {nodes} = layoutOf("(x + y) * max(x, y)");
    expect([...nodes.values()].filter(({branch}) => branch).map(({id}) => id)).toEqual(["x", "y"]);
  });

  it("places a chain of 200 gates on one line", () => {
    let source = "x";
    for (let i = 0; i < 200; i++) source = `${["sin", "tanh", "exp", "cos"][i % 4]}(${source})`;
    const {nodes} = layoutOf(source);
    expect(nodes.size).toBe(201);
    expect(new Set([...nodes.values()].map(({stub}) => stub.from.y)).size).toBe(1);
  });
});

describe("arrange", () => {
  const neuron = "s = w0*x0 + w1*x1 + w2; f = 1/(1 + exp(-s))";
  const built = build({expression: neuron, branches: "shared", ties: "first"});
  const passes = run(built, {w0: 2, x0: -1, w1: -3, x1: -2, w2: -3}, {accumulation: "add"});
  const place = (width: number) => arrange(built.model, layoutNodes(built.model, passes, 4), width);

  it("lays a circuit along a page, down a phone, and never smaller than can be read", () => {
    for (const [width, direction] of [
      [880, "right"],
      [340, "down"],
      [312, "down"],
    ] as const) {
      const layout = place(width);
      expect([width, layout.direction]).toEqual([width, direction]);
      expect(layout.width * leastScale(layout)).toBeLessThanOrEqual(width);
    }
    // No arrangement of the neuron fits here: it scrolls, and does so along the flow.
    expect(place(240).direction).toBe("right");
  });
});
