import {expect, test} from "vitest";
import {alexnet} from "../../../src/units/architecture/alexnet.ts";
import type {Layer} from "../../../src/units/architecture/layer.ts";
import {layoutNetwork} from "../../../src/units/architecture/network-layout.ts";
import {neuralTuringMachine} from "../../../src/units/architecture/neural-turing-machine.ts";
import {inferShapes} from "../../../src/units/architecture/shapes.ts";
import {wiresOf} from "../../../src/units/architecture/sweep.ts";
import {fitView, panBy, reveal, zoomBy} from "../../../src/units/architecture/zoom.ts";

const size = {nodeWidth: 124, nodeHeight: 76};

function place(layers: readonly Layer[]) {
  const wires = wiresOf(inferShapes(layers));
  return {
    wires,
    ...layoutNetwork(
      layers.map(({group}) => group),
      wires,
      size,
    ),
  };
}

const lists: [string, readonly Layer[]][] = [
  ["AlexNet", alexnet()],
  ["a long Turing machine", neuralTuringMachine({steps: 8})],
  ["an opened Turing machine", neuralTuringMachine({steps: 2, openHeads: true})],
  [
    "a list without groups",
    [
      {name: "x", type: "input", options: {shape: [3]}},
      {name: "a", type: "relu", inputs: ["x"]},
      {name: "b", type: "tanh", inputs: ["x"]},
      {name: "c", type: "add", inputs: ["a", "b"]},
    ],
  ],
];

test.each(lists)("no two layers of %s overlap, and all are inside", (_, layers) => {
  const {nodes, width, height} = place(layers);
  nodes.forEach((a, i) => {
    expect(a.x - 62).toBeGreaterThanOrEqual(-0.5);
    expect(a.x + 62).toBeLessThanOrEqual(width + 0.5);
    expect(a.y - 38).toBeGreaterThanOrEqual(-0.5);
    expect(a.y + 38).toBeLessThanOrEqual(height + 0.5);
    for (const b of nodes.slice(i + 1)) expect(Math.abs(a.x - b.x) >= 124 || Math.abs(a.y - b.y) >= 76).toBe(true);
  });
});

test.each(lists)("every wire of %s has a path of finite numbers", (_, layers) => {
  const {paths, wires} = place(layers);
  expect(paths).toHaveLength(wires.length);
  for (const path of paths) expect(path).toMatch(/^M[\d.,\s\-MCLHQ]+$/);
});

test("steps of time are drawn alike, side by side", () => {
  const layers = neuralTuringMachine({steps: 3});
  const {nodes} = place(layers);
  const at = (name: string) => nodes[layers.findIndex((layer) => layer.name === name)]!;
  expect(at("memory 2").y).toBe(at("memory 1").y);
  expect(at("memory 3").x - at("memory 2").x).toBeCloseTo(at("memory 2").x - at("memory 1").x, 6);
});

test("zooming about a point leaves it where it is", () => {
  const all = {width: 1000, height: 400};
  const about = {x: 300, y: 120};
  const view = fitView(all);
  const near = zoomBy(view, 2, all, about);
  expect((about.x - near.x) * near.zoom).toBeCloseTo((about.x - view.x) * view.zoom, 9);
  expect(zoomBy(near, 0.1, all)).toEqual(fitView(all));
  expect(panBy(near, 1e6, 0, all).x).toBe(1000);
  const seen = reveal(near, {x: 990, y: 200}, {width: 62, height: 38}, all);
  expect(990 - seen.x).toBeLessThanOrEqual(250 - 62 + 1e-9);
});
