/** Time between two steps of a circuit that plays by itself, in milliseconds: enough to read one product. */
const PACE = 1400;

export interface Player {
  readonly playing: boolean;
  start(): void;
  stop(): void;
}

/**
 * Steps on while there is something to step to and the unit is still on the page. `step` returns whether to go on; `pace` is
 * the time between two steps in milliseconds.
 */
export function player(root: HTMLElement, step: () => boolean, changed: () => void, pace = PACE): Player {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    changed();
  };
  const tick = () => {
    if (!root.isConnected || !step()) stop();
    else timer = setTimeout(tick, pace);
  };
  return {
    get playing() {
      return timer !== undefined;
    },
    start() {
      if (timer !== undefined) return;
      // The first step comes soon: whoever presses Play wants to see that it plays.
      timer = setTimeout(tick, 250);
      changed();
    },
    stop,
  };
}
