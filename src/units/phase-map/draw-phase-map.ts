import type {DescentMap} from "../../lab/descent-map.ts";
import {svg} from "../shared/element.ts";
import {numberText} from "../shared/number-text.ts";
import {BINS, binOf, placeAmong} from "./phase-grid.ts";

export const PHASE_HEIGHT = 330;
const BOX = {left: 44, right: 12, top: 12, bottom: 40};

export interface PhaseView {
  readonly width: number;
  /** Indices of the chosen rate and momentum. */
  readonly chosen: readonly [number, number];
  /** λ, least and largest, where the theory is known. */
  readonly curvatures?: readonly [number, number] | undefined;
}

/** Where the cells of a map stand. */
export function phaseScale({rates, momenta}: Pick<DescentMap, "rates" | "momenta">, width: number) {
  const [w, h] = [
    (width - BOX.left - BOX.right) / rates.length,
    (PHASE_HEIGHT - BOX.top - BOX.bottom) / momenta.length,
  ];
  return {
    w,
    h,
    x: (i: number) => BOX.left + i * w,
    y: (j: number) => PHASE_HEIGHT - BOX.bottom - (j + 1) * h,
    cell(px: number, py: number): [number, number] {
      const within = (i: number, n: number) => Math.min(n - 1, Math.max(0, Math.floor(i)));
      return [within((px - BOX.left) / w, rates.length), within((PHASE_HEIGHT - BOX.bottom - py) / h, momenta.length)];
    },
  };
}

let count = 0;

/** The map: one small rectangle a run, shaded by the steps it takes; hatched where it diverges. */
export function drawPhaseMap(map: DescentMap, {width, chosen, curvatures}: PhaseView): SVGGElement {
  const {rates, momenta, iterations} = map;
  const {w, h, x, y} = phaseScale(map, width);
  const shapes = new Map<string, string[]>();
  for (let i = 0; i < rates.length; i++) {
    for (let j = 0; j < momenta.length; j++) {
      const bin = binOf(iterations[i * momenta.length + j]!);
      const rectangle = `M${x(i).toFixed(2)} ${y(j).toFixed(2)}h${(w + 0.3).toFixed(2)}v${(h + 0.3).toFixed(2)}h${(-w - 0.3).toFixed(2)}Z`;
      const known = shapes.get(bin);
      if (known) known.push(rectangle);
      else shapes.set(bin, [rectangle]);
    }
  }
  const id = `phase-hatch-${++count}`;
  const right = width - BOX.right;
  const base = PHASE_HEIGHT - BOX.bottom;
  const every = Math.max(1, Math.ceil(rates.length / Math.max(3, Math.floor(width / 90))));
  return svg(
    "g",
    {},
    hatch(id),
    ...[...shapes].map(([bin, parts]) =>
      svg("path", {
        class: "phase-cells",
        "data-bin": bin,
        d: parts.join(""),
        ...(bin === "diverged" && {style: `fill: url(#${id})`}),
      }),
    ),
    svg("rect", {class: "contours-frame", x: BOX.left, y: BOX.top, width: right - BOX.left, height: base - BOX.top}),
    ...(curvatures ? theory(map, width, curvatures) : []),
    ...rates.flatMap((rate, i) =>
      (i + 1) % every === 0
        ? [svg("text", {x: x(i) + w / 2, y: base + 16, "text-anchor": "middle"}, numberText(rate, 4))]
        : [],
    ),
    ...[0, 0.2, 0.4, 0.6, 0.8].map((momentum) =>
      svg(
        "text",
        {x: BOX.left - 6, y: y(placeAmong(momenta, momentum)) + h / 2 + 4, "text-anchor": "end"},
        numberText(momentum),
      ),
    ),
    svg("text", {class: "contours-name", x: right, y: base + 33, "text-anchor": "end"}, "learning rate α"),
    svg("text", {class: "contours-name", x: BOX.left - 6, y: BOX.top + 12, "text-anchor": "end"}, "μ"),
    svg("rect", {
      class: "phase-chosen-halo",
      x: x(chosen[0]) - 4,
      y: y(chosen[1]) - 4,
      width: w + 8,
      height: h + 8,
      rx: 3,
    }),
    svg("rect", {class: "phase-chosen", x: x(chosen[0]) - 4, y: y(chosen[1]) - 4, width: w + 8, height: h + 8, rx: 3}),
  );
}

function hatch(id: string): SVGPatternElement {
  return svg(
    "pattern",
    {id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"},
    svg("rect", {class: "phase-diverged", width: 6, height: 6}),
    svg("line", {class: "phase-hatch", x1: 0, x2: 0, y1: 0, y2: 6}),
  );
}

/** α = (2 + 2μ)/λ, beyond which descent diverges along the steepest axis. */
function theory({rates, momenta}: DescentMap, width: number, [, most]: readonly [number, number]): SVGElement[] {
  const {w, h, x, y} = phaseScale({rates, momenta}, width);
  const points = momenta
    .map((momentum) => [placeAmong(rates, (2 + 2 * momentum) / most), placeAmong(momenta, momentum)] as const)
    .filter(([i]) => i >= -0.5 && i <= rates.length - 0.5)
    .map(([i, j]) => `${(x(i) + w / 2).toFixed(1)},${(y(j) + h / 2).toFixed(1)}`);
  return points.length > 1
    ? [
        svg("polyline", {class: "phase-theory-halo", points: points.join(" ")}),
        svg("polyline", {class: "phase-theory", points: points.join(" ")}),
      ]
    : [];
}

/** What the shades mean. */
export function legendTexts(steps: number): readonly (readonly [string, string])[] {
  const fit = BINS.filter((most) => most < steps);
  return [
    ...fit.map((most, i) => [String(i), `≤ ${most}`] as const),
    [String(fit.length === BINS.length ? BINS.length : fit.length), `≤ ${steps} steps`],
    ["late", "more"],
    ["diverged", "diverges"],
  ];
}
