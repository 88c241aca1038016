import type {PlaygroundState, StateProblem} from "../../lab/playground/state.ts";
import {queryOfState, stateFromQuery} from "../../lab/playground/url.ts";

/** Browsers allow a hundred changes of the address in half a minute. */
const REST = 400;

/** The page's address as the place of a state. */
export function pageAddress(base: PlaygroundState) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    read(): {state: PlaygroundState; problems: StateProblem[]} {
      return stateFromQuery(location.search, base);
    },
    write(state: PlaygroundState): void {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const query = queryOfState(state, base, location.search);
        try {
          history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
        } catch {
          // Some browsers refuse for a page that was opened as a file: the state is just not in the address then.
        }
      }, REST);
    },
  };
}
