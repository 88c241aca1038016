/** Whoever paints with the theme's colours. Held weakly: a unit that is gone is forgotten. */
const watchers = new Set<WeakRef<() => void>>();
let isWatching = false;

/**
 * Calls `change` whenever the page's theme has changed. Canvases, unlike styled elements, have to be painted anew. One
 * listener on the document serves all units. The caller keeps `change` as long as it wants to be told.
 */
export function watchTheme(change: () => void): void {
  watchers.add(new WeakRef(change));
  if (isWatching) return;
  isWatching = true;
  const tell = () => {
    for (const watcher of watchers) {
      const call = watcher.deref();
      if (call) call();
      else watchers.delete(watcher);
    }
  };
  new MutationObserver(tell).observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
  if (typeof matchMedia === "function") matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tell);
}
