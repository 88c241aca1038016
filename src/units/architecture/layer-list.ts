import type {Layer, LayerList} from "./layer.ts";
import {inferShapes, totals} from "./shapes.ts";

/** A layer list of this project's own: it has dials, and says what it comes to as a unit says its value. */
export interface NetworkList extends LayerList {
  readonly title: string;
  readonly value: {readonly parameters: number | null; readonly activations: number | null; readonly layers: number};
}

/** Gives a list its title, its dials and its totals, out of the way of those who look at it as data. */
export function networkList(
  layers: readonly Layer[],
  extra: Required<Pick<LayerList, "title" | "dials" | "rebuild">>,
): NetworkList {
  const list = [...layers];
  const value = {...totals(inferShapes(list)), layers: list.length};
  for (const [name, hidden] of Object.entries({...extra, value})) Object.defineProperty(list, name, {value: hidden});
  return list as readonly Layer[] as NetworkList;
}
