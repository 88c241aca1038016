import compiled from "virtual:kernels";
import {describe, expect, it, vi} from "vitest";
import type {Listener} from "../../../src/lab/engine/backend.ts";
import {Lab, type StartBackend} from "../../../src/lab/engine/lab.ts";
import type {ToWorker} from "../../../src/lab/engine/protocol.ts";
import {type Scope, serve} from "../../../src/lab/engine/serve.ts";
import {workers} from "../../../src/lab/engine/workers.ts";
import {type LayerList, layerStatisticsBy} from "../../../src/lab/layer-statistics.ts";
import {Shard} from "../../../src/lab/layers/shard.ts";
import type {LayerOptions} from "../../../src/lab/options.ts";
import {measureWhole} from "../layers/measure.ts";

/** What a worker's script does, on this thread: messages pass by a real channel. */
class LocalWorker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly #channel = new MessageChannel();

  constructor(kernels = compiled) {
    const {port1, port2} = this.#channel;
    const scope: Scope = {onmessage: null, postMessage: (message) => port2.postMessage(message)};
    serve(scope, kernels);
    port2.onmessage = (event: MessageEvent<ToWorker>) => scope.onmessage?.(event);
    port1.onmessage = (event) => this.onmessage?.(event);
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.#channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.#channel.port1.close();
  }
}

const newWorker = () => new LocalWorker() as unknown as Worker;
const silent: Listener = {reported() {}, done() {}, failed() {}, broke() {}};

async function inLab<T>(start: StartBackend, use: (lab: Lab) => Promise<T>): Promise<T> {
  let dispose = () => {};
  const lab = new Lab(async (...args) => {
    const backend = await start(...args);
    dispose = () => backend.dispose();
    return backend;
  });
  try {
    return await use(lab);
  } finally {
    dispose();
  }
}

const two: StartBackend = (listener) => workers(newWorker, listener);

async function last(lab: Lab, options: LayerOptions): Promise<LayerList> {
  let result: LayerList | undefined;
  for await (const layers of layerStatisticsBy(lab, options)) result = layers;
  return result!;
}

describe("two workers", () => {
  it("give what one thread gives, with batch normalization across them too", async () => {
    await inLab(two, async (lab) => {
      expect(await lab.status()).toMatchObject({
        workers: 2,
        description: expect.stringMatching(/^two workers, WebAss/),
      });
      expect((await lab.status()).fallback).toBeUndefined();
      for (const options of [
        {widths: [40, 30, 20], samples: 101, initialization: "xavier", backward: true},
        {widths: [40, 30, 20], samples: 101, nonlinearity: "relu", batchNorm: true, backward: true},
        {widths: [5, 5], samples: 1, batchNorm: true, backward: true},
        {widths: Array(3).fill(300), samples: 2000, batchNorm: true, initialization: 1},
      ] satisfies LayerOptions[]) {
        const [layers, whole] = [await last(lab, options), measureWhole(options)];
        layers.forEach(({std, gradientStd, note}, i) => {
          expect(std).toBeCloseTo(whole[i]!.std, 5);
          if (options.backward) expect(gradientStd! - whole[i]!.gradientStd!).toBeCloseTo(0, 5);
          expect(note).toBe(whole[i]!.note);
        });
      }
    });
  });

  it("leave off when another experiment replaces theirs in the middle of an exchange, again and again", async () => {
    await inLab(two, async (lab) => {
      const options = (seed: number): LayerOptions => ({
        widths: Array(4).fill(300),
        samples: 1500,
        batchNorm: true,
        seed,
      });
      for (let seed = 1; seed <= 20; seed++) {
        const layers = layerStatisticsBy(lab, options(seed));
        await layers.next();
        const waiting = layers.next();
        if (seed % 2) await new Promise((resolve) => setImmediate(resolve));
        await layers.return();
        expect((await waiting).done).toBe(true);
      }
      const layers = await last(lab, options(1));
      expect(layers.progress).toBe(1);
      measureWhole(options(1)).forEach(({std}, i) => {
        expect(layers[i]!.std).toBeCloseTo(std, 5);
      });
    });
  });

  it("tell of an experiment that fails, and serve the next", async () => {
    await inLab(two, async (lab) => {
      await expect(last(lab, {widths: [2048], samples: 100_000})).rejects.toThrow(RangeError);
      expect((await last(lab, {widths: [3], samples: 5})).progress).toBe(1);
    });
  });

  it("run the TypeScript kernels where there are no others, and say so", async () => {
    const broken = {simd: new Uint8Array(), relaxed: new Uint8Array()};
    const withoutKernels = () => new LocalWorker(broken) as unknown as Worker;
    const start: StartBackend = (listener) => workers(withoutKernels, listener);
    await inLab(start, async (lab) => {
      expect(await lab.status()).toEqual({
        kernels: "typescript",
        workers: 2,
        fallback: "Slower than it could be: the WebAssembly here has no SIMD.",
        description: "two workers, TypeScript kernels",
      });
      expect((await last(lab, {widths: [3], samples: 5})).progress).toBe(1);
    });
  });

  it("are given up when they cannot start, or do not answer", async () => {
    const refuses = () => {
      throw new Error("forbidden by a policy");
    };
    await expect(workers(refuses, silent)).rejects.toThrow("forbidden by a policy");

    vi.useFakeTimers({toFake: ["setTimeout", "clearTimeout"]});
    const terminate = vi.fn();
    const mute = () => ({postMessage() {}, terminate}) as unknown as Worker;
    const waiting = expect(workers(mute, silent)).rejects.toThrow("does not answer");
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    await waiting;
    expect(terminate).toHaveBeenCalledTimes(2);
  });

  it("do no work for a run that was stopped", async () => {
    const run = vi.spyOn(Shard.prototype, "run");
    await inLab(two, async (lab) => {
      await lab.status();
      const layers = layerStatisticsBy(lab, {widths: Array(4).fill(300), samples: 1500});
      void layers.next();
      await layers.return();
      await last(lab, {widths: [3], samples: 5});
      const samples = run.mock.calls.map(([net]) => net.samples);
      expect(samples.filter((count) => count === 1500).length).toBeLessThanOrEqual(2);
    });
    run.mockRestore();
  });
});
