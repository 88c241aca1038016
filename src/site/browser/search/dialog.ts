import type {SearchIndex} from "../../../page/index.ts";
import {openIndex, type Result} from "./find.ts";
import {highlight, type Piece, snippet} from "./snippet.ts";

interface SearchOptions {
  /** The site's root, from which the results' links lead. */
  root: URL;
  /** Loads the course's index; it is asked again after it has failed. */
  load: () => Promise<unknown>;
}

const HINT = "Search lessons, notebooks and the glossary: a word, a name in the code, a few letters.";

/**
 * The search as a dialog: a field, and under it a list that arrows walk through and Enter follows. What the reader types
 * and what the index holds is shown as text and never as markup.
 */
export function searchDialog({root, load}: SearchOptions): {open(): void} {
  const dialog = element("dialog", "search");
  dialog.ariaLabel = "Search the course";
  const input = element("input", "search-input");
  Object.assign(input, {type: "text", placeholder: "Search", autocomplete: "off", spellcheck: false, maxLength: 200});
  input.setAttribute("aria-label", "Search the course");
  input.setAttribute("enterkeyhint", "go");
  const list = element("div", "search-results");
  list.id = "search-results";
  list.role = "listbox";
  list.ariaLabel = "Results";
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-expanded", "false"],
    ["aria-controls", list.id],
    ["aria-autocomplete", "list"],
  ])
    input.setAttribute(name!, value!);
  const close = element("button", "search-close");
  close.type = "button";
  close.textContent = "Close";
  const status = element("p", "search-status");
  status.role = "status";
  const field = element("div", "search-field");
  field.append(input, close);
  dialog.append(field, status, list);
  document.body.append(dialog);

  let find: ((text: string) => Result[]) | undefined;
  let chosen = -1;
  const options = () => [...list.children] as HTMLAnchorElement[];

  async function prepare(): Promise<void> {
    if (find) return;
    status.textContent = "Loading the index …";
    try {
      find = openIndex((await load()) as SearchIndex);
      show();
    } catch {
      status.textContent =
        "The search could not be loaded. Check your connection, then close the search and open it again.";
    }
  }

  function show(): void {
    if (!find) return;
    const asked = input.value.trim();
    const results = asked === "" ? [] : find(asked);
    list.replaceChildren(...results.map((result, i) => option(result, i, root)));
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(results.length > 0));
    status.textContent = asked === "" ? HINT : said(results.length, asked);
    choose(results.length > 0 ? 0 : -1);
  }

  function choose(index: number): void {
    const all = options();
    all[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    const now = all[index];
    now?.setAttribute("aria-selected", "true");
    if (now) input.setAttribute("aria-activedescendant", now.id);
    else input.removeAttribute("aria-activedescendant");
    now?.scrollIntoView({block: "nearest"});
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const {length} = options();
    const to = {
      ArrowDown: (chosen + 1) % length,
      ArrowUp: (chosen - 1 + length) % length,
      PageDown: Math.min(chosen + 5, length - 1),
      PageUp: Math.max(chosen - 5, 0),
    }[event.key];
    if (event.key === "Enter") {
      event.preventDefault();
      const {ctrlKey, metaKey} = event;
      options()[chosen]?.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, ctrlKey, metaKey}));
    } else if (to !== undefined && length > 0) {
      event.preventDefault();
      choose(to);
    }
  });
  list.addEventListener("pointermove", ({target}) => {
    const over = options().indexOf((target as Element).closest<HTMLAnchorElement>("[role=option]")!);
    if (over >= 0 && over !== chosen) choose(over);
  });
  // A result on this page is no navigation: the dialog gives the page back first.
  list.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // The backdrop is the dialog's own.
  });

  return {
    open() {
      if (dialog.open) return;
      dialog.showModal();
      input.focus();
      input.select();
      void prepare();
    },
  };
}

function said(count: number, asked: string): string {
  if (count === 0) return `Nothing is found for “${asked}”. Try another word, or fewer of them.`;
  return count === 1 ? "1 place" : `${count} places`;
}

function option({page, title, text: said, name, anchor, terms}: Result, i: number, root: URL): HTMLAnchorElement {
  const link = element("a", "search-result");
  link.role = "option";
  link.id = `search-result-${i}`;
  link.tabIndex = -1;
  link.ariaSelected = "false";
  const url = new URL(page.file, root);
  url.hash = anchor;
  link.href = url.href;
  const where = element("span", "search-where");
  where.append(page.label === page.title ? page.label : `${page.label} · ${page.title}`);
  const head = element("span", "search-title");
  head.append(...pieces(highlight(title, terms)));
  link.append(where, head);
  const part = element("span", "search-text");
  if (name) part.append(name.anchor.startsWith("eq-") ? "equation " : "cell ", text("code", name.name));
  else part.append(...pieces(snippet(said, terms)));
  link.append(part);
  return link;
}

function pieces(found: Piece[]): Node[] {
  return found.map((piece) => (piece.found ? text("mark", piece.text) : new Text(piece.text)));
}

function text(tag: "mark" | "code", content: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = content;
  return made;
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
