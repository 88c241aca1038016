import type {PlaygroundState} from "../../lab/playground/state.ts";
import type {UnitPlace} from "./moment.ts";

/** CSS pixels. */
export const UNIT = 36;
const ROW = 44;
const HEADER = 60;
/** The names of the features stand left of their pictures. */
const NAMES = 46;
const RIGHT = 2;
/** Two buttons stand above each column. */
const NARROWEST = 54;
const MOST_ROWS = 8;

export const NETWORK_HEIGHT = HEADER + MOST_ROWS * ROW;

/** Where the network's columns stand; x and y are the upper left corners of units. */
export interface NetworkLayout {
  readonly width: number;
  readonly featureX: number;
  /** Of the hidden layers and the output. */
  readonly columnX: readonly number[];
  featureY(index: number): number;
  unitY(place: UnitPlace): number;
}

/** @param room the width that there is; the layout may be wider, never narrower */
export function networkLayout(state: Pick<PlaygroundState, "hidden">, outputs: number, room: number): NetworkLayout {
  const gaps = state.hidden.length + 1;
  const width = Math.max(room, NAMES + UNIT + gaps * NARROWEST + RIGHT);
  const pitch = (width - NAMES - UNIT - RIGHT) / gaps;
  const counts = [...state.hidden, outputs];
  return {
    width,
    featureX: NAMES,
    columnX: counts.map((_, i) => NAMES + (i + 1) * pitch),
    featureY: (index) => rowY(index, 7),
    unitY: ({column, unit}) => rowY(unit, counts[column]!),
  };
}

/** Columns are centred. */
function rowY(index: number, count: number): number {
  return HEADER + ((MOST_ROWS - count) / 2 + index) * ROW;
}
