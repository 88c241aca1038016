export interface EndLabelsOptions {
  /** The axis of the plot: what stands at its lower and at its upper end. */
  domain: readonly [number, number];
  /** How long the axis is, in CSS pixels. */
  height: number;
  /** Whether the axis is logarithmic. Default false. */
  log?: boolean;
  /** The least distance of two labels, in CSS pixels. Default 15. */
  gap?: number;
}

/**
 * Where the names at the right ends of a plot's lines go, so that none covers another: from `value` a place `y` on the
 * same axis, as near to it as can be. What is beyond the axis, or not a number, stands at its upper end.
 */
export function endLabels<T extends {readonly value: number}>(
  lines: readonly T[],
  {domain: [low, high], height, log = false, gap = 15}: EndLabelsOptions,
): (T & {y: number})[] {
  const to = (value: number): number => (log ? Math.log(value) : value);
  const from = (place: number): number => (log ? Math.exp(place) : place);
  const pixel = (to(high) - to(low)) / height;
  const labels = lines
    .map((line) => ({line, at: line.value <= high ? Math.max(to(low), to(line.value)) : to(high)}))
    .sort((a, b) => a.at - b.at);
  // Upwards: each label pushes the next. Then downwards from the upper end, where they may have been pushed beyond.
  labels.forEach((label, i) => {
    const before = labels[i - 1];
    if (before) label.at = Math.max(label.at, before.at + gap * pixel);
  });
  let ceiling = to(high);
  for (const label of labels.reverse()) {
    label.at = Math.min(label.at, ceiling);
    ceiling = label.at - gap * pixel;
  }
  return labels.reverse().map(({line, at}) => ({...line, y: from(at)}));
}
