import {type KernelBytes, loadKernels} from "../../core/numeric/kernels/index.ts";
import type {Backend, Listener} from "./backend.ts";
import {here} from "./here.ts";
import {workers} from "./workers.ts";

/** Two workers with the compiled kernels, or whatever of that is to be had, with the reasons for the rest. */
export async function startBackend(listener: Listener, broken?: Error): Promise<Backend> {
  const start = await (broken ?? workerStarter());
  let why = start instanceof Error ? start.message : "";
  if (typeof start === "function") {
    try {
      return await workers(start, listener);
    } catch (error) {
      why = (error as Error).message;
    }
  }
  const {kernels, reason} = await loadKernels(compiledKernels);
  return here(kernels, [`no workers run (${why})`, ...(reason ? [reason] : [])], listener);
}

// Both are modules that only Vite can make: in Node they are missing, and so is a network that fails half-way.

async function compiledKernels(): Promise<KernelBytes> {
  try {
    return (await import("./compiled-kernels.ts")).default;
  } catch {
    throw new Error("the compiled kernels are not to be had here");
  }
}

async function workerStarter(): Promise<(() => Worker) | Error> {
  if (typeof Worker !== "function") return new Error("there are none here");
  try {
    return (await import("./new-worker.ts")).newWorker;
  } catch {
    return new Error("their script did not load");
  }
}
