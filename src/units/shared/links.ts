/**
 * Lights up everything in a circuit that belongs to one node, whatever the pointer or the focus rests on: formula term,
 * wire, code line and table row carry the same `data-node`.
 */
export function linkHighlights(root: HTMLElement): void {
  let hovered: string | undefined;
  let focused: string | undefined;
  let lit: string | undefined;
  const show = () => {
    const id = hovered ?? focused;
    if (id === lit) return;
    lit = id;
    for (const element of root.querySelectorAll<HTMLElement | SVGElement>("[data-node]"))
      element.toggleAttribute("data-linked", id !== undefined && element.dataset.node === id);
  };
  const nodeAt = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement | SVGElement>("[data-node]")?.dataset.node : undefined;
  root.addEventListener("pointerover", (event) => {
    hovered = nodeAt(event.target);
    show();
  });
  root.addEventListener("pointerleave", () => {
    hovered = undefined;
    show();
  });
  root.addEventListener("focusin", (event) => {
    focused = nodeAt(event.target);
    show();
  });
  root.addEventListener("focusout", () => {
    focused = undefined;
    show();
  });
}

/**
 * One tab stop for a list of things: up and down move between them, so that a circuit of two hundred nodes is one press
 * of Tab long. Left and right stay free for the stepper.
 */
export function rovingFocus(
  items: () => readonly (HTMLElement | SVGElement)[],
  {stop = true} = {},
): (event: KeyboardEvent) => boolean {
  if (stop) items()[0]?.setAttribute("tabindex", "0");
  return (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return false;
    const all = items();
    const at = all.indexOf(event.target as HTMLElement);
    const next = all[Math.min(all.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))];
    if (!next) return false;
    if (stop) for (const item of all) item.setAttribute("tabindex", item === next ? "0" : "-1");
    next.focus();
    return true;
  };
}
