import type {Matrix} from "../../numeric/index.ts";
import type {DoubleMatrix} from "../doubles.ts";
import {checkInput, checkOutputGradient, checkWidth} from "../errors.ts";
import type {Layer, Param} from "../types.ts";
import {Workspace} from "../workspace.ts";
import {Dense, type DenseOptions} from "./dense.ts";

export interface MaxoutOptions extends DenseOptions {
  /** How many linear pieces each unit chooses from; 2 where nothing else is said. */
  pieces?: number;
}

/**
 * Maxout (Goodfellow, Warde-Farley, Mirza, Courville and Bengio, 2013):
 *
 *     Y = max_k (X W_k + b_k)        ∂Y goes to the piece that won, entry by entry; at a tie to the first
 *
 * It is k dense layers and a maximum: k times the parameters of one, and no region where it is flat.
 */
export class Maxout implements Layer {
  name?: string;
  readonly kind = "maxout";
  readonly inputs: number;
  readonly outputs: number;
  readonly pieces: readonly Dense[];
  readonly #params: readonly Param[];
  readonly #y = new Workspace();
  readonly #dz = new Workspace();
  readonly #dx = new Workspace();
  #winner = new Uint8Array(0);
  #output: DoubleMatrix | undefined;

  /** @throws RangeError for widths below 1 and for less than 1 or more than 256 pieces */
  constructor(inputs: number, outputs: number, {pieces = 2, ...options}: MaxoutOptions = {}) {
    checkWidth("maxout", pieces, "pieces");
    if (pieces > 256) throw new RangeError(`maxout: at most 256 pieces, not ${pieces}`);
    this.inputs = inputs;
    this.outputs = outputs;
    this.pieces = Array.from({length: pieces}, () => new Dense(inputs, outputs, options));
    this.#params = this.pieces.flatMap((piece, k) =>
      piece.params().map((param) => ({...param, name: `${param.name} ${k + 1}`})),
    );
  }

  params(): readonly Param[] {
    return this.#params;
  }

  forward(x: Matrix): DoubleMatrix {
    checkInput(this, x, this.inputs);
    const y = this.#y.take(x.rows, this.outputs);
    if (this.#winner.length < y.data.length) this.#winner = new Uint8Array(y.data.length);
    for (let k = 0; k < this.pieces.length; k++) {
      const z = this.pieces[k]!.forward(x);
      for (let i = 0; i < y.data.length; i++) {
        if (k === 0 || z.data[i]! > y.data[i]! || Number.isNaN(z.data[i]!)) {
          y.data[i] = z.data[i]!;
          this.#winner[i] = k;
        }
      }
    }
    this.#output = y;
    return y;
  }

  backward(dout: Matrix): DoubleMatrix {
    checkOutputGradient(this, dout, this.#output);
    const dz = this.#dz.take(dout.rows, dout.cols);
    const dx = this.#dx.take(dout.rows, this.inputs);
    dx.data.fill(0);
    for (let k = 0; k < this.pieces.length; k++) {
      for (let i = 0; i < dz.data.length; i++) dz.data[i] = this.#winner[i] === k ? dout.data[i]! : 0;
      const part = this.pieces[k]!.backward(dz);
      for (let i = 0; i < dx.data.length; i++) dx.data[i]! += part.data[i]!;
    }
    return dx;
  }
}
