import {ComputationalGraph, formatNumber} from "../../core/graph/index.ts";
import {html, type Markup} from "./markup.ts";

/** Where each node's wire begins to have room for its numbers. */
const PLACES = {x: [80, 46], y: [80, 116], z: [80, 186], q: [236, 91], f: [402, 141]} as const;

/** Each node's value or gradient, `dy` from its wire: the core computes them, as in the lessons. */
function numbers(field: "value" | "grad", dy: number): Markup[] {
  const graph = ComputationalGraph.parse("q = x + y; f = q * z");
  graph.forward({x: -2, y: 5, z: -4});
  graph.backward();
  return Object.entries(PLACES).map(
    ([id, [x, y]]) => html`<text x="${x}" y="${y + dy}">${formatNumber(graph.node(id)[field] ?? Number.NaN)}</text>`,
  );
}

/**
 * The course's sign: the circuit of f = (x + y) · z, which lesson after lesson returns to. It is decoration, so it is
 * hidden from screen readers; "large" adds names and the values and gradients at x = −2, y = 5, z = −4.
 */
export function emblem(size: "small" | "large"): Markup {
  if (size === "small")
    return html`<svg class="emblem-small" viewBox="0 0 32 24" width="32" height="24" aria-hidden="true" focusable="false">
<g fill="none" stroke="currentColor" stroke-width="1.6"><path d="M1 4C6 4 6 8 9 8M1 12C6 12 6 8 9 8M15 8C19 8 19 14 21 14M1 20C12 20 15 14 21 14M27 14h4"/></g>
<circle cx="12" cy="8" r="3.6" fill="var(--value)"/><circle cx="24" cy="14" r="3.6" fill="var(--gradient)"/>
</svg>`;
  return html`<svg class="emblem" viewBox="0 0 480 220" aria-hidden="true" focusable="false">
<g class="emblem-wires"><path d="M52 40C120 40 130 76 170 76M52 112C120 112 130 76 170 76M210 76C270 76 270 136 322 136M52 180C180 180 250 136 322 136M362 136H440"/></g>
<g class="emblem-gates"><circle cx="190" cy="76" r="20"/><text x="190" y="83">+</text><circle cx="342" cy="136" r="20"/><text x="342" y="143">×</text></g>
<g class="emblem-names"><text x="36" y="46">x</text><text x="36" y="118">y</text><text x="36" y="186">z</text><text x="456" y="142">f</text></g>
<g class="emblem-values">${numbers("value", -16)}</g>
<g class="emblem-gradients">${numbers("grad", 14)}</g>
</svg>`;
}

/** The tab's icon. It stands in the page, so that no file has to be found beside it. */
export const icon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none" stroke="#8b867b" stroke-width="2"><path d="M1 8C6 8 6 12 9 12M1 16C6 16 6 12 9 12M15 12C19 12 19 18 21 18M1 24C12 24 15 18 21 18M27 18h4"/></g><circle cx="12" cy="12" r="4.5" fill="#0b8f6a"/><circle cx="24" cy="18" r="4.5" fill="#d2691e"/></svg>`,
)}`;
