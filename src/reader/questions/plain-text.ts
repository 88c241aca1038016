/** What an element says in one line of text: formulas as TeX, since their markup says everything twice. */
export function plainText(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const formula of copy.querySelectorAll(".katex")) {
    const source = formula.querySelector("annotation")?.textContent;
    if (source) formula.replaceWith(source);
  }
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** A copy to look at: without ids, and without cells that run. */
export function lifeless(element: Element): DocumentFragment {
  const copy = element.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll("[id], [data-cell]"))
    for (const name of ["id", "data-cell", "data-key", "data-state"]) part.removeAttribute(name);
  const fragment = document.createDocumentFragment();
  fragment.append(...copy.childNodes);
  return fragment;
}

export function letter(index: number): string {
  return String.fromCharCode(65 + (index % 26));
}
