/** Tells those who watch the unit (`view`, `Generators.input`) that its value has changed. */
export function announceInput(node: EventTarget): void {
  node.dispatchEvent(new Event("input", {bubbles: true}));
}

/**
 * Keeps a unit's inner controls from speaking for it: their "input" events stop at the root, so that whoever watches the
 * unit hears each change once, after `.value` is new. Call it before anyone else can listen.
 */
export function keepInputInside(root: HTMLElement): void {
  root.addEventListener("input", (event) => {
    if (event.target !== root) event.stopImmediatePropagation();
  });
}
