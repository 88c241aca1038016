import type {BatchNorm} from "../../core/nn/index.ts";
import type {BuiltNetwork, Column} from "./network.ts";

/** Where the numbers of one matrix stand in the list of all the network's numbers. */
export interface Place {
  /** "layer 1 weights", "output bias"; unique in the network. */
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly offset: number;
}

/** One column of units: its places in the list. Units are the columns of each matrix. */
export interface ColumnPlan {
  readonly name: string;
  readonly inputs: number;
  readonly units: number;
  /** One, or one a piece of maxout. */
  readonly weights: readonly Place[];
  /** As many; none with batch normalization. */
  readonly biases: readonly Place[];
  readonly norm?: {readonly gamma: Place; readonly beta: Place; readonly mean: Place; readonly variance: Place};
}

/** How the list of all the network's numbers is laid out, the running averages of batch normalization included. */
export interface Plan {
  readonly columns: readonly ColumnPlan[];
  readonly places: readonly Place[];
  readonly length: number;
}

/** ε of core's batch normalization where nothing else is said. */
export const NORM_EPSILON = 1e-5;

type Numbers = {rows: number; cols: number; data: Float64Array};

/** The numbers of a network as one list, to read, to write and to name. */
export class NetworkVector {
  readonly plan: Plan;
  readonly #matrices: Numbers[] = [];

  constructor({columns}: BuiltNetwork) {
    const places: Place[] = [];
    let length = 0;
    const place = (name: string, matrix: Numbers): Place => {
      const {rows, cols, data} = matrix;
      const entry = {name, rows, cols, offset: length};
      places.push(entry);
      this.#matrices.push(matrix);
      length += data.length;
      return entry;
    };
    const plans = columns.map((column, i) =>
      planOf(column, i === columns.length - 1 ? "output" : `layer ${i + 1}`, place),
    );
    this.plan = {columns: plans, places, length};
  }

  read(): Float64Array {
    const list = new Float64Array(this.plan.length);
    let offset = 0;
    for (const {data} of this.#matrices) {
      list.set(data, offset);
      offset += data.length;
    }
    return list;
  }

  /** @throws RangeError for a list of another length, or with a number that is not finite */
  write(list: ArrayLike<number>): void {
    if (list.length !== this.plan.length)
      throw new RangeError(`the network has ${this.plan.length} numbers, not ${list.length}`);
    for (let i = 0; i < list.length; i++) {
      if (!Number.isFinite(list[i])) throw new RangeError(`number ${i} of the network is ${list[i]}`);
    }
    let offset = 0;
    for (const {data} of this.#matrices) {
      for (let i = 0; i < data.length; i++) data[i] = list[offset + i]!;
      offset += data.length;
    }
  }

  /** @throws RangeError for a place that is none, or a number that is not finite */
  writeOne(offset: number, value: number): void {
    const at = this.plan.places.findIndex((place) => offset >= place.offset && offset < place.offset + size(place));
    if (at < 0 || !Number.isInteger(offset)) throw new RangeError(`the network has no number ${offset}`);
    if (!Number.isFinite(value)) throw new RangeError(`a weight cannot be ${value}`);
    this.#matrices[at]!.data[offset - this.plan.places[at]!.offset] = value;
  }
}

function planOf({sums, norm}: Column, name: string, place: (name: string, matrix: Numbers) => Place): ColumnPlan {
  const {inputs, outputs: units} = sums[0]!;
  const numbered = (what: string, i: number) => `${name} ${what}${sums.length > 1 ? ` ${i + 1}` : ""}`;
  const weights = sums.map((dense, i) => place(numbered("weights", i), dense.weights.value));
  const biases = sums.flatMap((dense, i) => (dense.bias ? [place(numbered("bias", i), dense.bias.value)] : []));
  return {name, inputs, units, weights, biases, ...(norm && {norm: normPlan(norm, name, place)})};
}

function normPlan(norm: BatchNorm, name: string, place: (name: string, matrix: Numbers) => Place) {
  return {
    gamma: place(`${name} gamma`, norm.gamma.value),
    beta: place(`${name} beta`, norm.beta.value),
    mean: place(`${name} running mean`, norm.runningMean),
    variance: place(`${name} running variance`, norm.runningVariance),
  };
}

function size({rows, cols}: Place): number {
  return rows * cols;
}
