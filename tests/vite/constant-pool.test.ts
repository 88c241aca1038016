import binaryen from "assemblyscript/binaryen";
import {describe, expect, it} from "vitest";
import {POOL_BYTES, poolConstants} from "../../src/vite/constant-pool.ts";

/** A module of one function that sums the lanes of these constants, lane by lane xored. */
function moduleOf(constants: readonly (readonly number[])[]): Uint8Array {
  const sum = constants
    .map((lanes) => `(v128.const i32x4 ${lanes.join(" ")})`)
    .reduce((a, b) => `(v128.xor ${a} ${b})`);
  const lanes = [0, 1, 2, 3].map(
    (lane) => `(func (export "lane${lane}") (result i32) (i32x4.extract_lane ${lane} ${sum}))`,
  );
  const text = `(module (memory (export "memory") 1) ${lanes.join(" ")})`;
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.All);
  return module.emitBinary();
}

function lanesOf(bytes: Uint8Array): number[] {
  const {exports} = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)));
  return [0, 1, 2, 3].map((lane) => (exports[`lane${lane}`] as () => number)());
}

const uniform = (x: number) => [x, x, x, x];
const constantsIn = (bytes: Uint8Array) =>
  [
    ...binaryen
      .readBinary(bytes)
      .emitText()
      .matchAll(/v128\.const/g),
  ].length;

describe("poolConstants", () => {
  it("loads constants of all kinds from the memory, each kept once, and computes the same", async () => {
    const constants = [
      uniform(7),
      [1, 2, 3, 4],
      uniform(0x3f800000),
      uniform(7),
      [1, 2, 3, 4],
      [9, 9, 9, 10],
      uniform(-2),
    ];
    const given = moduleOf(constants);
    const pooled = await poolConstants(given);
    expect(lanesOf(pooled)).toEqual(lanesOf(given));
    expect(constantsIn(given)).toBe(4 * constants.length);
    expect(constantsIn(pooled)).toBe(0);
    const {exports} = new WebAssembly.Instance(new WebAssembly.Module(pooled));
    const words = new Int32Array((exports.memory as WebAssembly.Memory).buffer, 0, 13);
    expect([...words]).toEqual([1, 2, 3, 4, 9, 9, 9, 10, 7, 0x3f800000, -2, 0, 0]);
  });

  it("leaves zeros and ones where they are, and a module without constants as it is", async () => {
    const given = moduleOf([uniform(0), uniform(-1)]);
    expect(await poolConstants(given)).toEqual(Uint8Array.from(given));
  });

  it("refuses more than the pool holds", async () => {
    const many = Array.from({length: POOL_BYTES / 4 + 1}, (_, i) => uniform(i + 1));
    await expect(poolConstants(moduleOf(many))).rejects.toThrow(
      /1028 bytes of vector constants: there is room for 1024/,
    );
  });
});
