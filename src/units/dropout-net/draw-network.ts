import {svg} from "../shared/element.ts";
import {fixedText, numberText} from "../shared/number-text.ts";
import {type Shown, sentence} from "./text.ts";

const HEIGHT = 350;
const TOP = 62;
const BOTTOM = 42;
const RADIUS = 20;

/** The network at the latest pass. A dropped unit is a dashed square with a cross, and its wires are dotted. */
export function drawNetwork(shown: Shown, width: number): SVGSVGElement {
  const {settings, all, done} = shown;
  const pass = done.at(-1);
  const {x, widths} = settings;
  const heads =
    width < 520 ? ["input", "hidden 1", "hidden 2", "output"] : ["input", "hidden layer 1", "hidden layer 2", "output"];
  const columns = [x.length, ...widths, 1];
  const side = Math.max(44, Math.min(90, width * 0.12));
  const place = (column: number, row: number): [number, number] => {
    const many = columns[column]!;
    const gap = (HEIGHT - TOP - BOTTOM) / (Math.max(...columns) - 1);
    const middle = TOP + (HEIGHT - TOP - BOTTOM) / 2;
    return [side + (column * (width - 2 * side)) / (columns.length - 1), middle + (row - (many - 1) / 2) * gap];
  };
  const isDropped = (column: number, row: number): boolean =>
    (column === 1 || column === 2) && pass?.factors[(column - 1) as 0 | 1][row] === 0;
  const wires = all.weights.flatMap((layer, column) =>
    layer.flatMap((row, to) =>
      row.map((weight, from) => {
        const [x1, y1] = place(column, from);
        const [x2, y2] = place(column + 1, to);
        const off = isDropped(column, from) || isDropped(column + 1, to);
        return svg("line", {
          class: "dropout-wire",
          "data-off": off,
          x1,
          y1,
          x2,
          y2,
          "stroke-width": off ? 1 : (0.75 + Math.min(3, 1.75 * Math.abs(weight))).toFixed(2),
        });
      }),
    ),
  );
  const plain = (column: number, row: number, value: number | undefined, kind: string) => {
    const [cx, cy] = place(column, row);
    return svg(
      "g",
      {class: "dropout-unit", "data-kind": kind},
      svg("circle", {cx, cy, r: RADIUS}),
      svg("text", {x: cx, y: cy + 4.5, "text-anchor": "middle"}, fixedText(value)),
    );
  };
  const hidden = (layer: 0 | 1, row: number) => {
    const [cx, cy] = place(layer + 1, row);
    const value = pass?.hidden[layer][row];
    const factor = pass?.factors[layer][row];
    const off = factor === 0;
    const s = RADIUS - 2;
    return svg(
      "g",
      {class: "dropout-unit", "data-kind": "hidden", "data-off": off},
      off
        ? svg("rect", {x: cx - s, y: cy - s, width: 2 * s, height: 2 * s, rx: 3})
        : svg("circle", {cx, cy, r: RADIUS}),
      off &&
        svg("path", {
          class: "dropout-cross",
          d: `M${cx - s} ${cy - s}l${2 * s} ${2 * s}m0 ${-2 * s}l${-2 * s} ${2 * s}`,
        }),
      svg(
        "text",
        {x: cx, y: cy + 4.5, "text-anchor": "middle"},
        off ? "0" : fixedText(value === undefined || factor === undefined ? undefined : value * factor),
      ),
      pass &&
        svg(
          "text",
          {class: "dropout-product", x: cx, y: cy + RADIUS + 13, "text-anchor": "middle"},
          `${fixedText(value)} × ${numberText(factor, 2)}`,
        ),
    );
  };
  return svg(
    "svg",
    {
      class: "dropout-picture",
      viewBox: `0 0 ${width} ${HEIGHT}`,
      width,
      height: HEIGHT,
      role: "img",
      "aria-label": `A network of ${columns.join(", ")} units. ${sentence(shown)}`,
    },
    ...heads.map((head, column) =>
      svg("text", {class: "dropout-head", x: place(column, 0)[0], y: 20, "text-anchor": "middle"}, head),
    ),
    ...wires,
    ...x.map((value, row) => plain(0, row, value, "input")),
    ...([0, 1] as const).flatMap((layer) => Array.from({length: widths[layer]}, (_, row) => hidden(layer, row))),
    plain(3, 0, pass?.output, "output"),
  );
}
