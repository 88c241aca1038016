import {siteRoot} from "./site-root.ts";

/**
 * Opens the search by the header's button, by "/" and by Ctrl-K or ⌘K. Nothing of it is loaded before: neither its code
 * nor the index.
 */
export function offerSearch(): void {
  const button = document.querySelector<HTMLButtonElement>(".search-button");
  if (!button) return;
  let dialog: Promise<{open(): void}> | undefined;
  const open = async () => {
    dialog ??= import("./search/dialog.ts").then(({searchDialog}) => searchDialog({root: siteRoot(), load: loadIndex}));
    try {
      (await dialog).open();
    } catch (error) {
      dialog = undefined; // The next try loads it anew.
      throw error;
    }
  };
  button.addEventListener("click", () => void open());
  addEventListener("keydown", (event) => {
    if (!asksForSearch(event)) return;
    event.preventDefault();
    void open();
  });
}

async function loadIndex(): Promise<unknown> {
  const {default: url} = await import("virtual:course/search");
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.json();
}

function asksForSearch(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.altKey || event.shiftKey) return false;
  const target = event.target as Element;
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) return !target.closest(".cm-editor");
  if (event.key !== "/" || event.ctrlKey || event.metaKey) return false;
  return !target.closest("input, textarea, select, [contenteditable], dialog");
}
