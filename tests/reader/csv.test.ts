import fc from "fast-check";
import {expect, it} from "vitest";
import {parseTable} from "../../src/reader/builtins/csv.ts";

it("reads quoted fields, line ends of every kind, and types if asked", () => {
  const text = '\uFEFFname,x\r\n"a, ""b""\nc",1.5\rlast,\n\n"q"uoted,true\n';
  expect(parseTable(text, ",")).toEqual([
    {name: 'a, "b"\nc', x: "1.5"},
    {name: "last", x: ""},
    {name: "quoted", x: "true"},
  ]);
  expect(parseTable(text, ",", true).map(({x}) => x)).toEqual([1.5, null, true]);
  expect(parseTable("a\tb\n1\t2", "\t", true)).toEqual([{a: 1, b: 2}]);
  expect(parseTable("", ",")).toEqual([]);
});

it("reads back whatever is written with quotes", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (rows) => {
      const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;
      const text = [["a", "b"], ...rows].map((row) => row.map(quote).join(",")).join("\n");
      expect(parseTable(text, ",")).toEqual(rows.map(([a, b]) => ({a, b})));
    }),
  );
});

it("never hangs or throws", () => {
  fc.assert(
    fc.property(
      fc.string({unit: fc.constantFrom('"', ",", "\n", "\r", "x", " ")}),
      (text) => void parseTable(text, ","),
    ),
  );
});
