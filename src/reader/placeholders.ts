import type {LiveCell} from "./live-page.ts";

/** The placeholders in the prose by cell id, in the document's order. */
export function findPlaceholders(root: HTMLElement): Map<string, HTMLElement[]> {
  const map = new Map<string, HTMLElement[]>();
  for (const element of root.querySelectorAll<HTMLElement>("[data-cell]")) {
    const id = element.dataset.cell!;
    map.set(id, [...(map.get(id) ?? []), element]);
  }
  return map;
}

/** For a cell whose placeholder the document does not have: it runs unseen. */
export function detachedRoot(cell: LiveCell): HTMLElement {
  const root = document.createElement(cell.mode === "inline" ? "span" : "div");
  root.className = cell.mode === "inline" ? "cell-inline" : "cell";
  rename(root, cell.id);
  return root;
}

export function rename(root: HTMLElement, id: string): void {
  root.id = `cell-${id}`;
  root.dataset.cell = id;
}
