import {type Notice, notice} from "./notice.ts";

/**
 * Says what to do when a part that is loaded late does not come: the site may have been replaced by a newer version, whose
 * files have other names, or there is no connection.
 */
export function followMissingParts(): void {
  let told: Notice | undefined;
  addEventListener("vite:preloadError", async () => {
    told ??= notice("A part is missing");
    const reload = {text: "Reload", run: () => location.reload()};
    if (await isReplaced()) told.show("The course was updated. Reload the page; your work is kept.", [], [reload]);
    else
      told.show(
        "A part of this page could not be loaded. Check your connection, and reload the page; your work is kept.",
        [],
        [reload, {text: "Later"}],
      );
  });
}

/** Whether the host now has this page with another module. */
async function isReplaced(): Promise<boolean> {
  try {
    const response = await fetch(location.href, {cache: "no-store", headers: {accept: "text/html"}});
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    const module = (page: Document) => page.querySelector('script[type="module"][src]')?.getAttribute("src");
    return response.ok && module(next) !== undefined && module(next) !== module(document);
  } catch {
    return false;
  }
}
