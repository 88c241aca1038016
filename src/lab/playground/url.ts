import {type PlaygroundState, RULES, readState, STATE_KEYS, type StateKey, type StateProblem} from "./state.ts";

/** A longer query is not read at all: no state needs a quarter of it. */
const LONGEST = 4000;

/**
 * Reads a state from the query of an address ("?dataset=spiral&hidden=8,8"). Data only: each value is checked, and what
 * cannot be is named and left as it was. Parameters that are none of ours are someone else's.
 */
export function stateFromQuery(
  query: string,
  base: PlaygroundState,
): {state: PlaygroundState; problems: StateProblem[]} {
  if (query.length > LONGEST) {
    const message = `The link's settings are ${query.length} characters long and were not read: at most ${LONGEST} are.`;
    return {state: base, problems: [{key: "link", message}]};
  }
  const raw: Record<string, string> = {};
  const problems: StateProblem[] = [];
  for (const [key, value] of new URLSearchParams(query)) {
    if (!isStateKey(key)) continue;
    if (Object.hasOwn(raw, key)) problems.push({key, message: `The link sets ${key} twice. The first is used.`});
    else raw[key] = value;
  }
  const read = readState(raw, base);
  return {state: read.state, problems: [...problems, ...read.problems]};
}

/** The query that brings a state back: what differs from `base`, and the parameters of `query` that are not ours. */
export function queryOfState(state: PlaygroundState, base: PlaygroundState, query = ""): string {
  const others = [...new URLSearchParams(query)].filter(([key]) => !isStateKey(key));
  const ours = STATE_KEYS.map((key) => [key, text(key, state), text(key, base)] as const)
    .filter(([, now, usual]) => now !== usual)
    .map(([key, now]) => [key, now]);
  const parameters = new URLSearchParams([...others, ...ours] as [string, string][]);
  // Commas may stand in a query as they are, and read better.
  const result = parameters.toString().replaceAll("%2C", ",");
  return result === "" ? "" : `?${result}`;
}

function text(key: StateKey, state: PlaygroundState): string {
  return RULES[key].toText(state[key] as never);
}

function isStateKey(key: string): key is StateKey {
  return Object.hasOwn(RULES, key);
}
