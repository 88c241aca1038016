import {randomUUID} from "node:crypto";
import {mkdir, readdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {basename, dirname, join, relative, resolve} from "node:path";
import type {Plugin} from "vite";
import {POOLING, poolConstants} from "./constant-pool.ts";
import {shortHash} from "./modules.ts";

/** One AssemblyScript file as WebAssembly: for browsers with SIMD, and for those with relaxed SIMD too. */
export interface CompiledKernels {
  readonly simd: Uint8Array<ArrayBuffer>;
  readonly relaxed: Uint8Array<ArrayBuffer>;
}

/** What the compiler is told for each. */
const OPTIONS: Record<keyof CompiledKernels, string[]> = {
  simd: ["--enable", "simd"],
  relaxed: ["--enable", "simd", "--enable", "relaxed-simd"],
};

const COMMON_OPTIONS = ["-O3", "--converge", "--noAssert", "--runtime", "stub", "--initialMemory", "1"];

/** The module that gives the compiled kernels: `import kernels from "virtual:kernels"` (src/types/kernels.d.ts). */
const MODULE_ID = "virtual:kernels";
const RESOLVED_ID = `\0${MODULE_ID}`;

/**
 * Compiles the AssemblyScript `file` when a page or a worker imports "virtual:kernels", which then holds the bytes as
 * text: so they are there under any base, from file://, and in inlined workers.
 */
export function assembly(file: string, options: CompileOptions = {}): Plugin {
  const source = resolve(file);
  return {
    ...server(source, options),
    // In a build, workers have plugins of their own.
    config: () => ({worker: {plugins: () => [server(source, options)]}}),
  };
}

interface CompileOptions {
  /** The folder of what was compiled before. */
  cache?: string;
}

function server(source: string, options: CompileOptions): Plugin {
  return {
    name: "assembly",
    resolveId: (id) => (id === MODULE_ID ? RESOLVED_ID : undefined),
    async load(id) {
      if (id !== RESOLVED_ID) return undefined;
      this.addWatchFile(source);
      try {
        return {
          code: writeModule(await compileKernels(source, options)),
          map: null,
          moduleType: "js",
          moduleSideEffects: false,
        };
      } catch (error) {
        if (error instanceof AssemblyError) this.error({message: error.message, id: source, loc: error.loc});
        throw error;
      }
    },
    hotUpdate({file}) {
      const module = resolve(file) === source && this.environment.moduleGraph.getModuleById(RESOLVED_ID);
      return module ? [module] : undefined;
    },
  };
}

function writeModule(kernels: CompiledKernels): string {
  const text = (bytes: Uint8Array) => JSON.stringify(Buffer.from(bytes).toString("base64"));
  // Decoded when asked for: a browser uses one of the two.
  return `const decode = (text) =>
  Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
export default {get simd() { return decode(${text(kernels.simd)}); }, get relaxed() { return decode(${text(kernels.relaxed)}); }};
`;
}

/**
 * Compiles an AssemblyScript file. What was compiled once is kept in `cache`, by default node_modules/.cache/assembly, for
 * as long as neither the file nor the compiler changes.
 * @throws AssemblyError with all that is wrong in the file
 */
export async function compileKernels(
  file: string,
  {cache = resolve("node_modules/.cache/assembly")}: CompileOptions = {},
): Promise<CompiledKernels> {
  const text = await readFile(file, "utf8");
  return {simd: await compileOnce("simd"), relaxed: await compileOnce("relaxed")};

  async function compileOnce(kind: keyof CompiledKernels): Promise<Uint8Array<ArrayBuffer>> {
    const name = `${basename(file, ".ts")}-${kind}`;
    const key = shortHash(JSON.stringify([text, compilerVersion(), COMMON_OPTIONS, OPTIONS[kind], INLINE, POOLING]));
    const kept = join(cache, `${name}-${key}.wasm`);
    const found = await readFile(kept).catch(() => undefined);
    if (found) return Uint8Array.from(found);
    const bytes = await compile(file, text, [...COMMON_OPTIONS, ...OPTIONS[kind]]);
    await keep(bytes, kept, name).catch(() => {}); // A cache that cannot be written is no reason to stop.
    return bytes;
  }
}

/** Writes whole files only, since others may be reading, and removes what the file has replaced. */
async function keep(bytes: Uint8Array, file: string, name: string): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, {recursive: true});
  const draft = join(folder, `${randomUUID()}.tmp`);
  await writeFile(draft, bytes);
  await rename(draft, file);
  for (const other of await readdir(folder)) {
    const old = other.startsWith(`${name}-`) && other !== basename(file);
    if (old) await rm(join(folder, other), {force: true});
  }
}

/** Compiles one text after the other: the compiler is not made for two at a time. */
let last: Promise<unknown> = Promise.resolve();

function compile(file: string, text: string, options: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const result = last.then(() => run(file, text, options));
  last = result.catch(() => {});
  return result;
}

/**
 * AssemblyScript inlines only functions with this decorator, which no other tool would read before a function. So the
 * file goes without, and every function that is not exported gets it here, in its own line.
 */
const INLINE = "@inline ";

async function run(file: string, text: string, options: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const {main} = await import("assemblyscript/asc");
  const entry = basename(file);
  const source = text.replace(/^(?=function )/gm, INLINE);
  const problems: AssemblyProblem[] = [];
  let wasm: Uint8Array<ArrayBuffer> | undefined;
  const silent = {write() {}};
  const {error} = await main([entry, "--outFile", "out.wasm", ...options], {
    stdout: silent,
    stderr: silent,
    readFile: (name) => (name === entry ? source : null),
    writeFile(_name, contents) {
      if (typeof contents !== "string") wasm = Uint8Array.from(contents);
    },
    listFiles: () => [],
    reportDiagnostic({category, code, message, range}) {
      if (category !== ERROR) return;
      problems.push({message: `${message} (${code < 1000 ? "AS" : "TS"}${code})`, ...place(source, range?.start ?? 0)});
    },
  });
  if (error || !wasm) throw new AssemblyError(file, problems, error);
  return poolConstants(wasm);
}

/** The category of diagnostics that stop the compiler. */
const ERROR = 3;

interface AssemblyProblem {
  message: string;
  line: number;
  column: number;
}

/** Where an offset of the text with decorators lies in the text without. */
function place(source: string, offset: number): {line: number; column: number} {
  const lines = source.slice(0, offset).split("\n");
  const before = lines.at(-1) as string;
  const shift = before.startsWith(INLINE) ? INLINE.length : 0;
  return {line: lines.length, column: before.length - shift + 1};
}

/** Why an AssemblyScript file cannot be compiled: each problem with file, line and column. */
export class AssemblyError extends Error {
  override name = "AssemblyError";
  /** The first problem's place, as Vite shows it. */
  readonly loc: {file: string; line: number; column: number};

  constructor(file: string, problems: AssemblyProblem[], cause: Error | null) {
    const path = relative(process.cwd(), file);
    const listed = problems.map(({message, line, column}) => `${path}:${line}:${column} ${message}`);
    super(listed.join("\n") || `${path}: ${cause?.message ?? "the compiler wrote nothing"}`, {cause});
    this.loc = {file, line: problems[0]?.line ?? 1, column: problems[0]?.column ?? 1};
  }
}

let version: string | undefined;

function compilerVersion(): string {
  version ??= (createRequire(import.meta.url)("assemblyscript/package.json") as {version: string}).version;
  return version;
}
