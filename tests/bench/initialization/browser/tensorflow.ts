import {BINS, DEPTH, type Run, SAMPLES, WIDTH} from "../experiment.ts";

/** What we use of tfjs, which the page has loaded as a script where it could be installed. */
interface Tensor {
  dataSync(): Float32Array;
  dispose(): void;
}
declare const tf: {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  wasm: {setWasmPaths(folder: string): void; getThreadsCount(): number};
  tidy<T>(work: () => T): T;
  randomNormal(shape: number[], mean?: number, std?: number): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
  tanh(x: Tensor): Tensor;
  moments(x: Tensor): {mean: Tensor; variance: Tensor};
};

let isReady = false;

async function start(): Promise<void> {
  if (isReady) return;
  tf.wasm.setWasmPaths(new URL("peers/", document.baseURI).href);
  if (!(await tf.setBackend("wasm"))) throw new Error("tfjs could not start its WebAssembly backend");
  await tf.ready();
  isReady = true;
}

/** The experiment by tfjs on WebAssembly with SIMD, one thread as a static host allows it. */
export async function runTensorflow(scale: number): Promise<Run> {
  await start();
  const begin = performance.now();
  const layers = tf.tidy(() => {
    const found: {mean: number; std: number; histogram: Uint32Array}[] = [];
    let h = tf.randomNormal([SAMPLES, WIDTH]);
    for (let layer = 0; layer < DEPTH; layer++) {
      const weights = tf.randomNormal([WIDTH, WIDTH], 0, scale);
      const next = tf.tanh(tf.matMul(h, weights));
      const {mean, variance} = tf.moments(next);
      found.push({
        mean: mean.dataSync()[0]!,
        std: Math.sqrt(variance.dataSync()[0]!),
        histogram: histogram(next.dataSync()),
      });
      for (const done of [h, weights, mean, variance]) done.dispose();
      h = next;
    }
    return found;
  });
  return {milliseconds: performance.now() - begin, stds: layers.map(({std}) => std)};
}

/** tfjs has none. Its numbers are at hand without a copy that matters, and a loop over them is the fastest way. */
function histogram(numbers: Float32Array): Uint32Array {
  const bins = new Uint32Array(BINS);
  for (let i = 0; i < numbers.length; i++) {
    const bin = ((numbers[i]! + 1) * (BINS / 2)) | 0;
    bins[bin < BINS ? bin : BINS - 1]!++;
  }
  return bins;
}
