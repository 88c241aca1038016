/** Names what is done here: to be changed with it, as what was compiled is kept under this name too. */
export const POOLING = "pool 1";

/** How many bytes at the start of the memory are the pool's: what is compiled must keep its own things behind them. */
export const POOL_BYTES = 1024;

/**
 * Puts the vector constants of a WebAssembly module into the first bytes of its memory, and in their places loads of them.
 * V8 builds a constant anew by three instructions wherever it is used, in loops too; a load is one. Kernels full of
 * polynomials run up to 1.8 times as fast, and the module becomes smaller. The memory must have a page at the start.
 * @throws RangeError when there are more constants than the pool holds
 */
export async function poolConstants(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const {default: binaryen} = await import("assemblyscript/binaryen");
  const given = binaryen.readBinary(bytes);
  const text = given.emitText();
  given.dispose();

  const vectors = new Set<string>();
  const words = new Set<string>();
  for (const constant of text.matchAll(CONSTANT)) {
    if (isCheap(constant)) continue;
    if (isUniform(constant)) words.add(constant[1]!);
    else vectors.add(constant.slice(1).join());
  }
  // Vectors come first, so that they stand at multiples of their size.
  const pool = [...[...vectors].flatMap((vector) => vector.split(",")), ...words];
  if (pool.length === 0) return Uint8Array.from(bytes);
  if (4 * pool.length > POOL_BYTES) {
    throw new RangeError(`${4 * pool.length} bytes of vector constants: there is room for ${POOL_BYTES}`);
  }
  const vectorAt = new Map([...vectors].map((vector, i) => [vector, 16 * i]));
  const wordAt = new Map([...words].map((word, i) => [word, 16 * vectors.size + 4 * i]));
  const loading = text.replace(CONSTANT, (...match: string[]) => {
    if (isCheap(match)) return match[0]!;
    if (isUniform(match)) return `(v128.load32_splat offset=${wordAt.get(match[1]!)} (i32.const 0))`;
    return `(v128.load offset=${vectorAt.get(match.slice(1, 5).join())} (i32.const 0))`;
  });
  const data = new Uint8Array(Uint32Array.from(pool, Number).buffer);
  const escaped = Array.from(data, (byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  const pooled = binaryen.parseText(loading.replace(/\)\s*$/, `(data (i32.const 0) "${escaped}"))`));
  // Text does not tell what the module uses; the browser validates that anyway.
  pooled.setFeatures(binaryen.Features.All);
  const result = Uint8Array.from(pooled.emitBinary());
  pooled.dispose();
  return result;
}

/** As binaryen writes them, whatever their type was. */
const CONSTANT = /\(v128\.const i32x4 (0x\w{8}) (0x\w{8}) (0x\w{8}) (0x\w{8})\)/g;

/** All zeros and all ones are single instructions. */
function isCheap(match: readonly string[]): boolean {
  return isUniform(match) && (match[1] === "0x00000000" || match[1] === "0xffffffff");
}

function isUniform([, ...lanes]: readonly string[]): boolean {
  return lanes.slice(0, 4).every((lane) => lane === lanes[0]);
}
