import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative, resolve} from "node:path";
import {parse} from "acorn";
import {simple} from "acorn-walk";
import {transformWithOxc} from "vite";
import {describe, expect, it} from "vitest";

/** The import table of ARCHITECTURE.md: folder of src → folders of src it may import. */
const allowed: Record<string, string[]> = {
  core: [],
  page: [],
  lab: ["core"],
  units: ["core", "lab"],
  compiler: ["page"],
  reader: ["page", "compiler"],
  site: ["core", "page", "lab", "units", "compiler", "reader"],
  vite: ["compiler", "page"],
  cli: ["compiler", "page"],
  types: [],
};

/** Imports that are allowed only as `import(…)`. */
const lazily: Record<string, string[]> = {reader: ["compiler"]};

const src = resolve("src");

describe("the import table", () => {
  const files = readdirSync(src, {recursive: true, encoding: "utf8"}).filter(
    (f) => /\.ts$/.test(f) && !/\.d\.ts$/.test(f),
  );

  it("covers every folder of src", () => {
    const folders = new Set(files.map((file) => file.split(/[\\/]/)[0]));
    for (const folder of folders)
      expect(Object.keys(allowed), `src/${folder} has no row in the table`).toContain(folder);
  });

  it.each(files)("src/%s imports what its folder may", async (file) => {
    const folder = file.split(/[\\/]/)[0] ?? "";
    for (const {specifier, dynamic} of await importsOf(join(src, file))) {
      if (!specifier.startsWith(".")) {
        if (["core", "page"].includes(folder)) throw new Error(`src/${file} imports the package ${specifier}`);
        if (["core", "page", "compiler", "lab", "units", "reader"].includes(folder))
          expect(specifier, `src/${file} imports from Node`).not.toMatch(/^node:/);
        continue;
      }
      const target = resolve(dirname(join(src, file)), specifier.replace(/\?.*$/, ""));
      expect(existsSync(target), `src/${file} imports ${specifier}, which does not exist`).toBe(true);
      const there = relative(src, target).split(/[\\/]/)[0] ?? "";
      if (there === folder) continue;
      expect(allowed[folder], `src/${file} imports ${specifier}`).toContain(there);
      if (lazily[folder]?.includes(there)) expect(dynamic, `src/${file} must import ${specifier} lazily`).toBe(true);
    }
  });
});

/** Every import of a file. Types count as lazy ones: they bind folders together, but load nothing. */
async function importsOf(file: string): Promise<{specifier: string; dynamic: boolean}[]> {
  const source = readFileSync(file, "utf8");
  const found: {specifier: string; dynamic: boolean}[] = [];
  for (const [, specifier] of source.matchAll(/^(?:import|export)\s+type\s[^;"]*?from\s+"([^"]+)"/gm))
    found.push({specifier: specifier ?? "", dynamic: true});
  const {code} = await transformWithOxc(source, file, {});
  const declared = (node: {source?: {value?: unknown} | null}) => {
    if (typeof node.source?.value === "string") found.push({specifier: node.source.value, dynamic: false});
  };
  simple(parse(code, {ecmaVersion: "latest", sourceType: "module"}), {
    ImportDeclaration: declared,
    ExportNamedDeclaration: declared,
    ExportAllDeclaration: declared,
    ImportExpression(node) {
      if (node.source.type === "Literal") found.push({specifier: String(node.source.value), dynamic: true});
    },
  });
  return found;
}
