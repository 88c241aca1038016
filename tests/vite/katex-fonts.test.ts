import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {expect, it} from "vitest";
import {keepWoff2} from "../../src/vite/katex-fonts.ts";

it("keeps WOFF2 alone of every font of KaTeX", () => {
  const css = readFileSync(createRequire(import.meta.url).resolve("katex/dist/katex.css"), "utf8");
  const sources = [...css.matchAll(/src:\s*(url[^;}]+)/g)].map(([, src]) => src as string);
  expect(sources.length).toBeGreaterThan(15);
  for (const src of sources) {
    const kept = keepWoff2(src);
    expect(kept).toMatch(/^url\([^)]*\.woff2\) format\(["']woff2["']\)$/);
  }
});

it("leaves local fonts, and fonts that have no WOFF2", () => {
  expect(keepWoff2('local("Georgia"), url(a.woff2) format("woff2"), url(a.ttf)')).toBe(
    'local("Georgia"), url(a.woff2) format("woff2")',
  );
  expect(keepWoff2("url(a.ttf) format('truetype')")).toBe("url(a.ttf) format('truetype')");
  expect(keepWoff2("url(data:font/woff2;base64,AA,BB)")).toBe("url(data:font/woff2;base64,AA,BB)");
});
