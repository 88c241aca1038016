import {describe, expect, it} from "vitest";
import {pointsFromCsv} from "../../../src/lab/playground/csv.ts";
import {networkFromJson, networkToJson} from "../../../src/lab/playground/network-file.ts";
import type {Points} from "../../../src/lab/playground/points.ts";
import {Session} from "../../../src/lab/playground/session.ts";
import {defaultState, type PlaygroundState} from "../../../src/lab/playground/state.ts";

function saved(change: Partial<PlaygroundState>, own?: Points): {text: string; session: Session} {
  const state = {...defaultState(), ...change};
  const session = new Session({state, own});
  for (let i = 0; i < 5; i++) session.trainEpoch();
  const {numbers, epochs} = session.snapshot(3);
  return {text: networkToJson({state, own, epochs}, session.plan, numbers), session};
}

describe("a saved network", () => {
  it.each([
    {hidden: [4, 2]},
    {hidden: [3], activation: "maxout", batchNorm: true, dropout: 0.3},
    {dataset: "spiral", classes: 4, hidden: []},
  ] as Partial<PlaygroundState>[])("comes back with its weights: %o", (change) => {
    const {text, session} = saved(change);
    const spec = networkFromJson(text);
    expect(spec.epochs).toBe(5);
    const before = session.snapshot(8);
    const after = new Session(spec).snapshot(8);
    expect(after.numbers).toEqual(before.numbers);
    expect(after.maps).toEqual(before.maps);
    expect(after.test).toEqual(before.test);
  });

  it("brings its own points along", () => {
    const {points} = pointsFromCsv("1,1,a\n-1,-1,b\n1,-1,a\n-1,1,b");
    const {text, session} = saved({dataset: "own"}, points);
    const spec = networkFromJson(text);
    expect(spec.own).toEqual(points);
    expect(new Session(spec).snapshot(4).maps).toEqual(session.snapshot(4).maps);
  });
});

describe("a file that is none", () => {
  const {text} = saved({});
  type Saved = {state: Record<string, unknown>; matrices: {name: string; rows: number; numbers: unknown[]}[]} & Record<
    string,
    unknown
  >;
  const changed = (change: (file: Saved) => void) => {
    const file = JSON.parse(text) as Saved;
    change(file);
    return JSON.stringify(file);
  };

  it.each<[file: string, message: string]>([
    ["", "This is no JSON"],
    ["{", "This is no JSON"],
    ["[]", "The file must be an object"],
    ["null", "The file must be an object"],
    ['{"format": "onnx"}', "“format” is “onnx” and not “deep-learning-live playground”"],
    [changed((file) => Object.assign(file, {version: 9})), "The file has version 9; this page reads version 1."],
    [changed((file) => Object.assign(file.state, {hidden: [99]})), "In “state”: hidden cannot be “[99]”"],
    [changed((file) => Object.assign(file.state, {evil: 1})), "There is no setting “evil”"],
    [changed((file) => Object.assign(file.state, {hidden: [5, 2]})), "“layer 1 weights” must be 2 × 5, not 2 × 4."],
    [changed((file) => Object.assign(file.state, {hidden: [4]})), "The network has 4 matrices, but the file has 6."],
    [changed((file) => file.matrices[0]!.numbers.pop()), "“layer 1 weights” needs 8 numbers, but has 7."],
    [changed((file) => (file.matrices[1]!.numbers[2] = null)), "“layer 1 bias”: number 3 is null"],
    [
      changed((file) => (file.matrices[1]!.numbers[2] = "1")),
      "“layer 1 bias”: number 3 is the text “1”, which is no finite",
    ],
    [text.replace(/"numbers": \[\s*[^,]+,/, '"numbers": [1e999,'), "“layer 1 weights”: number 1 is Infinity"],
    [changed((file) => (file.epochs = "<b>9</b>")), "“epochs” must be a whole number, not the text “<b>9</b>”"],
    [text.replace('"epochs": 5', '"epochs": 1e999'), "“epochs” must be a whole number, not Infinity"],
    [text.replace('"state": {', '"state": {"__proto__": {"seed": 2},'), "There is no setting “__proto__”"],
    ["[".repeat(200_000) + "]".repeat(200_000), "must be an object { … }"],
    [
      changed((file) => (file.matrices = Array(300_000).fill(0))),
      "The network has 6 matrices, but the file has 300000.",
    ],
    [changed((file) => Object.assign(file.matrices[0]!, {rows: "2"})), "must be 2 × 4, not the text “2” × 4."],
    [changed((file) => (file.matrices[0]!.name = "x")), "Where “layer 1 weights” must stand, the file has “x”."],
    [changed((file) => Object.assign(file.state, {dataset: "own"})), "“points” is missing"],
    ...(
      [
        [{targets: [3]}, "a class is a whole number from 0 to 1"],
        [{targets: "0"}, "“targets” must be a list of at most 2000 numbers"],
        [{places: [0]}, "“places” needs 2 numbers, but has 1."],
        [{places: [1e100, 0]}, "“places”: number 1 is 1e+100, but it must be from −6 to 6."],
        [{names: ["a"]}, "“names” must be a list of 2 to 5 texts"],
        [{names: ["a", {}]}, "“names” must be a list of 2 to 5 texts"],
        [{kind: "numbers", targets: [7]}, "“targets”: number 1 is 7, but it must be from −1 to 1."],
        [{kind: "__proto__"}, "“kind” is classes or numbers, not __proto__"],
      ] as const
    ).map(([points, message]): [string, string] => {
      const usual = {kind: "classes", names: ["a", "b"], targets: [0], places: [0, 0]};
      return [changed((file) => Object.assign(file, {points: {...usual, ...points}})), message];
    }),
    ["x".repeat(3_000_000), "The file has 3000000 characters"],
  ])("%.40s says why", (file, message) => {
    expect(() => networkFromJson(file)).toThrow(message);
    // No global object has learned anything of it.
    expect(({} as {seed?: unknown}).seed).toBeUndefined();
  });

  it("that says of a variance that it is negative", () => {
    const {text} = saved({hidden: [2], batchNorm: true});
    const file = JSON.parse(text) as Saved;
    file.matrices.find(({name}) => name.endsWith("running variance"))!.numbers[1] = -1;
    expect(() => networkFromJson(JSON.stringify(file))).toThrow("number 2 is -1, but a variance is never negative");
  });

  it("holds weights too large to compute with: it is read, and says at the first step why it stops", () => {
    const file = JSON.parse(text) as Saved;
    file.matrices[0]!.numbers = file.matrices[0]!.numbers.map((_, i) => (i % 2 ? 1e308 : -1e308));
    const session = new Session(networkFromJson(JSON.stringify(file)));
    session.trainEpoch();
    const {numbers, stopped} = session.snapshot(4);
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(stopped?.reason).toMatch(/^At step 1, the output of dense 1 became (Infinity|-Infinity|NaN)\./);
  });
});
