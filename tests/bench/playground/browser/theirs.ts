import {BATCH, features, RATE, type Shape} from "../workload.ts";
import {points} from "./ours.ts";

/** What we use of TensorFlow Playground's src/nn.ts. */
interface Playground {
  Activations: {TANH: unknown};
  Errors: {SQUARE: {error(output: number, target: number): number}};
  buildNetwork(shape: number[], hidden: unknown, output: unknown, regularization: null, inputs: string[]): unknown;
  forwardProp(network: unknown, inputs: number[]): number;
  backProp(network: unknown, target: number, error: unknown): void;
  updateWeights(network: unknown, rate: number, regularizationRate: number): void;
}

/** Returns what trains the playground's network for some epochs, as its src/playground.ts does, the features made before. */
export async function theirTrainer({inputs, hidden}: Shape): Promise<(epochs: number) => number> {
  const url = new URL("peers/playground.js", document.baseURI).href;
  const nn: Playground = await import(/* @vite-ignore */ url);
  const {TANH} = nn.Activations;
  const rows = points.map(({x, y, target}) => ({input: features(x, y, inputs), target}));
  // Its order is shuffled once.
  for (let i = rows.length - 1; i > 0; i--) {
    const j = (i * 7919) % (i + 1);
    [rows[i], rows[j]] = [rows[j]!, rows[i]!];
  }
  const names = Array.from({length: inputs}, (_, i) => `x${i}`);
  const network = nn.buildNetwork([inputs, ...hidden, 1], TANH, TANH, null, names);
  return (epochs) => {
    for (let epoch = 0; epoch < epochs; epoch++) {
      rows.forEach(({input, target}, i) => {
        nn.forwardProp(network, input);
        nn.backProp(network, target, nn.Errors.SQUARE);
        if ((i + 1) % BATCH === 0) nn.updateWeights(network, RATE, 0);
      });
    }
    const losses = rows.map(({input, target}) => nn.Errors.SQUARE.error(nn.forwardProp(network, input), target));
    return losses.reduce((sum, each) => sum + each, 0) / losses.length;
  };
}
