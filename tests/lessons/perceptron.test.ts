import {readFileSync} from "node:fs";
import * as d3 from "d3-array";
import {describe, expect, it} from "vitest";
import * as core from "../../src/core/index.ts";
import type {Plateau, SearchStep, SignedSample} from "../../src/core/objectives/index.ts";

/** What the lesson says in words holds for the very code that its readers see: its cells are read from the Markdown. */
const lesson = readFileSync("content/perceptron.md", "utf8");

/** Runs the cells that hold these words, one after the other, and returns the names asked for. */
function run<T>(holds: readonly string[], given: object, names: string): T {
  const fences = [...lesson.matchAll(/^```js[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
  const code = holds.map((words) => {
    const found = fences.filter((fence) => fence.includes(words));
    if (found.length !== 1) throw new Error(`${found.length} cells of the lesson hold “${words}”`);
    return found[0]!;
  });
  const scope = {...core, d3, format: String, ...given};
  return new Function(...Object.keys(scope), `{\n${code.join("\n")}\nreturn ${names};\n}`)(
    ...Object.values(scope),
  ) as T;
}

const {data} = run<{data: SignedSample[]}>(["const clouds ="], {}, "{data}");
const ACCURACY = "const accuracy = (w)";
const {accuracy} = run<{accuracy: (w: number[]) => number}>([ACCURACY], {points: data}, "{accuracy}");
const searched = (stepSize: number, acceptEqual = false) =>
  run<SearchStep[]>([ACCURACY, "const search ="], {points: data, stepSize, acceptEqual}, "search");

describe("accuracy", () => {
  it("as the lesson writes it is what the figures show", () => {
    for (const w of [
      [-2, 1],
      [1, 1],
      [0.3, -2],
      [0, 0],
    ])
      expect(accuracy(w)).toBe(core.classificationAccuracy(w, data));
  });

  it("is bad at (−2, 1), where a nudge changes nothing, and good at (1, 1)", () => {
    expect(accuracy([-2, 1])).toBeLessThan(0.3);
    expect(accuracy([-1.999, 1])).toBe(accuracy([-2, 1]));
    expect(accuracy([1, 1])).toBeGreaterThan(0.9);
  });

  it("has the plateaus of Unit D: forty points, at most forty jumps, and nearly every nudge unnoticed", () => {
    const {stairs, widest, best} = run<{stairs: Plateau[]; widest: number; best: number}>(
      ["const stairs ="],
      {points: data},
      "{stairs, widest, best}",
    );
    expect(data).toHaveLength(40);
    expect(stairs.length - 1).toBeLessThanOrEqual(40);
    expect(stairs.length - 1).toBeGreaterThan(30);
    expect(widest).toBeGreaterThan(1);
    const places = stairs
      .filter((plateau) => plateau.accuracy === best)
      .map(({from, to}) => [8 * from - 4, 8 * to - 4]);
    expect(places, "the best place is around 1.4").toEqual([[expect.any(Number), expect.any(Number)]]);
    expect(places[0]![0]).toBeLessThan(1.4);
    expect(places[0]![1]).toBeGreaterThan(1.4);
    const {unnoticed} = run<{unnoticed: (size: number) => number}>(
      [ACCURACY, "const unnoticed ="],
      {points: data},
      "{unnoticed}",
    );
    // The exact share: what does not lie within a nudge before a jump.
    for (const size of [0.001, 0.01]) expect(unnoticed(size)).toBeCloseTo(1 - ((stairs.length - 1) * size) / 8, 2);
    expect(unnoticed(0.001)).toBeGreaterThan(0.99);
    expect(unnoticed(1)).toBeLessThan(0.5);
  });
});

describe("local search", () => {
  it("stalls far below the best, after few steps that are taken", () => {
    const path = searched(0.2);
    expect(path.filter(({accepted}) => accepted).length).toBeLessThan(5);
    expect(path.at(-1)!.value).toBeLessThan(0.4);
    // On its way lies a plateau wider than a step, and it is on it: neither neighbour is better.
    const [w1] = path.at(-1)!.weights as [number];
    for (const way of [-0.2, 0.2]) expect(accuracy([w1 + way, 1])).toBeLessThanOrEqual(path.at(-1)!.value);
  });

  it("moves if equals are taken, as likely back as forth", () => {
    const path = searched(0.2, true);
    const moves = path.slice(1).filter(({accepted}) => accepted).length;
    expect(moves).toBeGreaterThan(path.filter((step, i) => i > 0 && step.value > path[i - 1]!.value).length);
  });
});

describe("the perceptron’s rule", () => {
  const {separable, passes} = run<{separable: boolean; passes: {accuracy: number; corrections: number}[]}>(
    [ACCURACY, "const longWalk ="],
    {points: data},
    "{separable, passes}",
  );

  it("never comes to rest on these points, and its accuracy goes up and down", () => {
    expect(separable).toBe(false);
    expect(passes).toHaveLength(10);
    expect(passes.every(({corrections}) => corrections > 0)).toBe(true);
    const changes = passes.slice(1).map((pass, i) => Math.sign(pass.accuracy - passes[i]!.accuracy));
    expect(changes).toContain(1);
    expect(changes).toContain(-1);
  });

  it("ends at 100 % once the stray points are with their own kind", () => {
    const apart = data.filter(({f, y}) => y * (f[0]! + f[1]!) > 0.3);
    expect(apart.length).toBeGreaterThan(25);
    const done = run<{accuracy: number; corrections: number}[]>(
      [ACCURACY, "const longWalk ="],
      {points: apart},
      "passes",
    );
    expect(done.at(-1)).toMatchObject({accuracy: 1, corrections: 0});
  });
});
