/**
 * Opens whatever folds the part of the page that the address names, and scrolls to it: a search result or a link may lead
 * behind a closed prediction. Browsers do so for some ways of getting there, and none for all.
 */
export function openTargets(): void {
  const look = () => {
    const target = targetOf(location.hash);
    if (target && openAround(target)) target.scrollIntoView();
  };
  addEventListener("hashchange", look);
  // A link to where the address points already changes no address.
  addEventListener("click", ({target}) => {
    const link = (target as Element | null)?.closest?.("a");
    if (link && link.hash !== "" && link.href === location.href) look();
  });
  look();
}

/** Returns whether anything was closed. */
export function openAround(element: Element): boolean {
  let opened = false;
  for (let box = element.parentElement?.closest("details"); box; box = box.parentElement?.closest("details")) {
    opened ||= !box.open;
    box.open = true;
  }
  return opened;
}

function targetOf(hash: string): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // An address may end in anything.
  }
}
