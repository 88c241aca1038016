/** How long code may keep the page from doing anything else, in milliseconds. */
export const LIMIT = 1500;

/** Thrown into code that does not come to an end. */
export class StoppedError extends Error {
  override name = "Stopped";
}

export interface Budget {
  /** What guarded code calls in every turn of a loop and at the start of every function. */
  guard: () => void;
  /** Stops the code at its next call, now and for ever: for what waits and goes on, and never ends. */
  stop: () => void;
}

/**
 * A limit for code that is not trusted to end. It counts the time without a pause: what awaits a frame, a timer or a
 * message in between may go on for as long as it likes, what loops or awaits only itself may not.
 */
export function newBudget({limit = LIMIT, now = () => performance.now(), soon = nextTask} = {}): Budget {
  let stopped = false;
  let since = Number.NaN; // when the present task was first seen; NaN after a pause
  let left = 0;
  let stride = 0;
  let last = 0;
  const look = () => {
    const time = now();
    if (Number.isNaN(since)) {
      since = time;
      soon(() => {
        since = Number.NaN;
        left = 0;
      });
      stride = 0;
    } else {
      if (time - since > limit)
        throw new StoppedError(
          `This code kept the page busy for ${limit / 1000} seconds without a pause, so it was stopped. Does a loop or a function that calls itself never end?`,
        );
      // The clock costs more than a turn of most loops: it is asked about once in a millisecond.
      if (time - last < 0.5) stride = Math.min(2 * stride + 1, 4095);
      else if (time - last > 4) stride = 0;
    }
    last = time;
    left = stride;
  };
  return {
    guard() {
      if (stopped) throw new StoppedError("You stopped this code.");
      if (--left < 0) look();
    },
    stop() {
      stopped = true;
    },
  };
}

/** A message is a task of its own, and comes sooner than a timer. */
export function nextTask(callback: () => void): void {
  const {port1, port2} = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    callback();
  };
  port2.postMessage(null);
}
