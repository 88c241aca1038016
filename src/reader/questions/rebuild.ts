/**
 * Makes a live question's section the static one of an author's save. What it hides is morphed where both have it, so that
 * cells in it run on.
 */
export function rebuild(
  section: HTMLElement,
  next: HTMLElement,
  morph: (old: HTMLElement, next: HTMLElement) => void,
): void {
  const {reveal, nextReveal} = reveals(section, next);
  if (reveal && nextReveal) {
    for (const kept of reveal.querySelectorAll<HTMLElement>(":scope > [data-kept]")) kept.remove();
    morph(reveal, nextReveal);
    reveal.open = false;
    nextReveal.replaceWith(reveal);
  }
  for (const name of section.getAttributeNames()) if (!next.hasAttribute(name)) section.removeAttribute(name);
  for (const {name, value} of next.attributes) section.setAttribute(name, value);
  section.replaceChildren(...next.childNodes);
}

/** What a question hides, now and after the save. */
export function reveals(section: HTMLElement, next: HTMLElement) {
  return {
    reveal: section.querySelector<HTMLDetailsElement>(":scope > .reveal"),
    nextReveal: next.querySelector<HTMLElement>(":scope > .reveal"),
  };
}
