import {describe, expect, it} from "vitest";
import {
  BatchNorm,
  Dense,
  Dropout,
  doubles,
  ELU,
  type Layer,
  LeakyReLU,
  Maxout,
  matrix,
  matrixFrom,
  type NonlinearityName,
  nonlinearity,
  type Random,
  ReLU,
  randomStream,
  Sequential,
  Sigmoid,
  Tanh,
} from "../../../src/core/index.ts";
import {awayFromZero, checkLayer, randomMatrix, rowsOf} from "./helpers.ts";

const elementwise: Record<string, {make: () => Layer; phi: NonlinearityName}> = {
  Sigmoid: {make: () => new Sigmoid(), phi: "sigmoid"},
  Tanh: {make: () => new Tanh(), phi: "tanh"},
  ReLU: {make: () => new ReLU(), phi: "relu"},
  LeakyReLU: {make: () => new LeakyReLU(), phi: "leaky-relu"},
  ELU: {make: () => new ELU(), phi: "elu"},
};

const layers: Record<string, (width: number, rng: Random) => Layer> = {
  ...Object.fromEntries(Object.entries(elementwise).map(([name, {make}]) => [name, make])),
  Dense: (width, rng) => new Dense(width, 4, {rng}),
  "Dense to one": (width, rng) => new Dense(width, 1, {rng}),
  "Dense without bias": (width, rng) => new Dense(width, 7, {rng, bias: false}),
  "Maxout of 2": (width, rng) => new Maxout(width, 3, {rng}),
  "Maxout of 4": (width, rng) => new Maxout(width, 5, {rng, pieces: 4}),
  "Maxout of 1": (width, rng) => new Maxout(width, 2, {rng, pieces: 1}),
  BatchNorm: (width) => new BatchNorm(width),
  "BatchNorm with γ and β": (width, rng) => {
    const layer = new BatchNorm(width);
    for (const {value} of layer.params()) rng.fillNormal(value.data);
    return layer;
  },
  Dropout: (_, rng) => {
    const layer = new Dropout(0.4, {rng});
    layer.frozen = true;
    return layer;
  },
  "a network": (width, rng) => {
    const network = new Sequential([
      new Dense(width, 5, {rng, bias: false}),
      new BatchNorm(5, {epsilon: 0.1}), // two rows and a small ε make gradients that differences cannot resolve
      new Tanh(),
      new Dense(5, 3, {rng, initialization: "he"}),
      new Sequential([new ELU(), new Dense(3, 2, {rng, initialization: "glorot"})]),
    ]);
    for (const {value} of network.params()) rng.fillNormal(value.data, 0.5); // biases too: away from ELU's kink
    return network;
  },
};

describe.each(Object.entries(layers))("%s", (name, make) => {
  it.each([
    [1, 1],
    [1, 3],
    [2, 1],
    [5, 3],
    [7, 9],
  ])("passes the gradient check on a batch of %d, width %d", (rows, width) => {
    for (const mode of ["train", "test"] as const) {
      for (const seed of [1, 2, 3]) {
        const rng = randomStream(seed, name);
        const layer = make(width, rng);
        const report = checkLayer(layer, awayFromZero(rows, width, rng), mode, rng);
        expect(report.relativeError, `${mode}, ${report.worst.label}`).toBeLessThan(1e-6);
      }
    }
  });

  it("gives the same again, and takes no new memory for it", () => {
    const rng = randomStream(4, name);
    const layer = make(3, rng);
    const x = randomMatrix(5, 3, rng);
    const first = layer.forward(x, "test");
    const numbers = rowsOf(first);
    expect(layer.forward(x, "test")).toBe(first);
    expect(rowsOf(first)).toEqual(numbers);
    const gradient = layer.backward(first);
    layer.forward(x, "test");
    expect(layer.backward(first)).toBe(gradient);
    expect(layer.params()[0]).toBe(layer.params()[0]);
  });

  it("treats each sample alike at test time: a batch is its rows", () => {
    const rng = randomStream(5, name);
    const layer = make(3, rng);
    const x = randomMatrix(4, 3, rng);
    layer.forward(x, "train");
    const together = rowsOf(layer.forward(x, "test"));
    const apart = rowsOf(x).map((row) => rowsOf(layer.forward(matrixFrom([row]), "test"))[0]);
    expect(apart).toEqual(together);
  });

  it("takes single precision too", () => {
    const rng = randomStream(6, name);
    const layer = make(2, rng);
    const single = Float32Array.of(0.5, -1.25, 3, 0.125);
    const y = rowsOf(layer.forward(matrix(2, 2, single), "test"));
    expect(rowsOf(layer.forward(matrix(2, 2, Float64Array.from(single)), "test"))).toEqual(y);
  });

  it("asks for a forward pass first, and for a gradient of its output's shape", () => {
    const rng = randomStream(7, name);
    const layer = make(3, rng);
    expect(() => layer.backward(doubles(2, 3))).toThrow("call forward before backward");
    layer.forward(randomMatrix(2, 3, rng), "train");
    expect(() => layer.backward(doubles(3, 8))).toThrow(/the output was 2 × \d, so its gradient cannot be 3 × 8/);
  });

  it("does not hide what is not a number", () => {
    const layer = make(1, randomStream(8, name));
    if (layer instanceof Sequential) return; // looks at its input first
    if (layer instanceof Dropout) return; // may drop it
    expect(layer.forward(matrixFrom([[Number.NaN], [1]]), "train").data[0]).toBeNaN();
  });
});

describe.each(Object.entries(elementwise))("%s", (_, {make, phi}) => {
  it("is the nonlinearity of that name", () => {
    const {value, derivative} = nonlinearity(phi);
    const x = Float64Array.of(-30, -3, -1, -0.2, -1e-9, 0, 1e-9, 0.2, 1, 3, 30);
    const layer = make();
    const y = layer.forward(matrix(1, x.length, x), "test").data;
    const dx = layer.backward(matrix(1, x.length, new Float64Array(x.length).fill(1))).data;
    x.forEach((xi, i) => {
      expect(y[i]).toBeCloseTo(value(xi), 14);
      expect(dx[i]).toBeCloseTo(derivative(xi), 14);
    });
  });
});

describe("Dense", () => {
  it("is X W + b", () => {
    const layer = new Dense(2, 3, {initialization: "zeros"});
    layer.weights.value.data.set([1, 2, 3, 4, 5, 6]);
    layer.bias!.value.data.set([10, 20, 30]);
    const x = matrixFrom([
      [1, 0],
      [1, -1],
    ]);
    expect(rowsOf(layer.forward(x))).toEqual([
      [11, 22, 33],
      [7, 17, 27],
    ]);
    const dx = layer.backward(
      matrixFrom([
        [1, 0, 0],
        [0, 1, 1],
      ]),
    );
    expect(rowsOf(dx)).toEqual([
      [1, 4],
      [5, 11],
    ]);
    expect(rowsOf(layer.weights.grad)).toEqual([
      [1, 1, 1],
      [0, -1, -1],
    ]);
    expect(rowsOf(layer.bias!.grad)).toEqual([[1, 1, 1]]);
  });

  it("says which shapes do not fit, by the name it has", () => {
    const {rng} = {rng: randomStream(1)};
    const network = new Sequential([new Dense(2, 3, {rng}), new Dense(4, 1, {rng})]);
    expect(() => network.forward(doubles(5, 2), "train")).toThrow(
      new RangeError("dense 2: takes 4 numbers a sample, but the input is 5 × 3"),
    );
    expect(() => new Dense(1, 2, {rng}).forward(doubles(5, 2))).toThrow("dense: takes 1 number a sample");
  });

  it("refuses width 0 and weights from nowhere", () => {
    expect(() => new Dense(0, 2)).toThrow(new RangeError("dense: needs a whole number of inputs, at least 1, not 0"));
    expect(() => new Dense(2, 1.5)).toThrow("dense: needs a whole number of outputs, at least 1, not 1.5");
    expect(() => new Dense(2, 3)).toThrow("dense 2 → 3: random weights need a stream");
  });
});

describe("Maxout", () => {
  it("routes the gradient to the piece that won, at a tie to the first", () => {
    const layer = new Maxout(1, 1, {initialization: "zeros"});
    const [first, second] = layer.pieces as [Dense, Dense];
    first.weights.value.data[0] = 2;
    second.weights.value.data[0] = -1;
    expect(rowsOf(layer.forward(matrixFrom([[1], [-1], [0]])))).toEqual([[2], [1], [0]]);
    expect(rowsOf(layer.backward(matrixFrom([[1], [10], [100]])))).toEqual([[2], [-10], [200]]);
    expect(first.bias!.grad.data[0]).toBe(101);
    expect(second.bias!.grad.data[0]).toBe(10);
    expect(layer.params().map(({name}) => name)).toEqual(["weights 1", "bias 1", "weights 2", "bias 2"]);
  });

  it("finds NaN in any piece", () => {
    const layer = new Maxout(1, 1, {initialization: "zeros", pieces: 3});
    layer.pieces[1]!.bias!.value.data[0] = Number.NaN;
    expect(layer.forward(matrixFrom([[1]])).data[0]).toBeNaN();
  });
});

describe("Sequential", () => {
  const rng = randomStream(9);

  it("names its layers, and its parameters by them", () => {
    const named = new Tanh();
    named.name = "squash";
    const network = new Sequential([new Dense(2, 3, {rng}), named, new BatchNorm(3), new Dense(3, 1, {rng})]);
    expect(network.trace().map(({name}) => name)).toEqual(["dense 1", "squash", "batch norm 1", "dense 2"]);
    expect(network.params().map(({name}) => name)).toEqual([
      "dense 1 weights",
      "dense 1 bias",
      "batch norm 1 gamma",
      "batch norm 1 beta",
      "dense 2 weights",
      "dense 2 bias",
    ]);
  });

  it("shows each layer's last output and gradient", () => {
    const network = new Sequential([new Dense(2, 3, {rng}), new Tanh(), new Dense(3, 1, {rng})]);
    expect(network.trace()[0]).toMatchObject({output: undefined, gradient: undefined});
    const y = network.forward(randomMatrix(4, 2, rng), "train");
    const dout = randomMatrix(4, 1, rng);
    network.backward(dout);
    const [dense, tanh, last] = network.trace();
    expect(dense?.output).toMatchObject({rows: 4, cols: 3});
    expect(dense?.gradient).toMatchObject({rows: 4, cols: 3});
    tanh?.output?.data.forEach((entry, i) => {
      expect(entry).toBeCloseTo(Math.tanh(dense?.output?.data[i] as number), 14);
    });
    expect(last?.output).toBe(y);
    expect(last?.gradient).toBe(dout);
  });

  it("predicts into a matrix of its own", () => {
    const network = new Sequential([new Dense(2, 1, {rng})]);
    const a = network.predict(matrixFrom([[1, 2]]));
    const kept = rowsOf(a);
    network.predict(matrixFrom([[3, 4]]));
    expect(rowsOf(a)).toEqual(kept);
  });

  it("refuses no layers, a layer twice, and an input that is not finite", () => {
    const tanh = new Tanh();
    expect(() => new Sequential([])).toThrow("at least one layer");
    expect(() => new Sequential([tanh, tanh])).toThrow("tanh 1 stands twice in a network");
    expect(() =>
      new Sequential([new Tanh()]).forward(
        matrixFrom([
          [1, 2],
          [3, Number.NaN],
        ]),
        "test",
      ),
    ).toThrow(new RangeError("the network's input (2 × 2): row 1, column 1 is NaN; all must be finite numbers"));
  });

  it("takes layers that somebody else wrote", () => {
    const double: Layer = {
      forward: (x) =>
        matrix(
          x.rows,
          x.cols,
          Float64Array.from(x.data, (v) => 2 * v),
        ),
      backward: (d) =>
        matrix(
          d.rows,
          d.cols,
          Float64Array.from(d.data, (v) => 2 * v),
        ),
      params: () => [],
    };
    const network = new Sequential([double, new Dense(2, 1, {rng})]);
    expect(network.trace()[0]?.name).toBe("layer 1");
    expect(checkLayer(network, randomMatrix(3, 2, rng), "train", rng).relativeError).toBeLessThan(1e-6);
  });
});

describe("settings", () => {
  it("are refused where they make no sense", () => {
    const rng = randomStream(1);
    expect(() => new LeakyReLU({alpha: 1})).toThrow("0 ≤ alpha < 1");
    expect(() => new ELU({alpha: 0})).toThrow("above 0");
    expect(() => new Maxout(2, 2, {rng, pieces: 0})).toThrow("maxout: needs a whole number of pieces");
    expect(() => new Dropout(1, {rng})).toThrow("dropout: the probability of dropping must lie in 0 ≤ p < 1, not 1");
    expect(() => new BatchNorm(0)).toThrow("batch norm: needs a whole number of columns");
    expect(() => new BatchNorm(2, {momentum: 1})).toThrow("0 ≤ momentum < 1");
    expect(() => new Dense(2, 2, {rng, initialization: -1})).toThrow("there is no initialization -1");
  });
});
