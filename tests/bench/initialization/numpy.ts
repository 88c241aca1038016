import {spawn} from "node:child_process";
import {once} from "node:events";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";
import type {Run} from "./experiment.ts";

/** As on the slide, in double precision; the same in single precision; at its best; and with another histogram than its own. */
export type NumpyVariant = "slide" | "single" | "best" | "beyond";

export interface Numpy {
  version: string;
  /** The instruction sets it has found, such as "X86_V3" (with AVX2) and "X86_V4" (with AVX-512). */
  features: string[];
  run(variant: NumpyVariant, scale: number): Promise<Run>;
  close(): void;
}

/** Starts python3 with numpy, which then waits for runs; or says why there is none. */
export async function numpy(environment: Readonly<Record<string, string>> = {}): Promise<Numpy | {missing: string}> {
  const script = fileURLToPath(new URL("numpy-experiment.py", import.meta.url));
  const python = spawn("python3", [script], {env: {...process.env, ...environment}});
  let complaint = "";
  python.stderr.on("data", (text) => {
    complaint += text;
  });
  python.on("error", (error) => {
    complaint = error.message; // The process cannot be started: its output ends at once.
  });
  python.stdin.on("error", () => {});
  const lines = createInterface(python.stdout)[Symbol.asyncIterator]();
  const read = async (): Promise<string | undefined> => (await lines.next()).value;
  const greeting = await read();
  if (greeting === undefined) {
    if (python.pid && python.exitCode === null) await once(python, "close");
    return {missing: `no numpy: ${complaint.trim().split("\n").at(-1) || "python3 does not run"}`};
  }
  const [version = "", ...features] = greeting.split(" ");
  return {
    version,
    features,
    async run(variant, scale) {
      python.stdin.write(`${variant} ${scale}\n`);
      const line = await read();
      if (line === undefined) throw new Error(`numpy ended: ${complaint.trim()}`);
      const [seconds, ...stds] = line.split(" ").map(Number) as [number, ...number[]];
      return {milliseconds: seconds * 1000, stds};
    },
    close() {
      python.stdin.end();
    },
  };
}

/**
 * The same numpy kept to vectors of 256 bits, where it would use 512: the ratio to reach was measured against such a one.
 * A browser has 128.
 */
export async function narrowNumpy(python: Numpy | {missing: string}): Promise<Numpy | undefined> {
  if ("missing" in python) return undefined;
  const wide = python.features.filter((feature) => feature === "X86_V4" || feature.startsWith("AVX512"));
  if (wide.length === 0) return undefined;
  const narrow = await numpy({OPENBLAS_CORETYPE: "Haswell", NPY_DISABLE_CPU_FEATURES: wide.join(" ")});
  return "missing" in narrow ? undefined : narrow;
}
