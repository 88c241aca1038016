/** Writes the tables of contents anew from the headings themselves, after an author has changed them in the dev server. */
export function rebuildContents(root: HTMLElement): void {
  const headings = [...root.querySelectorAll<HTMLElement>("h2[id], h3[id]")].filter(
    (each) => !each.closest(".cell-output, .references, .footnotes"),
  );
  for (const list of document.querySelectorAll<HTMLElement>(".toc-margin > ol, .toc-inline ol:not(ol ol)")) {
    const items: HTMLElement[] = [];
    for (const heading of headings) {
      const last = items.at(-1);
      if (heading.tagName === "H2" || !last) items.push(item(heading));
      else {
        const inner = last.querySelector("ol") ?? last.appendChild(document.createElement("ol"));
        inner.append(item(heading));
      }
    }
    const written = document.createElement("ol");
    written.append(...items);
    // An unchanged list keeps its mark of the current section.
    if (written.textContent !== list.textContent) list.replaceChildren(...items);
  }
}

function item(heading: HTMLElement): HTMLElement {
  const link = document.createElement("a");
  link.href = `#${encodeURIComponent(heading.id)}`;
  const copy = heading.cloneNode(true) as HTMLElement;
  for (const part of copy.querySelectorAll(".anchor, [data-cell]")) part.remove();
  for (const inner of copy.querySelectorAll("a")) inner.replaceWith(...inner.childNodes);
  link.append(...copy.childNodes);
  const li = document.createElement("li");
  li.append(link);
  return li;
}
