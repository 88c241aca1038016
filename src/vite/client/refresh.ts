/** Where a tab keeps the version for which it has loaded its page anew. */
const RELOADED = "course-reloaded";
/** How long a hot update may take from the server's notice of a save to the page, in milliseconds. */
const ON_ITS_WAY = 1500;

/**
 * Brings what surrounds the prose (title, header, links to the neighbours) to what the server says now. Only what the
 * server itself says differently is replaced: what scripts have done to the page stays. Call it before they do anything;
 * what it returns looks at the server anew. Runs in the dev server's pages.
 */
export function followShell(kept: string): () => Promise<void> {
  let served = document.body.cloneNode(true) as HTMLElement;
  let queue = Promise.resolve();
  const look = async () => {
    const next = await fetchPage();
    if (!next) return;
    document.title = next.title;
    const description = next.querySelector<HTMLMetaElement>('meta[name="description"]')?.content ?? "";
    document.querySelector('meta[name="description"]')?.setAttribute("content", description);
    if (!sync(document.body, served, next.body, kept)) location.reload();
    served = next.body;
  };
  return () => {
    queue = queue.then(look);
    return queue;
  };
}

/** Loads the page anew if it was saved between the loading of its HTML and that of its module. */
export function reloadIfStale(version: string): void {
  const served = servedVersion(document);
  // Once for a version: should HTML and module never agree, the page is shown as it is.
  if (served === undefined || served === version || sessionStorage.getItem(RELOADED) === version) return;
  sessionStorage.setItem(RELOADED, version);
  location.reload();
}

/**
 * Loads the page anew if it was saved between the loading of its module and its connection to the server, of which it
 * would hear nothing more.
 * @param shown the version that the page shows now
 */
export async function reloadIfBehind(shown: () => string): Promise<void> {
  if (await isShown(shown)) return;
  await new Promise((resolve) => setTimeout(resolve, ON_ITS_WAY));
  if (!(await isShown(shown))) location.reload();
}

async function isShown(shown: () => string): Promise<boolean> {
  const now = servedVersion(await fetchPage());
  return now === undefined || now === shown();
}

async function fetchPage(): Promise<Document | undefined> {
  const response = await fetch(location.href, {headers: {accept: "text/html"}}).catch(() => undefined);
  return response?.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : undefined;
}

function servedVersion(page: Document | undefined): string | undefined {
  return page?.querySelector<HTMLMetaElement>('meta[name="course-version"]')?.content;
}

/** Returns false where the live page has another shape than the one that was served, so that only a reload helps. */
function sync(live: Element, served: Element, next: Element, kept: string): boolean {
  if (next.matches(`${kept}, .toc`) || served.outerHTML === next.outerHTML) return true;
  if (live.tagName !== served.tagName) return false;
  if (live.querySelector(kept)) return around(live, served, next, kept);
  const sameShape = served.children.length > 0 && own(served) === own(next);
  if (sameShape && served.children.length === next.children.length && served.children.length === live.children.length)
    return pairwise([...live.children], [...served.children], [...next.children], kept);
  live.replaceWith(document.importNode(next, true));
  return true;
}

/** Replaces what stands before and behind the child that holds the prose. */
function around(live: Element, served: Element, next: Element, kept: string): boolean {
  const [a, b, c] = [live, served, next].map((element) => {
    const children = [...element.children];
    return {children, at: children.findIndex((child) => child.matches(kept) || child.querySelector(kept))};
  });
  if (!a || !b || !c || a.at < 0 || b.at < 0 || c.at < 0 || a.at !== b.at) return false;
  const [inLive, inServed, inNext] = [a.children[a.at]!, b.children[b.at]!, c.children[c.at]!];
  // Scripts may have added elements behind those that were served, never between them.
  const behind = a.children.slice(a.at + 1, b.children.length);
  return (
    replace(a.children.slice(0, a.at), b.children.slice(0, b.at), c.children.slice(0, c.at), kept, (nodes) =>
      inLive.before(...nodes),
    ) &&
    replace(behind, b.children.slice(b.at + 1), c.children.slice(c.at + 1), kept, (nodes) => inLive.after(...nodes)) &&
    sync(inLive, inServed, inNext, kept)
  );
}

function replace(
  live: Element[],
  served: Element[],
  next: Element[],
  kept: string,
  insert: (nodes: Element[]) => void,
): boolean {
  if (live.length !== served.length) return false;
  if (served.length === next.length) return pairwise(live, served, next, kept);
  for (const element of live) element.remove();
  insert(next.map((element) => document.importNode(element, true)));
  return true;
}

function pairwise(live: Element[], served: Element[], next: Element[], kept: string): boolean {
  return next.every((element, i) => sync(live[i]!, served[i]!, element, kept));
}

/** An element's tag, attributes and own text, without its children. */
function own(element: Element): string {
  const text = [...element.childNodes].map((node) =>
    node.nodeType === Node.TEXT_NODE ? node.nodeValue?.trim() : "\n",
  );
  return [(element.cloneNode() as Element).outerHTML, ...text].join("");
}
