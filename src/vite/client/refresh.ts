/**
 * Brings what surrounds the prose (title, header, links to the neighbours) to what the server says now. Only what the
 * server itself says differently is replaced: what scripts have done to the page stays. Runs in the dev server's pages.
 */
export function followShell(kept: Element | null): () => Promise<void> {
  // Scripts have not touched the page yet when this is called.
  let served = document.body.cloneNode(true) as HTMLElement;
  return async () => {
    const response = await fetch(location.href, {headers: {accept: "text/html"}});
    if (!response.ok) return;
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    const description = next.querySelector<HTMLMetaElement>('meta[name="description"]');
    document.title = next.title;
    if (description) document.querySelector('meta[name="description"]')?.setAttribute("content", description.content);
    const keptPath = kept?.id ? `#${kept.id}` : ".prose";
    if (!sync(document.body, served, next.body, keptPath)) location.reload();
    served = next.body;
  };
}

/** Returns false where the live page has another shape than the one that was served, so that only a reload helps. */
function sync(live: Element, served: Element, next: Element, kept: string): boolean {
  if (next.matches(`${kept}, .toc`) || served.outerHTML === next.outerHTML) return true;
  const sameShape =
    served.children.length > 0 && served.children.length === next.children.length && own(served) === own(next);
  if (!sameShape) {
    if (live.querySelector(kept)) return false;
    live.replaceWith(document.importNode(next, true));
    return true;
  }
  // Scripts may have added elements behind those that were served, never between them.
  const children = [...live.children];
  return [...next.children].every((child, i) => {
    const [from, to] = [served.children[i], children[i]];
    return from && to && to.tagName === child.tagName ? sync(to, from, child, kept) : false;
  });
}

/** An element's tag, attributes and own text, without its children. */
function own(element: Element): string {
  const text = [...element.childNodes].map((node) =>
    node.nodeType === Node.TEXT_NODE ? node.nodeValue?.trim() : "\n",
  );
  return [(element.cloneNode() as Element).outerHTML, ...text].join("");
}
