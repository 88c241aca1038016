import {dirname, join, posix} from "node:path";
import type {Page} from "../page/index.ts";
import {isFile} from "./files.ts";

const TAG = /<(img|source|video|audio|track|embed|object|a)\b[^>]*>/g;
const ATTRIBUTE = /\s(src|poster|data|href)="([^"]*)"/g;

/** Rewritten HTML, and the URLs that name no file, as they were written. */
export interface LinkedHtml {
  html: string;
  missing: string[];
}

/**
 * Rewrites relative URLs of pictures, media and downloads from the Markdown file to the root ("./plot.png" →
 * "/content/plot.png"), since the page's HTML lies elsewhere. `version` gives a file's hash where a browser must notice
 * that it has changed.
 */
export async function linkHtml(
  page: Pick<Page, "html" | "path">,
  root: string,
  version?: (file: string) => Promise<string>,
): Promise<LinkedHtml> {
  const {html, path} = page;
  const found = localUrls(page);
  if (found.size === 0) return {html, missing: []};

  const targets = new Map<string, string>();
  const missing: string[] = [];
  for (const url of found) {
    const [, name = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
    const file = join(root, dirname(path), decode(name.replaceAll("&amp;", "&")));
    if (!(await isFile(file))) missing.push(url);
    else {
      const target = `/${posix.join(posix.dirname(path), name)}`;
      targets.set(url, version && !rest.startsWith("?") ? `${target}?v=${await version(file)}${rest}` : target + rest);
    }
  }
  const linked = html.replace(TAG, (tag, name: string) =>
    tag.replace(ATTRIBUTE, (whole, attribute: string, url: string) => {
      const target = isLocal(name, attribute, url) ? targets.get(url) : undefined;
      return target === undefined ? whole : ` ${attribute}="${target}"`;
    }),
  );
  return {html: linked, missing};
}

const known = new WeakMap<object, Set<string>>();

/** The URLs of files beside the page. Most pages have none, and most are the same as at the last look. */
function localUrls(page: Pick<Page, "html">): Set<string> {
  let found = known.get(page);
  if (found) return found;
  known.set(page, (found = new Set()));
  for (const [tag, name] of page.html.matchAll(TAG))
    for (const [, attribute, url] of tag.matchAll(ATTRIBUTE)) if (isLocal(name, attribute, url)) found.add(url ?? "");
  return found;
}

/** Whether an attribute names a file beside the page. Links between pages are the compiler's. */
function isLocal(tag = "", attribute = "", url = ""): boolean {
  if (tag === "a" ? attribute !== "href" : attribute === "href") return false;
  if (attribute === "data" && tag !== "object") return false;
  if (url === "" || /^([a-z][a-z0-9+.-]*:|\/|#|\?)/i.test(url)) return false;
  return !(tag === "a" && /\.(html|md)([?#]|$)/.test(url));
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
