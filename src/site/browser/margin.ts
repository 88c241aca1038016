/**
 * Sets a copy of each footnote and each cited work into the margin, beside its mark. The copies are for the eye only: the
 * notes and references themselves stay at the page's end, where their links lead and screen readers find them. The style
 * sheet shows copies only where there is a margin.
 */
export function setMarginNotes(root: HTMLElement): void {
  removeMarginNotes(root);
  const seen = new Set<string>();
  for (const link of root.querySelectorAll<HTMLAnchorElement>('.footnote-ref a[href^="#"], a.citation[href^="#"]')) {
    // A work that is cited again and again stands in the margin once.
    if (seen.has(link.hash)) continue;
    seen.add(link.hash);
    const source = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    // What runs cannot be copied.
    if (!source || source.querySelector("[data-cell]")) continue;
    const footnote = link.closest(".footnote-ref");
    (footnote ?? link).after(noteOf(source, footnote ? link.textContent : undefined));
  }
}

/** Leaves the prose as it was: what compares it with a newer version must not meet the copies. */
export function removeMarginNotes(root: HTMLElement): void {
  for (const note of root.querySelectorAll(".margin-note")) note.remove();
}

function noteOf(source: HTMLElement, mark: string | undefined): HTMLElement {
  const note = document.createElement("span");
  note.className = "margin-note";
  note.ariaHidden = "true";
  if (mark) {
    const sign = document.createElement("span");
    sign.className = "margin-note-mark";
    sign.textContent = mark.replace(/[[\]]/g, "");
    note.append(sign);
  }
  const copy = copyOf(source);
  // A note stands inside a paragraph, which can hold no other; and nothing in a copy may take the focus.
  for (const child of [...copy.querySelectorAll("p, div, a")]) {
    const plain = document.createElement("span");
    plain.className = child.className;
    plain.append(...child.childNodes);
    if (child.matches("p + p, p + div")) plain.style.display = "block";
    child.replaceWith(plain);
  }
  note.append(...copy.childNodes);
  return note;
}

/** A note, a reference or an equation a second time, without what only the first may have: ids, and the way back. */
export function copyOf(source: HTMLElement): HTMLElement {
  const copy = source.cloneNode(true) as HTMLElement;
  for (const back of copy.querySelectorAll(".footnote-backref")) back.remove();
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  return copy;
}
