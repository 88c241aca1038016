import {createHash} from "node:crypto";
import {expect, it} from "vitest";
import {
  type CacheHost,
  cacheName,
  fileOf,
  install,
  removeOlder,
  type SiteVersion,
} from "../../../src/site/offline/site-cache.ts";

const root = new URL("https://host.test/a/b/");
const sha256 = (data: string | ArrayBuffer) =>
  createHash("sha256")
    .update(typeof data === "string" ? data : Buffer.from(data))
    .digest("hex");

/** As much of the browser's caches as is used. */
function host(served: Record<string, string>) {
  const stores = new Map<string, Map<string, Response>>();
  const fetched: string[] = [];
  const caches = {
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
    async open(name: string) {
      const store = stores.get(name) ?? new Map<string, Response>();
      stores.set(name, store);
      return {
        match: async (url: string) => store.get(url)?.clone(),
        put: async (url: string, response: Response) => void store.set(url, response),
      };
    },
  } as unknown as CacheStorage;
  const all: CacheHost = {
    caches,
    digest: async (bytes) => sha256(bytes),
    async fetch(url) {
      fetched.push(url.slice(root.href.length));
      const text = served[url.slice(root.href.length)];
      return text === undefined ? new Response("", {status: 404}) : new Response(text);
    },
  };
  return {...all, stores, fetched};
}

const site = (version: string, texts: Record<string, string>): SiteVersion => ({
  version,
  root,
  files: Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, sha256(text)])),
});

it("keeps every file, and takes from the older version what has not changed", async () => {
  const [one, two] = [
    {"index.html": "1", "assets/a.js": "a"},
    {"index.html": "2", "assets/a.js": "a"},
  ];
  const browser = host(one);
  await install(site("one", one), browser);
  expect(browser.fetched.sort()).toEqual(["assets/a.js", "index.html"]);
  browser.fetch = host(two).fetch;
  await install(site("two", two), browser);
  const kept = browser.stores.get(cacheName(site("two", two)));
  expect(await kept?.get(`${root}index.html`)?.clone().text()).toBe("2");
  expect(await kept?.get(`${root}assets/a.js`)?.clone().text()).toBe("a");
  expect(
    await browser.stores
      .get(cacheName(site("one", one)))
      ?.get(`${root}index.html`)
      ?.clone()
      .text(),
  ).toBe("1");
});

it.each([
  ["a file is missing", {"index.html": "2"}],
  ["a file is of another version", {"index.html": "2", "assets/b.js": "not b"}],
])("leaves nothing behind, and the older version whole, where %s", async (_, served) => {
  const one = {"index.html": "1"};
  const browser = host(one);
  await install(site("one", one), browser);
  browser.fetch = host(served).fetch;
  await expect(install(site("two", {"index.html": "2", "assets/b.js": "b"}), browser)).rejects.toThrow("assets/b.js");
  expect([...browser.stores.keys()]).toEqual([cacheName(site("one", one))]);
});

it("removes older versions of this site alone, once no page needs them", async () => {
  const browser = host({});
  const now = site("now", {});
  for (const name of [cacheName(now), cacheName(site("old", {})), "course /elsewhere/ x", "other"])
    await browser.caches.open(name);
  await removeOlder(now, browser.caches, async () => true);
  expect(browser.stores.size).toBe(4);
  await removeOlder(now, browser.caches, async () => false);
  expect([...browser.stores.keys()]).toEqual([cacheName(now), "course /elsewhere/ x", "other"]);
});

it("knows the file that a URL asks for", () => {
  const at = (url: string) =>
    fileOf(new URL(url, root), site("v", {"index.html": "", "notebooks/a b.html": "", x: ""}));
  expect(at("./")).toBe("index.html");
  expect(at("index.html?share=1#x")).toBe("index.html");
  expect(at("notebooks/a%20b.html")).toBe("notebooks/a b.html");
  for (const url of ["notebooks/", "../index.html", "https://other.test/a/b/x", "%ff", "constructor"])
    expect(at(url), url).toBeUndefined();
});
