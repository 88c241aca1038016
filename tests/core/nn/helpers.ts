import {
  type DoubleMatrix,
  doubles,
  type GradientReport,
  gradientCheck,
  type Layer,
  type Matrix,
  type Mode,
  type Param,
  type Random,
} from "../../../src/core/index.ts";

/** A matrix of draws from N(0, 1). */
export function randomMatrix(rows: number, cols: number, rng: Random): DoubleMatrix {
  const x = doubles(rows, cols);
  rng.fillNormal(x.data);
  return x;
}

/** A matrix of draws from N(0, 1), none of which is nearer to 0 than 0.01. */
export function awayFromZero(rows: number, cols: number, rng: Random): DoubleMatrix {
  const x = randomMatrix(rows, cols, rng);
  for (let i = 0; i < x.data.length; i++) x.data[i]! += x.data[i]! < 0 ? -0.01 : 0.01;
  return x;
}

/** Checks a layer's gradients, that in its input included, at L = Σ c ⊙ layer(x) with random c. */
export function checkLayer(layer: Layer, x: DoubleMatrix, mode: Mode, rng: Random): GradientReport {
  const {rows, cols} = layer.forward(x, mode);
  const c = randomMatrix(rows, cols, rng);
  const input: Param = {name: "input", value: x, grad: doubles(x.rows, x.cols), regularized: false};
  const f = (): number => {
    const y = layer.forward(x, mode);
    input.grad.data.set(layer.backward(c).data);
    let sum = 0;
    for (let i = 0; i < y.data.length; i++) sum += c.data[i]! * y.data[i]!;
    return sum;
  };
  return gradientCheck(f, [input, ...layer.params()], {h: 1e-5});
}

export function rowsOf({rows, cols, data}: Matrix): number[][] {
  return Array.from({length: rows}, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
}

/** A · B, three loops. */
export function naiveProduct(a: Matrix, b: Matrix): DoubleMatrix {
  const c = doubles(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < b.cols; j++)
      for (let p = 0; p < a.cols; p++)
        c.data[i * b.cols + j]! += (a.data[i * a.cols + p] as number) * (b.data[p * b.cols + j] as number);
  return c;
}

export function transposed({rows, cols, data}: Matrix): DoubleMatrix {
  const t = doubles(cols, rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) t.data[j * rows + i] = data[i * cols + j] as number;
  return t;
}
