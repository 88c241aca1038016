import {expect, it} from "vitest";
import {builtinNames} from "../../src/reader/names.ts";
import {library} from "../../src/site/library.ts";

it("can be read in Node, and loads nothing until a name is used", () => {
  expect(typeof document).toBe("undefined");
  for (const [name, load] of Object.entries(library)) expect(load, name).toBeTypeOf("function");
});

it("takes no name of the reader", () => {
  expect(Object.keys(library).filter((name) => builtinNames.includes(name))).toEqual([]);
});
