import {MOST_CLASSES} from "../../lab/playground/state.ts";
import {html} from "../shared/element.ts";

type Rgb = readonly [number, number, number];

/** The page's colours as numbers, for what is painted pixel by pixel. */
export interface Palette {
  /** Class 0 is the colour of −1, class 1 that of +1. */
  readonly classes: readonly Rgb[];
  readonly ground: Rgb;
  readonly ink: Rgb;
  readonly rule: Rgb;
  /** Pixels of levels 0 … 255: class 0's colour, the ground, class 1's; and what is no number. */
  readonly ramp: Uint32Array;
  /** The same, but only the sign. */
  readonly signs: Uint32Array;
  /** For each class: from the ground to its colour, at levels 0 … 254. */
  readonly sure: readonly Uint32Array[];
}

/** Class 1 is blue and class 0 orange, as +1 and −1 are. */
export const CLASS_TOKENS = ["--class-b", "--class-a", "--class-c", "--class-d", "--class-e"].slice(0, MOST_CLASSES);
const FALLBACK: Rgb = [128, 128, 128];
const HALF = 127;

/** Reads the colours of the theme that an element stands in. */
export function readPalette(element: HTMLElement): Palette {
  const probe = html("span", {hidden: true});
  element.append(probe);
  const read = (token: string): Rgb => {
    probe.style.color = `var(${token})`;
    const numbers = getComputedStyle(probe).color.match(/^rgba?\((\d+), (\d+), (\d+)/);
    return numbers ? [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])] : FALLBACK;
  };
  const classes = CLASS_TOKENS.map(read);
  const [ground, ink, rule] = [read("--ground"), read("--ink"), read("--rule-strong")];
  probe.remove();
  const [negative, positive] = [classes[0]!, classes[1]!];
  const unknown = pixel(rule);
  const table = (colour: (level: number) => Rgb) => {
    const pixels = Uint32Array.from({length: 256}, (_, level) => pixel(colour(Math.min(level, 2 * HALF))));
    pixels[255] = unknown;
    return pixels;
  };
  return {
    classes,
    ground,
    ink,
    rule,
    // Not the full colour, so that points of the same class can be told from it.
    ramp: table((level) => mix(ground, level < HALF ? negative : positive, 0.82 * Math.abs(level / HALF - 1))),
    signs: table((level) => mix(ground, level < HALF ? negative : positive, 0.6)),
    sure: classes.map((colour) => table((level) => mix(ground, colour, (0.82 * level) / (2 * HALF)))),
  };
}

export function cssColour([r, g, b]: Rgb, alpha = 1): string {
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [0, 1, 2].map((i) => Math.round(a[i]! + (b[i]! - a[i]!) * share)) as unknown as Rgb;
}

/** A pixel as a canvas holds it: red in the lowest byte. */
function pixel([r, g, b]: Rgb): number {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}
