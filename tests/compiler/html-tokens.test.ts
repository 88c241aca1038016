import {expect, it} from "vitest";
import {attributeOf, hasClass, htmlTokens} from "../../src/compiler/html-tokens.ts";

it("reads tags, texts and nothing of comments", () => {
  expect([...htmlTokens('<P CLASS="a">x &lt; &#955;<br><img src="a>b"/><!-- <b> --></p>1 < 2')]).toEqual([
    {kind: "open", name: "p", attributes: ' CLASS="a"', isEmpty: false},
    {kind: "text", text: "x < λ"},
    {kind: "open", name: "br", attributes: "", isEmpty: true},
    {kind: "open", name: "img", attributes: ' src="a>b"/', isEmpty: true},
    {kind: "close", name: "p"},
    {kind: "text", text: "1 "},
    {kind: "text", text: "<"},
    {kind: "text", text: " 2"},
  ]);
});

it("finds attributes and classes", () => {
  const attributes = ' data-id="no" id="a&amp;b" class="one two-three"';
  expect(attributeOf(attributes, "id")).toBe("a&b");
  expect(attributeOf(attributes, "title")).toBeUndefined();
  expect(hasClass(attributes, new Set(["two-three"]))).toBe(true);
  expect(hasClass(attributes, new Set(["two", "three"]))).toBe(false);
  expect(hasClass("", new Set(["two"]))).toBe(false);
});
