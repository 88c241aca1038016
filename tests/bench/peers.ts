import {execFile} from "node:child_process";
import {existsSync} from "node:fs";
import {mkdir, writeFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {promisify} from "node:util";

/** Pinned: the ratios to reach were measured against these. */
const TENSORFLOW = {"@tensorflow/tfjs-core": "4.22.0", "@tensorflow/tfjs-backend-wasm": "4.22.0"};

/** Where peers lie: beside the project's dependencies, and none of them. */
const FOLDER = resolve("node_modules/.cache/bench-peers");

export interface Tensorflow {
  /** Classic scripts, in the order in which they are to be loaded. */
  scripts: string[];
  /** The compiled backends. */
  binaries: string[];
}

/** Installs tfjs unless it is there already, running nothing of it; or says why that cannot be done. */
export async function tensorflow(): Promise<Tensorflow | {missing: string}> {
  const at = (...path: string[]) => join(FOLDER, "node_modules/@tensorflow", ...path);
  const found: Tensorflow = {
    scripts: [at("tfjs-core/dist/tf-core.min.js"), at("tfjs-backend-wasm/dist/tf-backend-wasm.min.js")],
    binaries: ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm", "tfjs-backend-wasm-threaded-simd.wasm"].map(
      (name) => at("tfjs-backend-wasm/wasm-out", name),
    ),
  };
  const isThere = () => [...found.scripts, ...found.binaries].every((file) => existsSync(file));
  if (isThere()) return found;
  const packages = Object.entries(TENSORFLOW).map(([name, version]) => `${name}@${version}`);
  try {
    await mkdir(FOLDER, {recursive: true});
    // Without a package.json of its own npm would look for one further up, and find ours.
    await writeFile(join(FOLDER, "package.json"), '{"name": "bench-peers", "private": true}\n');
    const options = [
      "--ignore-scripts",
      "--no-save",
      "--no-package-lock",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ];
    await promisify(execFile)("npm", ["install", "--prefix", FOLDER, ...options, ...packages], {
      cwd: FOLDER,
      timeout: 120_000,
    });
  } catch (error) {
    return {missing: `no tfjs: npm could not install it (${firstLine(error)})`};
  }
  return isThere() ? found : {missing: "no tfjs: its packages hold other files than expected"};
}

function firstLine(error: unknown): string {
  const {stderr = "", message = String(error)} = error as {stderr?: string; message?: string};
  return (stderr.trim() || message).split("\n")[0]!;
}
