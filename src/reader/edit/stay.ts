import type {RunningCell} from "../running-cell.ts";

/**
 * Holds back what would lead away from the page, if code of a reader's does it: such code, run at every visit, would
 * never let them mend it. Whoever follows a link goes. In a browser without the Navigation API only going back, going
 * forward and submitting a form are held back.
 * @param authorOf the cell in whose code an error was made
 * @param tell told of what has been held back
 * @returns what ends it
 */
export function stayOnPage(
  authorOf: (error: unknown) => RunningCell | undefined,
  tell: (culprit: RunningCell, error: Error) => void,
): () => void {
  /** Whether code of a reader's is just running, which is told then. */
  const isHeldBack = () => {
    const error = new Error(
      "This code would have left the page, so it was held back. Show a link for whoever wants to go.",
    );
    const culprit = authorOf(error);
    if (culprit) tell(culprit, error);
    return culprit !== undefined;
  };

  const onNavigate = (event: NavigateEvent) => {
    if (!event.cancelable || event.destination.sameDocument || event.downloadRequest !== null) return;
    if (isHeldBack()) event.preventDefault();
  };
  globalThis.navigation?.addEventListener("navigate", onNavigate);

  // These go later, when nothing tells any more who asked for it.
  const later: [owner: object, method: string][] = [
    [History.prototype, "back"],
    [History.prototype, "forward"],
    [History.prototype, "go"],
    [HTMLFormElement.prototype, "submit"],
    [HTMLFormElement.prototype, "requestSubmit"],
  ];
  const originals = later.map(([owner, method]) => Object.getOwnPropertyDescriptor(owner, method)!);
  for (const [i, [owner, method]] of later.entries())
    Object.defineProperty(owner, method, {
      ...originals[i],
      value(this: unknown, ...given: unknown[]) {
        return isHeldBack() ? undefined : originals[i]!.value.apply(this, given);
      },
    });

  return () => {
    globalThis.navigation?.removeEventListener("navigate", onNavigate);
    for (const [i, [owner, method]] of later.entries()) Object.defineProperty(owner, method, originals[i]!);
  };
}
