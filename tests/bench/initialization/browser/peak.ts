import type {Compiled} from "./kernel.ts";

/** The exports of ../peak.assembly.ts. */
interface Probe {
  fused(rounds: number, x: number, y: number): number;
  split(rounds: number, x: number, y: number): number;
}

const ROUNDS = 5_000_000;
/** Multiplications and additions of single numbers in a round. */
const OPERATIONS = {fused: 12 * 2 * 4, split: 6 * 2 * 4};

const probes = new Map<Compiled, Probe>();

/** Compiles the probe; `bytes` as plain numbers, since they come from outside the page. */
export function setPeak(compiled: Compiled, bytes: readonly number[]): void {
  const code = Uint8Array.from(bytes);
  if (!WebAssembly.validate(code)) return;
  probes.set(compiled, new WebAssembly.Instance(new WebAssembly.Module(code)).exports as unknown as Probe);
}

/** Milliseconds that a GFLOP takes in the probe's registers; undefined where the browser does not know its instructions. */
export function peak(compiled: Compiled, form: keyof Probe): number | undefined {
  const probe = probes.get(compiled);
  if (!probe) return undefined;
  const start = performance.now();
  if (!(probe[form](ROUNDS, 1, 0.5) > 0)) throw new Error("the probe computes nothing");
  return ((performance.now() - start) * 1e9) / (ROUNDS * OPERATIONS[form]);
}
