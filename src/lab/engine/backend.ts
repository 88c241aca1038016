import type {Report} from "../layers/reports.ts";
import type {Run} from "./drive.ts";

/** Which kernels run, and where. */
export interface LabStatus {
  readonly kernels: "typescript" | "simd" | "relaxed-simd";
  /** 2, or 0 where the page computes by itself. */
  readonly workers: number;
  /** Why it is not the fastest there is, as a sentence; undefined if it is. */
  readonly fallback?: string;
  /** The same in words: "two workers, WebAssembly with relaxed SIMD". */
  readonly description: string;
}

/** A place where experiments run. The newest run is the only one: to begin it, or to stop, ends the one before. */
export interface Backend {
  readonly status: LabStatus;
  /** Into how many parts it divides the rows. */
  readonly shards: number;
  begin(run: Run): void;
  stop(): void;
  dispose(): void;
}

/** Whom a backend tells. What belongs to a run that was stopped may still come, and is ignored. */
export interface Listener {
  /** Some layers, of one shard. */
  reported(id: number, reports: readonly Report[]): void;
  /** One shard has done its share. */
  done(id: number): void;
  failed(id: number, error: Error): void;
  /** The backend itself is of no more use: a worker has died. */
  broke(error: Error): void;
}

export function describeBackend(kernels: LabStatus["kernels"], workers: number, reasons: readonly string[]): LabStatus {
  const where = workers === 0 ? "this page's own thread" : workers === 2 ? "two workers" : `${workers} workers`;
  const how = {
    typescript: "TypeScript kernels",
    simd: "WebAssembly with SIMD",
    "relaxed-simd": "WebAssembly with relaxed SIMD",
  }[kernels];
  const fallback = reasons.length > 0 ? `Slower than it could be: ${reasons.join("; ")}.` : undefined;
  return {kernels, workers, ...(fallback ? {fallback} : {}), description: `${where}, ${how}`};
}
