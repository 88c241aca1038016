/** What an element says in one line of text: formulas as TeX, since their markup says everything twice. */
export function plainText(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const formula of copy.querySelectorAll(".katex")) {
    const source = formula.querySelector("annotation")?.textContent;
    if (source) formula.replaceWith(source);
  }
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Whether an element says nothing beside its formulas. */
export function isFormulaAlone(element: Element): boolean {
  const copy = element.cloneNode(true) as Element;
  const formulas = copy.querySelectorAll(".katex");
  for (const formula of formulas) formula.remove();
  return formulas.length > 0 && !/[\p{L}\p{N}]/u.test(copy.textContent ?? "");
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
