import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import type {Flow} from "./gates.ts";

/** A gate between its wires: values above and solid, gradients below and dashed. */
export interface GateDrawing {
  node: SVGSVGElement;
  /** `symbol` is a letter until the names are told; until then the output's value stays hidden. */
  update(flow: Flow, symbol: string, told: boolean): void;
}

const WIRES = [
  {name: "x", from: 8, to: 84, y: 34},
  {name: "y", from: 8, to: 84, y: 84},
  {name: "", from: 136, to: 206, y: 59},
] as const;

/** Labels begin so far from a wire's start. */
const TEXT = 10;

export function drawGate(): GateDrawing {
  const wires = WIRES.map(({name, from, to, y}) => {
    const value = svg("text", {class: "gate-value", x: from + TEXT, y: y - 7});
    const gradient = svg("text", {class: "gate-gradient", x: from + TEXT, y: y + 22});
    const group = svg(
      "g",
      {},
      svg("path", {class: "gate-forward", d: `M${from},${y}H${to}`}),
      svg("path", {class: "gate-backward", d: `M${from + 6},${y + 5}H${to}`}),
      svg("path", {class: "gate-arrow", d: `M${from},${y + 5}l7,-4v8z`}),
      value,
      gradient,
    );
    return {name, value, gradient, group};
  });
  const label = svg("text", {class: "gate-symbol", x: 110, y: 59, dy: "0.36em", "text-anchor": "middle"});
  const node = svg(
    "svg",
    {class: "gate-picture", viewBox: "0 0 212 122", role: "img"},
    ...wires.map(({group}) => group),
    svg("rect", {class: "gate-box", x: 84, y: 20, width: 52, height: 78, rx: 12}),
    label,
  );
  return {
    node,
    update({x, y, value, upstream, dx, dy}, symbol, told) {
      const shown = [
        [`x = ${numberText(x)}`, dx],
        [`y = ${numberText(y)}`, dy],
        [told ? numberText(value) : "?", upstream],
      ] as const;
      wires.forEach((wire, index) => {
        const [text, gradient] = shown[index]!;
        wire.value.textContent = text;
        wire.gradient.textContent = `∂ ${numberText(gradient)}`;
      });
      label.textContent = symbol;
      node.setAttribute(
        "aria-label",
        `Gate ${symbol}: gradient ${numberText(upstream)} in; ${numberText(dx)} to x = ${numberText(x)}, ` +
          `${numberText(dy)} to y = ${numberText(y)}${told ? `; output ${numberText(value)}` : ""}`,
      );
    },
  };
}
