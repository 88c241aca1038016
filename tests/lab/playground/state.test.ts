import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  changeBetween,
  defaultState,
  type PlaygroundState,
  RULES,
  readState,
  STATE_KEYS,
} from "../../../src/lab/playground/state.ts";
import {queryOfState, stateFromQuery} from "../../../src/lab/playground/url.ts";

const base = defaultState();

/** Any state that can be. */
const anyState: fc.Arbitrary<PlaygroundState> = fc
  .record({
    dataset: fc.constantFrom("circle", "xor", "gauss", "spiral", "plane", "multi-gauss", "own"),
    classes: fc.integer({min: 2, max: 5}),
    noise: fc.integer({min: 0, max: 50}),
    batchSize: fc.integer({min: 1, max: 1000}),
    seed: fc.integer({min: 1, max: 999_999}),
    features: fc.constantFrom("x1", "x1,x2", "x1,x2x2,sinx2").map((text) => text.split(",")),
    hidden: fc.array(fc.integer({min: 1, max: 8}), {maxLength: 6}),
    activation: fc.constantFrom("tanh", "relu", "maxout", "linear"),
    rate: fc.double({min: 1e-6, max: 10, noNaN: true}),
    batchNorm: fc.boolean(),
    initialization: fc.oneof(fc.constantFrom("xavier", "he", "zeros"), fc.constant(0.01)),
  })
  .map((part) => ({...base, ...part}) as PlaygroundState);

describe("the state in an address", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const query = queryOfState(state, base);
        expect(stateFromQuery(query, base)).toEqual({state, problems: []});
      }),
    );
  });

  it("holds only what differs, and leaves others' parameters alone", () => {
    expect(queryOfState(base, base)).toBe("");
    expect(queryOfState({...base, dataset: "spiral", hidden: [8, 8]}, base, "?theme=x&noise=7")).toBe(
      "?theme=x&dataset=spiral&hidden=8,8",
    );
    expect(stateFromQuery("?theme=x&utm=%3Cb%3E", base)).toEqual({state: base, problems: []});
    expect(stateFromQuery("?__proto__=1&constructor=2&hasOwnProperty=3", base)).toEqual({state: base, problems: []});
  });

  it.each([
    ["noise=zzz", "noise cannot be “zzz”: it must be a number from 0 to 50. It stays 0."],
    ["noise=51", "noise cannot be “51”"],
    ["noise=", "noise cannot be “”"],
    ["seed=1e99", "it must be a whole number from 1 to 999999"],
    ["seed=0x10", "seed cannot be “0x10”"],
    ["rate=NaN", "rate cannot be “NaN”"],
    ["rate=-1", "rate cannot be “-1”"],
    ["rate=Infinity", "rate cannot be “Infinity”"],
    ["hidden=8,9", "at most 6 layers, each of 1 to 8 units. It stays 4,2."],
    ["hidden=1,1,1,1,1,1,1", "at most 6 layers"],
    ["hidden=4,,2", "at most 6 layers"],
    [`hidden=${Array(100).fill(8)}`, "at most 6 layers"],
    ["hidden=1e9", "each of 1 to 8 units"],
    ["rate=1e999", "rate cannot be “1e999”: it must be a number from 0.000001 to 10. It stays 0.03."],
    ["noise=%00%E2%80%AE5", "noise cannot be “\uFFFD5”"],
    ["dataset=__proto__", "dataset cannot be “__proto__”"],
    ["activation=constructor", "activation cannot be “constructor”"],
    ["features=", "at least one of x1, x2"],
    ["features=x1,__proto__", "at least one of"],
    ["dataset=%3Cscript%3Ealert(1)%3C/script%3E", "dataset cannot be “<script>alert(1)</script>”"],
    [`activation=${"x".repeat(500)}`, `activation cannot be “${"x".repeat(40)}…”`],
    ["batchNorm=1", "it must be true or false"],
    ["initialization=-3", "or a standard deviation from 0 to 100"],
    ["seed=3&seed=4", "The link sets seed twice. The first is used."],
  ])("?%s has a clear message and changes nothing else", (query, message) => {
    const {state, problems} = stateFromQuery(`?${query}`, base);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
    expect(state).toEqual(query.startsWith("seed=3") ? {...base, seed: 3} : base);
  });

  it("is not read where it is huge", () => {
    const {state, problems} = stateFromQuery(`?noise=10&hidden=${"8,".repeat(5000)}`, base);
    expect(state).toEqual(base);
    expect(problems[0]?.message).toMatch(/characters long and were not read/);
  });

  it("whatever it is, gives a state that can be", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...STATE_KEYS), fc.string()), (raw) => {
        const {state} = stateFromQuery(`?${new URLSearchParams(raw)}`, base);
        for (const key of STATE_KEYS) expect(RULES[key].read(state[key])).toHaveProperty("value");
      }),
    );
  });
});

describe("readState", () => {
  it("takes values of any kind without throwing", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (raw) => {
        const {state, problems} = readState(raw);
        expect(Object.keys(state)).toEqual(STATE_KEYS);
        expect(problems.every(({message}) => message.length < 400)).toBe(true);
      }),
    );
  });

  it("finds the holes of a list", () => {
    const {state, problems} = readState({hidden: new Array(3), features: new Array(2)});
    expect(problems.map(({key}) => key)).toEqual(["hidden", "features"]);
    expect(state).toEqual(base);
  });

  it("names what is no setting", () => {
    expect(readState({epochs: 3}).problems[0]?.message).toContain("There is no setting “epochs”. There are dataset,");
  });
});

describe("changeBetween", () => {
  it("tells pictures, settings of a run, and new runs apart", () => {
    expect(changeBetween(base, {...base, discretize: true, speed: 0})).toBe("shown");
    expect(changeBetween(base, {...base, rate: 0.1, showTest: true})).toBe("live");
    expect(changeBetween(base, {...base, rate: 0.1, seed: 2})).toBe("restart");
    expect(changeBetween(base, {...base, hidden: [4, 2]})).toBe("shown");
  });
});
