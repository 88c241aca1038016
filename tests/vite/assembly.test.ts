import {resolveObjectURL} from "node:buffer";
import {readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {Worker} from "node:worker_threads";
import {build, createServer} from "vite";
import {expect, it, onTestFinished, vi} from "vitest";
import {AssemblyError, assembly, compileKernels} from "../../src/vite/assembly.ts";
import {temporary, write} from "./temporary.ts";

const double = `
export function double(x: i32): i32 {
  return twice(x);
}

function twice(x: i32): i32 {
  return x * 2;
}
`;

const exportsOf = (bytes: BufferSource) => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;

it("compiles a file twice, and inlines what it does not export", async () => {
  const root = temporary({"double.ts": double});
  const {simd, relaxed} = await compileKernels(join(root, "double.ts"), {cache: join(root, "cache")});
  for (const bytes of [simd, relaxed]) {
    expect((exportsOf(bytes) as {double: (x: number) => number}).double(21)).toBe(42);
    expect(Object.keys(exportsOf(bytes)).sort()).toEqual(["double", "memory"]);
  }
});

it("knows what relaxed SIMD is: the two differ where they should, and there alone", async () => {
  const root = temporary({"which.ts": "export function which(): i32 { return ASC_FEATURE_RELAXED_SIMD ? 2 : 1; }"});
  const {simd, relaxed} = await compileKernels(join(root, "which.ts"), {cache: join(root, "cache")});
  expect([simd, relaxed].map((bytes) => (exportsOf(bytes) as {which: () => number}).which())).toEqual([1, 2]);
});

it("keeps what it has compiled until the file changes", async () => {
  const root = temporary({"double.ts": double});
  const [file, cache] = [join(root, "double.ts"), join(root, "cache")];
  const first = await compileKernels(file, {cache});
  const kept = readdirSync(cache).sort();
  expect(kept).toEqual([
    expect.stringMatching(/^double-relaxed-\w+\.wasm$/),
    expect.stringMatching(/^double-simd-\w+\.wasm$/),
  ]);
  const written = kept.map((name) => statSync(join(cache, name)).mtimeMs);
  expect(await compileKernels(file, {cache})).toEqual(first);
  expect(kept.map((name) => statSync(join(cache, name)).mtimeMs)).toEqual(written);

  write(root, "double.ts", double.replace("x * 2", "x * 3"));
  const {simd} = await compileKernels(file, {cache});
  expect((exportsOf(simd) as {double: (x: number) => number}).double(21)).toBe(63);
  const now = readdirSync(cache);
  expect(now.length).toBe(2);
  for (const name of kept) expect(now).not.toContain(name);
});

it("does without a cache that cannot be written", async () => {
  const root = temporary({"double.ts": double, cache: "a file, not a folder"});
  const {simd} = await compileKernels(join(root, "double.ts"), {cache: join(root, "cache")});
  expect(exportsOf(simd)).toHaveProperty("double");
});

it("tells each problem with file, line and column, as if nothing had been put before a function", async () => {
  const wrong =
    "export function one(): i32 { return 1 }\n\nfunction two(x: unknown32): i32 { return 2 }\nexport const three: i32 = two(1);\n";
  const root = temporary({"wrong.ts": wrong});
  const error = await compileKernels(join(root, "wrong.ts"), {cache: join(root, "cache")}).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(AssemblyError);
  expect((error as AssemblyError).message).toMatch(/wrong\.ts:3:17 Cannot find name 'unknown32'\. \(TS2304\)/);
  expect((error as AssemblyError).loc).toMatchObject({line: 3, column: 17});
  // The next file compiles as ever.
  write(root, "double.ts", double);
  await compileKernels(join(root, "double.ts"), {cache: join(root, "cache")});
});

it("gives the bytes in a build, inside an inlined worker too, and writes no file of its own", async () => {
  const root = temporary({
    "double.ts": double,
    "entry.js": 'import Worker from "./worker.js?worker&inline"; export const make = () => new Worker();\n',
    "main.js": 'import kernels from "virtual:kernels"; export const {simd, relaxed} = kernels;\n',
    "worker.js":
      'import kernels from "virtual:kernels";\n' +
      "const {exports} = new WebAssembly.Instance(new WebAssembly.Module(kernels.simd));\n" +
      "postMessage(exports.double(4) + kernels.relaxed.length * 0);\n",
    "other.js": "export const nothing = 0;\n",
  });
  await build({
    root,
    base: "./",
    configFile: false,
    logLevel: "silent",
    plugins: [assembly(join(root, "double.ts"), {cache: join(root, "cache")})],
    build: {
      outDir: "dist",
      minify: false,
      lib: {entry: ["entry.js", "main.js", "other.js"].map((name) => join(root, name)), formats: ["es"]},
    },
  });
  const files = readdirSync(join(root, "dist"));
  expect(files.filter((file) => !file.endsWith(".mjs"))).toEqual([]);
  expect(readFileSync(join(root, "dist/other.mjs"), "utf8")).not.toContain("AGFzbQ"); // "\0asm" in base64
  const main = (await import(join(root, "dist/main.mjs"))) as {simd: Uint8Array<ArrayBuffer>};
  expect((exportsOf(main.simd) as {double: (x: number) => number}).double(5)).toBe(10);

  // The worker's text is in the page's script: take it from the URL that a browser would start it by, and run it here.
  let text: Promise<string> | undefined;
  vi.stubGlobal("self", globalThis);
  vi.stubGlobal(
    "Worker",
    class {
      constructor(url: string) {
        text = resolveObjectURL(url)?.text();
      }
      addEventListener() {}
    },
  );
  onTestFinished(() => void vi.unstubAllGlobals());
  ((await import(join(root, "dist/entry.mjs"))) as {make: () => unknown}).make();
  const browser =
    'globalThis.postMessage = (x) => require("node:worker_threads").parentPort.postMessage(x);' +
    "globalThis.self = {URL: {revokeObjectURL() {}}, location: {}};";
  const code = `${browser}\n${await text}`;
  const worker = new Worker(code, {eval: true});
  onTestFinished(() => void worker.terminate());
  const answer = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  expect(answer).toBe(8);
});

it("serves the bytes in development, and anew when the file has changed", async () => {
  const root = temporary({"double.ts": double});
  const server = await createServer({
    root,
    configFile: false,
    logLevel: "silent",
    appType: "custom",
    server: {middlewareMode: true, ws: false},
    plugins: [assembly(join(root, "double.ts"), {cache: join(root, "cache")})],
  });
  onTestFinished(() => server.close());
  const served = async () => {
    const {default: kernels} = await server.ssrLoadModule("virtual:kernels");
    return (exportsOf(kernels.simd) as {double: (x: number) => number}).double(1);
  };
  expect(await served()).toBe(2);
  write(root, "double.ts", double.replace("x * 2", "x * 7"));
  await expect.poll(served, {timeout: 10_000}).toBe(7);
});

it("stops a build with the place of what is wrong", async () => {
  const root = temporary({
    "wrong.ts": "export function f(): i32 {\n  return g;\n}\n",
    "main.js": 'export {default} from "virtual:kernels";\n',
  });
  const stopped = build({
    root,
    configFile: false,
    logLevel: "silent",
    plugins: [assembly(join(root, "wrong.ts"), {cache: join(root, "cache")})],
    build: {lib: {entry: join(root, "main.js"), formats: ["es"]}, outDir: "dist"},
  });
  await expect(stopped).rejects.toThrow(/wrong\.ts:2:10 Cannot find name 'g'/);
});
