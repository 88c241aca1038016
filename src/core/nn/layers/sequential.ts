import type {Matrix} from "../../numeric/index.ts";
import {copyOf, type DoubleMatrix} from "../doubles.ts";
import {checkFinite, nameOf} from "../errors.ts";
import type {Layer, Mode, Param} from "../types.ts";

/** What a layer did in the last passes. The matrices belong to the layers: the next pass overwrites them. */
export interface LayerTrace {
  readonly name: string;
  readonly layer: Layer;
  /** The layer's last output. Undefined before a forward pass. */
  readonly output: Matrix | undefined;
  /** ∂L/∂output. Undefined before a backward pass. */
  readonly gradient: Matrix | undefined;
}

/**
 * Layers one after the other, the output of each the input of the next:
 *
 *     const {init} = random(1);
 *     const network = new Sequential([new Dense(2, 4, {rng: init}), new Tanh(), new Dense(4, 1, {rng: init})]);
 *     network.predict(x);
 *
 * It is a layer itself. Layers without a name get one by their place among their kind: "dense 1", "tanh 1", "dense 2".
 */
export class Sequential implements Layer {
  name?: string;
  readonly kind = "network";
  readonly layers: readonly Layer[];
  readonly #params: readonly Param[];
  readonly #outputs: (Matrix | undefined)[];
  readonly #gradients: (Matrix | undefined)[];
  /** Inside another network, whose input was looked at already. */
  #nested = false;

  /** @throws RangeError for no layers, or a layer that stands twice (it remembers one pass only) */
  constructor(layers: readonly Layer[]) {
    if (layers.length === 0) throw new RangeError("a network needs at least one layer");
    const counts = new Map<string, number>();
    layers.forEach((layer, i) => {
      if (layers.indexOf(layer) !== i) throw new RangeError(`${nameOf(layer)} stands twice in a network: make two`);
      const kind = layer.kind ?? "layer";
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      layer.name ??= `${kind} ${counts.get(kind)}`;
      if (layer instanceof Sequential) layer.#nested = true;
    });
    this.layers = [...layers];
    this.#params = this.layers.flatMap((layer) =>
      layer.params().map((param) => ({...param, name: `${layer.name} ${param.name}`})),
    );
    this.#outputs = layers.map(() => undefined);
    this.#gradients = layers.map(() => undefined);
  }

  params(): readonly Param[] {
    return this.#params;
  }

  /** @throws RangeError when a shape does not fit, or the input has an entry that is not finite */
  forward(x: Matrix, mode: Mode): Matrix {
    if (!this.#nested) checkFinite("the network's input", x);
    let signal = x;
    for (let i = 0; i < this.layers.length; i++) {
      signal = this.layers[i]!.forward(signal, mode);
      this.#outputs[i] = signal;
    }
    return signal;
  }

  backward(dout: Matrix, inputGradient = true): Matrix {
    let gradient = dout;
    for (let i = this.layers.length - 1; i >= 0; i--) {
      this.#gradients[i] = gradient;
      gradient = this.layers[i]!.backward(gradient, inputGradient || i > 0);
    }
    return gradient;
  }

  /** The outputs at test time, in a matrix of their own. */
  predict(x: Matrix): DoubleMatrix {
    return copyOf(this.forward(x, "test"));
  }

  /** Each layer's last output and gradient, for statistics while a network trains. */
  trace(): LayerTrace[] {
    return this.layers.map((layer, i) => ({
      name: nameOf(layer),
      layer,
      output: this.#outputs[i],
      gradient: this.#gradients[i],
    }));
  }
}
