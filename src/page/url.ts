/**
 * Where a page's HTML file lies in the built site: a lesson stands at the top ("content/softmax.md" → "softmax.html"),
 * anything else keeps its folder ("notebooks/circuits.md" → "notebooks/circuits.html").
 */
export function pageFile(path: string): string {
  return path.replace(/^content\//, "").replace(/\.md$/, ".html");
}

/** A relative URL from one file of the built site to another, so that the site works under any sub-path. */
export function relativeUrl(from: string, to: string): string {
  const there = to.split("/");
  const here = from.split("/").slice(0, -1);
  while (here.length > 0 && there.length > 1 && here[0] === there[0]) {
    here.shift();
    there.shift();
  }
  return `${here.length > 0 ? "../".repeat(here.length) : "./"}${there.join("/")}`;
}

/** The file that a relative link leads to: ("content/softmax.md", "../notebooks/circuits.md") → "notebooks/circuits.md". */
export function resolvePath(from: string, link: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of link.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
