import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";

const css = readFileSync("src/site/style/tokens.css", "utf8");
type Theme = "light" | "dark";

/** The colour tokens, each as [light, dark]. */
const colours = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, {light, dark}],
  ),
);

const get = (name: string, theme: Theme): string => {
  const found = colours.get(name);
  if (!found) throw new Error(`tokens.css has no colour --${name}`);
  return found[theme];
};

/** WCAG 2.2: relative luminance of an sRGB colour, 0 to 1. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const onPage = ["ground", "surface", "surface-raised"];
const named = ["accent", "value", "gradient", "parameter", "local", "good", "bad", "warn"];
const classes = ["class-a", "class-b", "class-c", "class-d", "class-e"];
const code = ["code-comment", "code-keyword", "code-string", "code-number", "code-name"];
const themes: Theme[] = ["light", "dark"];

const texts: [string, string][] = [
  ...["ink", "ink-muted", ...named, ...classes].flatMap((text) => onPage.map((on): [string, string] => [text, on])),
  ...code.flatMap((text) => ["surface", "surface-raised"].map((on): [string, string] => [text, on])),
  ...named.flatMap((name): [string, string][] => [
    [name, `${name}-ground`],
    ["ink", `${name}-ground`],
    ["ink-muted", `${name}-ground`],
  ]),
  // Buttons and the skip link.
  ["ground", "accent"],
];

describe("contrast", () => {
  it("measures as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 10);
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });

  it("knows every colour of the tokens", () => {
    expect(colours.size).toBe([...css.matchAll(/light-dark\(/g)].length);
  });

  for (const theme of themes) {
    it.each(texts)(`of --%s on --%s is 4.5 or more (${theme})`, (text, on) => {
      expect(contrast(get(text, theme), get(on, theme))).toBeGreaterThanOrEqual(4.5);
    });

    it.each(onPage.flatMap((on) => ["focus", "rule-strong"].map((edge) => [edge, on])))(
      `of --%s, an edge that one must see, on --%s is 3 or more (${theme})`,
      (edge, on) => {
        expect(contrast(get(edge, theme), get(on, theme))).toBeGreaterThanOrEqual(3);
      },
    );
  }

  it("leaves no text colour untested", () => {
    const tested = new Set(texts.flat());
    const known = ["rule", "rule-strong", "focus"];
    for (const name of colours.keys()) if (!known.includes(name)) expect([...tested]).toContain(name);
  });
});
