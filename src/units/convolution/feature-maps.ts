import type {ImageShape} from "../../core/nn/index.ts";
import {html} from "../shared/element.ts";
import {fixedText} from "../shared/number-text.ts";

export interface FeatureMapsOptions {
  /** Side of one map on the screen, in CSS pixels. Default 72. */
  size?: number;
  /** What each map is called, in order; else "1", "2", … */
  names?: readonly string[];
  /** What stands under a map beside its name. */
  notes?: readonly string[];
  /** The number that is drawn at full strength. Default the largest magnitude among all maps. */
  largest?: number;
  /** What a screen reader calls the row of pictures. */
  label?: string;
}

/**
 * Small pictures side by side, one for each channel: filters, feature maps, glyphs. Positive numbers are drawn in blue,
 * negative ones in orange, both paler towards 0; all maps have one scale, so that they can be compared.
 * @param values channel by channel, each row by row, as a layer of images gives them
 */
export function featureMaps(
  values: ArrayLike<number>,
  {channels, height, width}: ImageShape,
  {size = 72, names, notes, label = "feature maps", ...options}: FeatureMapsOptions = {},
): HTMLElement {
  const numbers = Array.from(values);
  if (numbers.length !== channels * height * width)
    throw new RangeError(
      `featureMaps: ${channels} × ${height} × ${width} is ${channels * height * width} numbers, not ${numbers.length}.`,
    );
  const largest = options.largest ?? Math.max(1e-12, ...numbers.map(Math.abs).filter(Number.isFinite));
  const root = html("ul", {class: "feature-maps", "aria-label": label});
  for (let c = 0; c < channels; c++) {
    const own = numbers.slice(c * height * width, (c + 1) * height * width);
    const name = names?.[c] ?? String(c + 1);
    const picture = html("canvas", {width, height, role: "img", "aria-label": described(name, own, width)});
    picture.style.width = `${size}px`;
    paint(picture, own, largest);
    const note = notes?.[c];
    root.append(
      html(
        "li",
        {class: "feature-map"},
        picture,
        html("div", {class: "feature-map-name"}, name, note ? html("span", {}, note) : null),
      ),
    );
  }
  return root;
}

/** What an eye would take from it: the range, and where it is strongest. */
function described(name: string, values: readonly number[], width: number): string {
  const strongest = values.reduce((best, value, i) => (Math.abs(value) > Math.abs(values[best]!) ? i : best), 0);
  const [row, col] = [Math.floor(strongest / width) + 1, (strongest % width) + 1];
  return `${name}: from ${fixedText(Math.min(...values))} to ${fixedText(Math.max(...values))}, strongest in row ${row}, column ${col}`;
}

/** Okabe and Ito's blue and vermilion over white: the pictures stand on white in both themes, as data do. */
const POSITIVE = [0, 78, 140] as const;
const NEGATIVE = [196, 78, 0] as const;

function paint(canvas: HTMLCanvasElement, values: readonly number[], largest: number): void {
  const context = canvas.getContext("2d");
  if (!context) return; // jsdom, and browsers that are out of memory: the label still says what there is
  const image = context.createImageData(canvas.width, canvas.height);
  values.forEach((value, i) => {
    const share = Number.isFinite(value) ? Math.min(1, Math.abs(value) / largest) : 1;
    const colour = value < 0 ? NEGATIVE : POSITIVE;
    for (let k = 0; k < 3; k++) image.data[4 * i + k] = 255 - share * (255 - colour[k]!);
    image.data[4 * i + 3] = 255;
  });
  context.putImageData(image, 0, 0);
}
