/** Calls back when the page has nothing to do; one that is always busy counts as idle after `timeout` milliseconds. */
export function whenIdle(work: () => void, timeout = 300): void {
  // Safari has no idle moments.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, {timeout});
  else setTimeout(work, timeout / 4);
}
