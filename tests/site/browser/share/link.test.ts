import fc from "fast-check";
import {expect, it} from "vitest";
import {readQuery, writeLink} from "../../../../src/site/browser/share/link.ts";

it("brings back what was written, whatever the names and values are", () => {
  const name = fc.string({minLength: 1, maxLength: 12});
  const value = fc.string({unit: "grapheme", maxLength: 20});
  fc.assert(
    fc.property(fc.dictionary(name, value, {minKeys: 1, maxKeys: 8}), (values) => {
      const entries = Object.entries(values);
      const link = writeLink("https://host.test/a/softmax.html?dataset=xor#part", new Map(entries));
      const url = new URL(link);
      fc.pre(url.search.length <= 4000);
      expect(url.hash).toBe("#part");
      expect(url.searchParams.get("dataset")).toBe("xor");
      expect([...readQuery(url.search).values]).toEqual(entries.map(([key, text]) => [key, text]));
    }),
  );
});

it("leaves no trace in the address where nothing differs", () => {
  expect(writeLink("https://host.test/a.html?share=1&c.x=3&k=v", new Map())).toBe("https://host.test/a.html?k=v");
});

it("never throws, and reads nothing that it does not know", () => {
  fc.assert(
    fc.property(fc.string({maxLength: 300}), (text) => {
      expect(readQuery(`?share=1&c.x=1&${text}`).values.size).toBeGreaterThan(0);
      expect(() => readQuery(text)).not.toThrow();
    }),
  );
  expect(readQuery("?share=2&c.x=1").problems[0]).toContain("another version");
  expect(readQuery(`?share=1&c.x=${"9".repeat(4000)}`).problems[0]).toContain("characters long");
  expect(readQuery(`?share=1&c.x=${"9".repeat(600)}`)).toMatchObject({problems: [expect.stringContaining("too long")]});
  const twice = readQuery("?share=1&c.x=1&c.x=2");
  expect([...twice.values]).toEqual([["x", "1"]]);
  expect(twice.problems).toHaveLength(1);
});
