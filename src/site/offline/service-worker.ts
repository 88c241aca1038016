import {type Answer, type Ask, isMessage} from "./messages.ts";
import {type CacheHost, cacheName, cachePrefix, fileOf, install, removeOlder, type SiteVersion} from "./site-cache.ts";

/**
 * The service worker of the built site. It keeps all files of one version and answers from them, so that a page never
 * mixes versions and needs no connection. A newer version waits until the reader asks for it, or until no page is open.
 */

/** Written by the plugin (src/vite/service-worker.ts). */
declare const __SITE_FILES__: Record<string, string>;
declare const __SITE_VERSION__: string;

/** The part of a service worker's scope that is used here; the project's types are those of a page. */
interface Scope {
  registration: {scope: string; active: unknown};
  clients: {
    claim(): Promise<void>;
    matchAll(options: {
      includeUncontrolled: boolean;
    }): Promise<{postMessage(message: unknown, ports: MessagePort[]): void}[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}

interface WorkerEvent extends Event {
  data: unknown;
  request: Request;
  waitUntil(work: Promise<unknown>): void;
  respondWith(response: Promise<Response>): void;
}

const scope = globalThis as unknown as Scope;
const site: SiteVersion = {version: __SITE_VERSION__, files: __SITE_FILES__, root: new URL("./", location.href)};
const host: CacheHost = {caches, fetch: (url, options) => fetch(url, options), digest: sha256};

/** How long an open page may take to say what it runs from, in milliseconds. */
const PATIENCE = 1000;

scope.addEventListener("install", (event) => event.waitUntil(install(site, host)));

scope.addEventListener("activate", (event) => {
  // The page that is open at the first visit is served from here too: its parts must come without a connection.
  event.waitUntil(scope.clients.claim().then(() => removeOlder(site, caches, isOlderNeeded)));
});

scope.addEventListener("message", ({data}) => {
  if (isMessage(data, "use-new-version")) void scope.skipWaiting();
});

scope.addEventListener("fetch", (event) => {
  const {request} = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== site.root.origin || !url.pathname.startsWith(site.root.pathname))
    return;
  if (request.headers.has("range")) return;
  const navigates = request.mode === "navigate";
  event.respondWith(answer(request, url, navigates));
  if (navigates) event.waitUntil(removeOlder(site, caches, isOlderNeeded));
});

async function answer(request: Request, url: URL, navigates: boolean): Promise<Response> {
  const own = fileOf(url, site);
  if (own !== undefined) {
    const kept = await fromCache(own, cacheName(site));
    if (kept) return kept;
  } else if (!navigates) {
    // A page that was opened before this version came asks for its own parts.
    const older = await fromAnyCache(url);
    if (older) return older;
  }
  try {
    return await fetch(request);
  } catch (error) {
    if (!navigates) throw error;
    // Some hosts show "softmax.html" as "softmax".
    const named = fileOf(new URL(`${url.pathname.replace(/\/$/, "")}.html`, url), site);
    return (named && (await fromCache(named, cacheName(site)))) || notKept();
  }
}

async function fromCache(file: string, name: string): Promise<Response | undefined> {
  return (await caches.open(name)).match(new URL(file, site.root).href);
}

async function fromAnyCache(url: URL): Promise<Response | undefined> {
  const names = (await caches.keys()).filter((name) => name.startsWith(cachePrefix(site.root)));
  for (const name of names) {
    const found = await (await caches.open(name)).match(url.href, {ignoreSearch: true});
    if (found) return found;
  }
  return undefined;
}

/** Whether a page is open that runs from files which this version does not have. One that does not answer may be. */
async function isOlderNeeded(): Promise<boolean> {
  const pages = await scope.clients.matchAll({includeUncontrolled: true});
  const answers = await Promise.all(
    pages.map((page) => {
      const {port1, port2} = new MessageChannel();
      return new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), PATIENCE);
        port1.onmessage = ({data}: MessageEvent<Answer>) => {
          clearTimeout(timer);
          resolve(data.files.some((file) => fileOf(new URL(file), site) === undefined));
        };
        page.postMessage({type: "which-files"} satisfies Ask, [port2]);
      });
    }),
  );
  return answers.includes(true);
}

function notKept(): Response {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Not available offline</title><h1>You are offline</h1>
<p>This page is not among those that this device keeps. <a href="${site.root.pathname}index.html">All lessons</a> are.</p>`;
  return new Response(html, {status: 503, headers: {"content-type": "text/html; charset=utf-8"}});
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
