/** Replaces a box's content. What was open stays open, and the focus stays at what has the same `data-key`. */
export function replaceKept(box: HTMLElement, children: (HTMLElement | undefined | false)[]): void {
  const open = new Set([...box.querySelectorAll<HTMLElement>("details[open]")].map(({dataset}) => dataset.key));
  const {activeElement} = document;
  const focused = box.contains(activeElement)
    ? (activeElement as HTMLElement).closest<HTMLElement>("[data-key]")
    : null;
  box.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
  for (const details of box.querySelectorAll("details")) details.open = open.has(details.dataset.key);
  const key = focused?.dataset.key;
  if (key === undefined) return;
  const again = [...box.querySelectorAll<HTMLElement>("[data-key]")].find((element) => element.dataset.key === key);
  const target = again?.tagName === "DETAILS" ? again.querySelector("summary") : again;
  // What was pressed may be gone with what it has cleared away.
  if (target) target.focus();
  else document.querySelector<HTMLElement>(".work-notice button, #page-main")?.focus();
}
