import {html} from "../shared/element.ts";
import {countText} from "../shared/number-text.ts";
import {checkList} from "./quantity.ts";

export interface RunLayer {
  readonly layer: number;
  readonly samples: number;
  readonly preview: boolean;
  readonly note?: string;
}

/** What `labStatus` tells. */
export interface Engine {
  readonly description: string;
  readonly fallback?: string;
}

/**
 * How far an experiment has come, from how many samples its figures are, and whatever has to be said of them: a line that
 * keeps its height, so that nothing below it moves.
 */
export function runStatus(
  layers: readonly RunLayer[] & {readonly progress?: number},
  {engine}: {engine?: Engine} = {},
): HTMLElement {
  checkList("runStatus", layers);
  const progress = layers.progress ?? 1;
  const rest = layers.at(-1);
  const samples = rest ? countText(rest.samples) : "0";
  const text = progress < 1 ? `Preview from ${samples} samples; the full run is on its way.` : `${samples} samples.`;
  return html(
    "div",
    {class: "run-status"},
    html("progress", {class: "run-progress", value: progress, max: 1, "aria-label": "Progress of the experiment"}),
    html("span", {}, rest ? text : "Starting …"),
    engine && html("span", {}, `Runs on ${engine.description}.`),
    engine?.fallback && html("p", {class: "run-note"}, engine.fallback),
    ...notes(layers).map((note) => html("p", {class: "run-note"}, note)),
  );
}

/** Each note once, with the layers of which it holds: "Layers 4 to 10: underflowed: …". */
function notes(layers: readonly RunLayer[]): string[] {
  const by = new Map<string, number[]>();
  for (const {layer, note} of layers) if (note) by.set(note, [...(by.get(note) ?? []), layer]);
  return [...by].map(([note, numbers]) => {
    const [first, last] = [numbers[0] as number, numbers.at(-1) as number];
    const run = last - first + 1 === numbers.length && numbers.length > 1;
    const which = run ? `Layers ${first} to ${last}` : `Layer${numbers.length > 1 ? "s" : ""} ${numbers.join(", ")}`;
    return `${which}: ${note}.`;
  });
}
