/** The files of one version of the site: SHA-256 in hexadecimal by path below the site's root. */
export type FileList = Readonly<Record<string, string>>;

export interface SiteVersion {
  version: string;
  files: FileList;
  /** The site's root, where the service worker lies. */
  root: URL;
}

/** What the browser gives; passed in, so that a test can stand in for it. */
export interface CacheHost {
  caches: CacheStorage;
  fetch: (url: string, options: RequestInit) => Promise<Response>;
  digest: (bytes: ArrayBuffer) => Promise<string>;
}

/** How many files are fetched at a time: an open page comes first. */
const AT_ONCE = 4;

/** Each version has a cache of its own. The root is part of the name, since other sites may share the origin. */
export function cacheName({version, root}: Pick<SiteVersion, "version" | "root">): string {
  return `${cachePrefix(root)}${version}`;
}

export function cachePrefix(root: URL): string {
  return `course ${root.pathname} `;
}

/**
 * Fills the cache of a version with all its files. Each one's content is checked: what a host has exchanged meanwhile
 * is no part of this version. What an older version has is taken from there. If anything is missing it rejects,
 * and nothing of the half-filled cache is left.
 */
export async function install(site: SiteVersion, host: CacheHost): Promise<void> {
  const {caches} = host;
  const name = cacheName(site);
  const older = (await caches.keys()).filter((each) => each.startsWith(cachePrefix(site.root)) && each !== name);
  const cache = await caches.open(name);
  const waiting = Object.entries(site.files);
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const url = new URL(next[0], site.root).href;
      if (await cache.match(url)) continue; // Put there, and checked, by an attempt that was cut short.
      await cache.put(url, (await fromOlder(url, next[1])) ?? (await fromHost(url, next[1])));
    }
  };
  try {
    await Promise.all(Array.from({length: AT_ONCE}, work));
  } catch (error) {
    waiting.length = 0;
    await caches.delete(name);
    throw error;
  }

  async function fromOlder(url: string, hash: string): Promise<Response | undefined> {
    for (const each of older) {
      const response = await (await caches.open(each)).match(url);
      if (response && (await host.digest(await response.clone().arrayBuffer())) === hash) return response;
    }
    return undefined;
  }

  async function fromHost(url: string, hash: string): Promise<Response> {
    const response = await host.fetch(url, {cache: "no-cache", credentials: "same-origin", priority: "low"});
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const body = await response.arrayBuffer();
    if ((await host.digest(body)) !== hash) throw new Error(`${url} is not of version ${site.version}`);
    // A new response: one that came by a redirect may not answer a navigation. Its headers say how it is to be treated.
    const headers = new Headers(response.headers);
    for (const name of ["content-encoding", "content-length"]) headers.delete(name);
    return new Response(body, {headers});
  }
}

/** The file of the site that a URL asks for, as hosts read it; undefined for what is none of the site's. */
export function fileOf(url: URL, {root, files}: Pick<SiteVersion, "root" | "files">): string | undefined {
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname.slice(root.pathname.length));
  } catch {
    return undefined;
  }
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  return Object.hasOwn(files, file) ? file : undefined;
}

/** Removes the caches of older versions, unless an open page still needs one. */
export async function removeOlder(
  site: SiteVersion,
  caches: CacheStorage,
  needed: () => Promise<boolean>,
): Promise<void> {
  const name = cacheName(site);
  const older = (await caches.keys()).filter((each) => each.startsWith(cachePrefix(site.root)) && each !== name);
  if (older.length === 0 || (await needed())) return;
  await Promise.all(older.map((each) => caches.delete(each)));
}
