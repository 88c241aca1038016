import {describe, expect, it} from "vitest";
import {
  BatchNorm,
  ComputationalGraph,
  Dense,
  type Layer,
  Maxout,
  ReLU,
  randomStream,
  Sequential,
  Sigmoid,
  SoftmaxCrossEntropy,
  Tanh,
} from "../../../src/core/index.ts";
import {randomMatrix, rowsOf} from "./helpers.ts";

// The same network twice: as layers over matrices, and as an expression of scalars. Loss and every gradient must agree.

const samples = 3;
const widths = [2, 3, 2] as const;
const labels = [0, 1, 1];

type Row = string[];
const range = (n: number) => Array.from({length: n}, (_, i) => i);

/** X W + b in scalars, with parameters w{layer}_{i}_{j} and b{layer}_{j}. */
function dense(rows: Row[], layer: string, outputs: number): Row[] {
  return rows.map((row) =>
    range(outputs).map((j) => `(${row.map((x, i) => `${x} * w${layer}_${i}_${j}`).join(" + ")} + b${layer}_${j})`),
  );
}

function crossEntropy(rows: Row[]): string {
  const terms = rows.map((row, i) => `(log(${row.map((s) => `exp(${s})`).join(" + ")}) - ${row[labels[i] as number]})`);
  return `(${terms.join(" + ")}) / ${rows.length}`;
}

function normalized(rows: Row[]): Row[] {
  const columns = range(rows[0]?.length ?? 0).map((j) => {
    const column = rows.map((row) => row[j] as string);
    const mean = `((${column.join(" + ")}) / ${column.length})`;
    const variance = `((${column.map((x) => `(${x} - ${mean})^2`).join(" + ")}) / ${column.length})`;
    return column.map((x) => `(g_${j} * (${x} - ${mean}) / sqrt(${variance} + 0.00001) + h_${j})`);
  });
  return rows.map((_, i) => columns.map((column) => column[i] as string));
}

const inputs: Row[] = range(samples).map((i) => range(widths[0]).map((j) => `x_${i}_${j}`));

function names(prefix: string, rows: number, cols: number): string[] {
  return range(rows * cols).map((at) => `${prefix}_${Math.floor(at / cols)}_${at % cols}`);
}
const denseNames = (layer: string, inputs: number, outputs: number) => [
  names(`w${layer}`, inputs, outputs),
  range(outputs).map((j) => `b${layer}_${j}`),
];

const rng = randomStream(11, "parity");
const first = () => new Dense(widths[0], widths[1], {rng, initialization: 1});
const second = () => new Dense(widths[1], widths[2], {rng, initialization: 1});
const hidden = dense(inputs, "1", widths[1]);
const firstNames = denseNames("1", widths[0], widths[1]);
const secondNames = denseNames("2", widths[1], widths[2]);

const networks: {name: string; layers: Layer[]; scores: Row[]; names: string[][]}[] = [
  ...[
    {f: "tanh", layer: new Tanh()},
    {f: "sigmoid", layer: new Sigmoid()},
    {f: "relu", layer: new ReLU()},
  ].map(({f, layer}) => ({
    name: f,
    layers: [first(), layer, second()],
    scores: dense(
      hidden.map((row) => row.map((x) => `${f}(${x})`)),
      "2",
      widths[2],
    ),
    names: [...firstNames, ...secondNames],
  })),
  {
    name: "maxout",
    layers: [new Maxout(widths[0], widths[1], {rng, initialization: 1}), second()],
    scores: dense(
      hidden.map((row, i) => row.map((x, j) => `max(${x}, ${dense(inputs, "3", widths[1])[i]?.[j]})`)),
      "2",
      widths[2],
    ),
    names: [...firstNames, ...denseNames("3", widths[0], widths[1]), ...secondNames],
  },
  {
    name: "batch normalization",
    layers: [first(), new BatchNorm(widths[1]), new Tanh(), second()],
    scores: dense(
      normalized(hidden).map((row) => row.map((x) => `tanh(${x})`)),
      "2",
      widths[2],
    ),
    names: [
      ...firstNames,
      range(widths[1]).map((j) => `g_${j}`),
      range(widths[1]).map((j) => `h_${j}`),
      ...secondNames,
    ],
  },
];

describe.each(networks)("a network with $name", ({layers, scores, names}) => {
  it("is the computational graph that it stands for", () => {
    const network = new Sequential(layers);
    for (const {value} of network.params())
      for (let i = 0; i < value.data.length; i++) value.data[i]! += 0.5 * rng.normal();
    const x = randomMatrix(samples, widths[0], rng);
    const loss = new SoftmaxCrossEntropy();
    const value = loss.forward(network.forward(x, "train"), labels);
    const dx = network.backward(loss.backward());

    const graph = ComputationalGraph.parse(crossEntropy(scores));
    const params = network.params();
    expect(names.map((list) => list.length)).toEqual(params.map((param) => param.value.data.length));
    const at: Record<string, number> = {};
    names.forEach((list, k) => {
      list.forEach((name, i) => {
        at[name] = params[k]?.value.data[i] as number;
      });
    });
    rowsOf(x).forEach((row, i) => {
      row.forEach((entry, j) => {
        at[`x_${i}_${j}`] = entry;
      });
    });

    expect(Math.abs(graph.forward(at) - value)).toBeLessThan(1e-12);
    const gradients = graph.backward();
    names.forEach((list, k) => {
      list.forEach((name, i) => {
        expect(Math.abs((gradients[name] as number) - (params[k]?.grad.data[i] as number)), name).toBeLessThan(1e-12);
      });
    });
    rowsOf(dx).forEach((row, i) => {
      row.forEach((entry, j) => {
        expect(Math.abs((gradients[`x_${i}_${j}`] as number) - entry), `x_${i}_${j}`).toBeLessThan(1e-12);
      });
    });
  });
});
