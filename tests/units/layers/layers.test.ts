// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {comparisonTables, layerHistograms, layerTable, overDepth, runStatus} from "../../../src/units/layers/index.ts";

const bins = (...counts: number[]) => counts.map((count, i) => ({x0: i, x1: i + 1, count}));
const layer = (number: number, std: number, extra = {}) => ({
  layer: number,
  mean: 0,
  std,
  histogram: bins(1, 5, 2),
  samples: 1000,
  preview: false,
  ...extra,
});
const three = [layer(1, 0.5), layer(2, 0.25), layer(3, 0.125)];

describe("overDepth", () => {
  it("draws a dot a layer and the theory as a line, and says both ends", () => {
    const svg = overDepth(three, {theory: three});
    expect(svg.querySelectorAll("circle.over-depth-mark[cx]")).toHaveLength(4); // one of them in the legend
    expect(svg.querySelector("path.over-depth-theory")?.getAttribute("d")).toMatch(/^M.*L.*L/);
    expect(svg.getAttribute("role")).toBe("img");
    expect(svg.getAttribute("aria-label")).toBe(
      "std of the outputs against depth: measured 0.5 in layer 1, 0.125 in layer 3; theory 0.5 in layer 1, 0.125 in layer 3.",
    );
  });

  it("tells gradients from outputs by shape", () => {
    const gradients = three.map((each) => ({...each, gradientStd: each.std}));
    const svg = overDepth(gradients, {y: "gradientStd"});
    expect(svg.querySelectorAll("circle.over-depth-mark")).toHaveLength(0);
    expect(svg.querySelectorAll("path.over-depth-mark")).toHaveLength(3);
  });

  it("keeps zeros, infinities and what is not a number on the picture", () => {
    const odd = [layer(1, 1), layer(2, 0), layer(3, Infinity), layer(4, Number.NaN)];
    const svg = overDepth(odd, {log: true});
    expect(svg.querySelectorAll("title")).toHaveLength(4);
    expect([...svg.querySelectorAll(".layers-rail + text")].map((text) => text.textContent)).toEqual(["0", "overflow"]);
    expect(svg.textContent).toContain("NaN");
    expect(svg.outerHTML).not.toMatch(/="[^"]*NaN/);
  });

  it("draws several runs as a band with the mean in it", () => {
    const svg = overDepth([three, three.map((each) => ({...each, std: 3 * each.std}))]);
    expect(svg.querySelector(".over-depth-band")?.getAttribute("d")?.split("L")).toHaveLength(6);
    expect(svg.getAttribute("aria-label")).toContain("measured 1 in layer 1");
  });

  it("stands for one layer and for none", () => {
    expect(overDepth([layer(1, 1)]).outerHTML).not.toContain("NaN");
    expect(overDepth([]).getAttribute("aria-label")).toContain("not measured yet");
  });

  it("says what to do with a generator", () => {
    const generator = (function* () {
      yield three;
    })();
    expect(() => overDepth(generator as never)).toThrow(/a cell of its own/);
    expect(() => layerHistograms(null as never)).toThrow(/needs a list of layers.*null/);
  });
});

describe("layerHistograms", () => {
  it("has a panel a layer, with its std, in as many rows as the width asks for", () => {
    const wide = layerHistograms(three, {width: 900});
    expect(wide.querySelectorAll("g")).toHaveLength(3);
    expect(wide.textContent).toContain("std 0.125");
    const narrow = layerHistograms(three, {width: 100});
    expect(Number(narrow.getAttribute("height"))).toBe(3 * Number(wide.getAttribute("height")));
  });

  it("cuts off a bar that dwarfs all others, and shows that it did", () => {
    const relu = [{...three[0]!, histogram: bins(1000, 10, 8)}];
    const svg = layerHistograms(relu);
    expect(svg.querySelectorAll(".layer-histogram-gap")).toHaveLength(1);
    expect(layerHistograms(three).querySelectorAll(".layer-histogram-gap")).toHaveLength(0);
  });

  it("stands for empty histograms", () => {
    expect(layerHistograms([{...three[0]!, histogram: bins(0, 0)}]).outerHTML).not.toContain("NaN");
    expect(layerHistograms([]).getAttribute("aria-label")).toContain("nothing is computed yet");
  });
});

describe("layerTable", () => {
  it("has a row a layer, the theory beside what it predicts, and notes where there are some", () => {
    const table = layerTable([layer(1, 0.5), layer(2, 1.2e-9, {note: "tiny"})], {
      theory: three,
      columns: ["std", "saturated"],
    });
    const rows = [...table.querySelectorAll("tbody tr")].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(rows).toEqual([
      ["1", "0.500000", "0.500000", ""],
      ["2", "1.2×10−9", "0.250000", "tiny"],
    ]);
    expect(table.querySelectorAll("thead th")).toHaveLength(4);
  });
});

describe("runStatus", () => {
  it("tells a preview from the whole, and each note once with its layers", () => {
    const note = "overflowed";
    const layers = Object.assign([layer(1, 1), layer(2, 1, {note}), layer(3, 1, {note})], {progress: 0.5});
    const text = runStatus(layers).textContent;
    expect(text).toContain("Preview from 1,000 samples");
    expect(text).toContain("Layers 2 to 3: overflowed.");
    expect(runStatus(Object.assign([...three], {progress: 1})).textContent).toBe("1,000 samples.");
  });

  it("says which engine runs, and why it is not the fastest", () => {
    const engine = {description: "this page’s own thread", fallback: "There are no workers."};
    const text = runStatus(three, {engine}).textContent;
    expect(text).toContain("Runs on this page’s own thread.");
    expect(text).toContain("There are no workers.");
  });
});

describe("comparisonTables", () => {
  it("marks what is further apart than chance explains, not by colour alone", () => {
    const row = {layer: 1, slide: 1, here: 1, theory: 1};
    const tables = comparisonTables([
      {
        name: "tanh",
        rows: [
          {...row, apart: 1},
          {...row, apart: 6.4},
          {...row, apart: undefined},
        ],
      },
    ]);
    expect([...tables.querySelectorAll("td:last-child")].map((cell) => cell.textContent)).toEqual([
      "1.0",
      "✗ 6.4",
      "…",
    ]);
    expect(tables.querySelectorAll(".comparison-far")).toHaveLength(1);
  });
});
