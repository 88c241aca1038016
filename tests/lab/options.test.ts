import {describe, expect, it} from "vitest";
import {layerStatistics} from "../../src/lab/index.ts";
import {type LayerOptions, stack} from "../../src/lab/options.ts";

describe("stack", () => {
  it("is the slides' experiment by default", () => {
    const net = stack();
    expect(net).toMatchObject({nonlinearity: "tanh", inputs: 500, samples: 1000, bins: 30, domain: [-1, 1]});
    expect(net.layers).toEqual(Array(10).fill({fanIn: 500, width: 500, scale: 0.01}));
  });

  it("takes fan-in from the layer below", () => {
    const {layers} = stack({inputs: 9, widths: [4, 16], initialization: "xavier"});
    expect(layers).toEqual([
      {fanIn: 9, width: 4, scale: 1 / 3},
      {fanIn: 4, width: 16, scale: 1 / 2},
    ]);
    expect(stack({inputs: 8, widths: [4], initialization: "he"}).layers[0]?.scale).toBe(0.5);
    expect(stack({initialization: "zeros"}).layers[0]?.scale).toBe(0);
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{widths: [10, 0]}, /width of layer 2 is 0; it must be a whole number from 1 to 2048/],
    [{widths: [1e6]}, /width of layer 1 is 1000000/],
    [{widths: [2.5]}, /width of layer 1 is 2.5/],
    [{widths: []}, /widths has 0 layers; 1 to 200/],
    [{widths: Array(201).fill(1)}, /widths has 201 layers/],
    [{widths: 500}, /widths is a list/],
    [{inputs: 0}, /inputs is 0/],
    [{samples: 0}, /samples is 0; it must be a whole number from 1/],
    [{samples: "many"}, /samples is "many"/],
    [{initialization: Number.NaN}, /initialization is NaN; .* 0 or from 1e-30 to 1e\+30/],
    [{initialization: -0.1}, /initialization is -0.1/],
    [{initialization: Infinity}, /initialization is Infinity/],
    [{initialization: "glorot"}, /initialization is "glorot"; .* "xavier", "he" or "zeros"/],
    [{nonlinearity: "swish"}, /no nonlinearity "swish"/],
    [{alpha: Number.NaN}, /alpha is NaN/],
    [{seed: 0.5}, /seed is 0.5; it must be a whole number/],
    [{bins: 0}, /bins is 0/],
    [{domain: [1, 1]}, /domain is \[1, 1\]/],
    [{epsilon: -1}, /epsilon is -1/],
  ])("refuses %j at once", (options, message) => {
    expect(() => layerStatistics(options as LayerOptions)).toThrow(RangeError);
    expect(() => layerStatistics(options as LayerOptions)).toThrow(message);
  });
});
