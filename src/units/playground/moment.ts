import type {FeatureName} from "../../lab/playground/features.ts";
import type {Head} from "../../lab/playground/network.ts";
import type {SplitPoints} from "../../lab/playground/points.ts";
import type {Snapshot} from "../../lab/playground/session.ts";
import type {PlaygroundState} from "../../lab/playground/state.ts";
import type {Plan} from "../../lab/playground/vector.ts";
import type {Palette} from "./palette.ts";

/** A unit by its place: the column of the plan (the hidden layers, then the output) and its number from 0. */
export interface UnitPlace {
  readonly column: number;
  readonly unit: number;
}

/** All that the playground shows at one moment. */
export interface Moment {
  readonly state: PlaygroundState;
  /** What is trained on what; undefined until the trainer has answered. */
  readonly run: {readonly points: SplitPoints; readonly head: Head; readonly plan: Plan} | undefined;
  readonly snapshot: Snapshot | undefined;
  readonly isPlaying: boolean;
  /** The unit whose weights are open for editing. */
  readonly selected: UnitPlace | undefined;
  /** What the large picture shows instead of the output. */
  readonly peek: UnitPlace | FeatureName | undefined;
  readonly palette: Palette;
}

/** What the reader can do. */
export interface Actions {
  set(change: Partial<PlaygroundState>): void;
  play(): void;
  pause(): void;
  step(): void;
  reset(): void;
  select(place: UnitPlace | undefined): void;
  peek(what: UnitPlace | FeatureName | undefined): void;
  setNumber(offset: number, value: number): void;
  say(sentence: string): void;
}

/** What a column of units is called: "hidden layer 2", "output". */
export function columnName(column: number, hidden: number): string {
  return column < hidden ? `hidden layer ${column + 1}` : "output";
}

export function unitName({column, unit}: UnitPlace, {state, run}: Pick<Moment, "state" | "run">): string {
  if (column < state.hidden.length) return `Hidden layer ${column + 1}, unit ${unit + 1}`;
  return run && run.head.outputs > 1 ? `Output of class ${run.points.names[unit] ?? unit}` : "Output";
}
