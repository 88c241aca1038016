import {describe, expect, it} from "vitest";
import {describeMembers, describeNames, type NamesInScope} from "../../../src/reader/edit/completions.ts";

function names(values: Record<string, unknown>, library: Record<string, unknown> = {}): NamesInScope {
  return {
    page: Object.entries(values).map(([name, value]) => ({name, cell: "c", value})),
    library: Object.keys(library),
    docs: {relu: {signature: "(x: Matrix): Matrix", summary: "Keeps what is above 0."}},
    load: async (name) => library[name],
  };
}
const labels = async (path: string[], scope: NamesInScope) =>
  (await describeMembers(path, scope)).map(({label}) => label);

describe("completions", () => {
  it("tell a library name's signature and the first sentence about it", () => {
    const [relu] = describeNames(names({}, {relu: 1}));
    expect(relu).toMatchObject({label: "relu", detail: "(x: Matrix): Matrix", info: "Keeps what is above 0."});
  });

  it("list members of values without running anything of theirs", async () => {
    let runs = 0;
    class Gate {
      op = "+";
      get grad() {
        return ++runs;
      }
      forward(x: number) {
        return x;
      }
    }
    const inner = {
      deep: {
        x: 1,
        get y() {
          return ++runs;
        },
      },
    };
    const scope = names({gate: new Gate(), inner, text: "a", nothing: undefined}, {Plot: {dot() {}, line() {}}});
    expect(await labels(["gate"], scope)).toEqual(["op", "grad", "forward"]);
    expect(await labels(["inner", "deep"], scope)).toEqual(["x", "y"]);
    expect(await labels(["inner", "deep", "y"], scope)).toEqual([]);
    expect(await labels(["Plot"], scope)).toEqual(["dot", "line"]);
    expect(await labels(["text"], scope)).toContain("repeat");
    expect(await labels(["nothing"], scope)).toEqual([]);
    expect(await labels(["unknown", "x"], scope)).toEqual([]);
    expect(runs).toBe(0);
  });

  it("survive proxies and arrays of any size", async () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys() {
          throw 1;
        },
        getPrototypeOf() {
          throw 2;
        },
        getOwnPropertyDescriptor() {
          throw 3;
        },
      },
    );
    expect(await labels(["p"], names({p: hostile}))).toEqual([]);
    expect(await labels(["a"], names({a: new Array(1e6).fill(0)}))).toContain("map");
  });
});
