import type {Layer} from "./layer.ts";
import {type NetworkList, networkList} from "./layer-list.ts";

export interface NeuralTuringMachineOptions {
  /** Steps of time that the network is unrolled over. */
  steps?: number;
  /** Units of the feed-forward controller. */
  controller?: number;
  /** Rows of the memory: N. */
  rows?: number;
  /** Columns of the memory: M. */
  columns?: number;
  /** Width of one input vector; the copy task has eight bits and a delimiter. */
  inputs?: number;
  /** Width of one output vector. */
  outputs?: number;
  /** Allowed shifts: 3 means −1, 0 and 1. */
  shifts?: number;
  /** Draw each head's addressing as its four operations instead of one node. */
  openHeads?: boolean;
}

/**
 * A Neural Turing Machine (Graves, Wayne and Danihelka 2014) unrolled over time, with a feed-forward controller, one write
 * head and one read head. The same weights serve every step. Numbers in comments are the paper's equations.
 */
export function neuralTuringMachine(options: NeuralTuringMachineOptions = {}): NetworkList {
  const {
    steps = 3,
    controller = 100,
    rows = 128,
    columns = 20,
    inputs = 9,
    outputs = 8,
    shifts = 3,
    openHeads = false,
  } = options;
  // A head is told a key k, its strength β, a gate g, a shift s and a sharpness γ; a write head also what to erase and add.
  const head = columns + 1 + 1 + shifts + 1;
  const start = "t = 0";
  const layers: Layer[] = [
    {name: "memory 0", type: "input", options: {shape: [rows, columns]}, group: start},
    {name: "w write 0", type: "input", options: {shape: [rows]}, group: start},
    {name: "w read 0", type: "input", options: {shape: [rows]}, group: start},
    {name: "read 0", type: "input", options: {shape: [columns]}, group: start},
  ];
  for (let t = 1; t <= steps; t++) {
    const group = `t = ${t}`;
    const add = (layer: Layer) => layers.push({...layer, group});
    const address = (which: "write" | "read", memory: string) => {
      const [told, before] = [`${which} head ${t}`, `w ${which} ${t - 1}`];
      if (!openHeads) {
        add({name: `w ${which} ${t}`, type: "address", inputs: [told, memory, before]});
        return;
      }
      const part = (name: string) => `${which} ${name} ${t}`;
      add({name: part("content"), type: "content", inputs: [told, memory]}); // 5, 6
      add({name: part("gate"), type: "interpolate", inputs: [told, part("content"), before]}); // 7
      add({name: part("shift"), type: "shift", inputs: [told, part("gate")]}); // 8
      add({name: `w ${which} ${t}`, type: "sharpen", inputs: [told, part("shift")]}); // 9
    };
    const before = `memory ${t - 1}`;
    const after = `memory ${t}`;
    add({name: `x ${t}`, type: "input", options: {shape: [inputs]}, inputs: []});
    add({
      name: `control ${t}`,
      type: "dense",
      options: {units: controller},
      inputs: [`x ${t}`, `read ${t - 1}`],
      weights: "control",
    });
    add({name: `tanh ${t}`, type: "tanh"});
    const units = head + 2 * columns;
    add({name: `write head ${t}`, type: "dense", options: {units}, inputs: [`tanh ${t}`], weights: "write head"});
    add({name: `read head ${t}`, type: "dense", options: {units: head}, inputs: [`tanh ${t}`], weights: "read head"});
    address("write", before);
    add({name: after, type: "write", inputs: [`write head ${t}`, `w write ${t}`, before]}); // 3, 4
    address("read", after);
    add({name: `read ${t}`, type: "read", inputs: [`w read ${t}`, after]}); // 2
    add({
      name: `output ${t}`,
      type: "dense",
      options: {units: outputs},
      inputs: [`tanh ${t}`, `read ${t}`],
      weights: "output",
    });
    add({name: `sigmoid ${t}`, type: "sigmoid"});
    // The loss so far: a running sum keeps every wire between neighbours, and its last node is the whole loss.
    add({name: `loss ${t}`, type: "loss", inputs: t === 1 ? [`sigmoid ${t}`] : [`sigmoid ${t}`, `loss ${t - 1}`]});
  }
  return networkList(layers, {
    title: "Neural Turing Machine",
    dials: [
      {name: "steps", label: "steps of time", kind: "range", min: 1, max: 12, step: 1, value: steps},
      {name: "controller", label: "controller units", kind: "range", min: 10, max: 500, step: 10, value: controller},
      {name: "rows", label: "memory rows N", kind: "range", min: 8, max: 256, step: 8, value: rows},
      {name: "columns", label: "memory columns M", kind: "range", min: 4, max: 64, step: 4, value: columns},
      {
        name: "openHeads",
        label: "open the addressing",
        kind: "toggle",
        min: 0,
        max: 1,
        step: 1,
        value: openHeads ? 1 : 0,
      },
    ],
    rebuild: (settings) =>
      neuralTuringMachine({...options, ...settings, openHeads: (settings.openHeads ?? (openHeads ? 1 : 0)) === 1}),
  });
}
