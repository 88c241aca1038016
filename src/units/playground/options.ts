import {defaultState, type PlaygroundState, readState} from "../../lab/playground/state.ts";

/** The parts that may stand around the network. */
export const CONTROLS = ["data", "settings", "more", "statistics", "own", "file"] as const;
export type ControlName = (typeof CONTROLS)[number];

/** What `playground(options)` can be told: any part of its state, and how it is shown. All may be left out. */
export interface PlaygroundOptions extends Partial<PlaygroundState> {
  /** The parts around the network. Default: all. */
  controls?: readonly ControlName[];
  /** Whether the page's address holds the state, and sets it. For one playground a page. Default false. */
  url?: boolean;
  /** Whether it trains from the start; not for readers who want no motion. Default false. */
  playing?: boolean;
  /** The unit's accessible name. */
  label?: string;
}

/** @throws RangeError for an option that is none, or a value that cannot be */
export function readOptions({controls, url = false, playing = false, label, ...rest}: PlaygroundOptions) {
  const {state, problems} = readState(rest as Record<string, unknown>, defaultState());
  const unknown = controls?.find((name) => !CONTROLS.includes(name));
  if (unknown) throw new RangeError(`playground(): there is no part “${unknown}”; there are ${CONTROLS.join(", ")}.`);
  if (problems.length > 0) throw new RangeError(`playground(): ${problems.map(({message}) => message).join(" ")}`);
  return {state, controls: new Set(controls ?? CONTROLS), url, playing, label: label ?? "Neural network playground"};
}
