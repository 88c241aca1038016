import fc from "fast-check";
import {expect, it} from "vitest";
import {wordsOf} from "../../src/compiler/javascript/words.ts";

const kinds = (source: string) => wordsOf(source).flatMap(({text, kind}) => (kind ? [`${kind} ${text}`] : []));

it("tells comments, keywords, strings and numbers", () => {
  expect(kinds("const a = 0x1f; // one\nreturn `b$" + "{a + 1}c`; /* two */")).toEqual([
    "keyword const",
    "number 0x1f",
    "comment // one",
    "keyword return",
    "string `",
    "string b",
    "number 1",
    "string c",
    "string `",
    "comment /* two */",
  ]);
  expect(kinds("let of = /a+/g; await b.let")).toEqual(["keyword let", "keyword of", "string /a+/g", "keyword await"]);
  expect(kinds("a = 1; 'open // no comment")).toEqual(["number 1"]);
});

it("loses no character of any text", () => {
  const piece = fc.constantFrom("const ", "`", "${", "}", "/*", "*/", "//", "\n", "'", '"', "/", "a", "1", "\\", "é");
  const text = fc.oneof(
    fc.string({unit: "binary"}),
    fc.array(piece).map((pieces) => pieces.join("")),
  );
  fc.assert(
    fc.property(text, (source) => {
      const words = wordsOf(source);
      expect(words.map((word) => word.text).join("")).toBe(source);
      expect(words.every((word) => word.text !== "")).toBe(true);
    }),
  );
});
