import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import * as noMaps from "../../src/site/library/no-maps.ts";

describe("the stand-in for d3-geo", () => {
  it("has every name of d3-geo that Plot imports", () => {
    const source = new URL("../../node_modules/@observablehq/plot/src/", import.meta.url);
    const names = new Set<string>();
    for (const file of readdirSync(source, {recursive: true, encoding: "utf8"}).filter((name) => name.endsWith(".js")))
      for (const [, list = ""] of readFileSync(new URL(file, source), "utf8").matchAll(/import \{([^}]*)\} from "d3"/g))
        for (const name of list.split(",").map((each) => each.trim().replace(/ as .*/, "")))
          if (/^geo[A-Z]/.test(name)) names.add(name);
    expect(names.size).toBeGreaterThan(10);
    expect(Object.keys(noMaps)).toEqual(expect.arrayContaining([...names]));
  });

  it("says that there are no maps", () => {
    expect(() => noMaps.geoMercator()).toThrow("no maps");
  });
});
