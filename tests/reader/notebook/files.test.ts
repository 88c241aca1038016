// @vitest-environment jsdom
import {readdirSync, readFileSync} from "node:fs";
import {deserialize} from "@observablehq/notebook-kit";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {joinBlocks, splitBlocks} from "../../../src/reader/notebook/blocks.ts";
import {readKit, writeKit} from "../../../src/reader/notebook/kit-file.ts";
import {readNotebookFile} from "../../../src/reader/notebook/read-file.ts";

const save = (markdown: string, used: string[] = []) =>
  writeKit(splitBlocks(markdown), {title: "A <title>", used, address: "https://example.org/x.html"});

const file = (name: string, content: BlobPart) => new File([content], name);

describe("a file of Notebook Kit", () => {
  it("has a cell for each block, as the kit's own reader reads it", async () => {
    const text = [
      "---\ntitle: A\n---\n\nText with $x^2$ and `$5`.",
      "```js id=one\nconst a = 1; // </script>\n```",
      "```ts echo\nconst b: number = a;\n```",
      "```python\nprint(1)\n```",
      "$$\n\\frac12\n$$",
      '```js\nimport {x} from "./x.ts"\n```',
      "<figure>\n\n```js id=two height=3\na + 1\n```\n\n<figcaption>Two.</figcaption>\n\n</figure>",
    ].join("\n\n");
    const {title, cells} = deserialize(await save(text, ["Plot", "circuit"]));
    expect(title).toBe("A <title>");
    expect(cells.map(({mode, value, pinned}) => [mode, value, pinned])).toEqual([
      [
        "md",
        "This notebook was saved from https://example.org/x.html. The name `circuit` belongs to that site: cells that use it run there and not here.",
        false,
      ],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: as the kit writes a formula
      ["md", "Text with ${tex`x^2`} and `$5`.", false],
      ["js", "const a = 1; // </script>", false],
      ["ts", "const b: number = a;", true],
      ["md", "```python\nprint(1)\n```", false],
      ["tex", "\\frac12", false],
      ["md", 'This cell takes something from a file of the site:\n\n```js\nimport {x} from "./x.ts"\n```', false],
      ["js", "a + 1", false],
      ["md", "<figcaption>Two.</figcaption>", false],
    ]);
  });

  it("comes back as the text that it was, for every notebook and lesson", async () => {
    for (const folder of ["content", "notebooks"])
      for (const name of readdirSync(folder).filter((each) => each.endsWith(".md"))) {
        const text = readFileSync(`${folder}/${name}`, "utf8");
        expect(await readKit(await save(text)), name).toBe(text);
      }
  });

  it("loses no text, whatever it is", async () => {
    const line = fc.constantFrom(
      "",
      "a",
      "```js",
      "```",
      "</script>",
      "<!--",
      "-->",
      "<script>",
      "$x$",
      '"&amp;',
      "- b",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, {maxLength: 12}), async (lines) => {
        const before = splitBlocks(lines.join("\n"));
        const back = splitBlocks((await readKit(await save(joinBlocks(before)))) ?? "");
        expect(back.blocks.map(({text}) => text)).toEqual(before.blocks.map(({text}) => text));
      }),
      {numRuns: 200},
    );
  });

  it("counts as it is where somebody has changed it", async () => {
    const kit = await save("<figure>\n\n```js\nconst a = 1;\n```\n\nb\n\n</figure>\n\n$$\nx\n$$\n");
    const back = await readKit(kit.replace("    const a = 1;", "    const a = 2;"));
    expect(back).toBe("```js\nconst a = 2;\n```\n\nb\n\n$$\nx\n$$\n");
  });

  it("of the kit itself becomes Markdown", async () => {
    const kit = `<!doctype html><notebook theme="air"><title>My "own"</title>
  <script id="1" type="text/markdown">
    # Hello
  </script>
  <script id="2" type="module" pinned="">
    const x = 1;
  </script>
  <script id="3" type="module">
    display(x);
  </script>
  <script id="4" type="application/x-tex">
    x^2
  </script>
  <script id="5" type="application/sql">
    SELECT 1
  </script>
</notebook>`;
    expect(await readKit(kit)).toBe(
      '---\ntitle: "My \\"own\\""\n---\n\n# Hello\n\n```js echo\nconst x = 1;\n```\n\n```js\ndisplay(x);\n```\n\n$$\nx^2\n$$\n\n```sql\nSELECT 1\n```\n',
    );
  });
});

describe("readNotebookFile", () => {
  it("takes Markdown as it is, and a file of the kit as Markdown", async () => {
    expect(await readNotebookFile(file("a.md", "\uFEFF# a\n"))).toEqual({markdown: "# a\n"});
    expect(await readNotebookFile(file("a.html", await save("# a\n")))).toEqual({markdown: "# a\n"});
  });

  it.each<[string, BlobPart, string]>([
    ["a.png", "x", "neither Markdown"],
    ["a.md", " \n", "is empty"],
    ["a.md", "x".repeat(1_000_001), "at most 1000 kB"],
    ["a.md", new Uint8Array([0x61, 0x0a, 0x62, 0xff, 0x63]), "“a.md”, line 2, column 2: this is no text in UTF-8"],
    ["a.html", "<p>a page</p>", "no element <notebook>"],
  ])("refuses %s", async (name, content, message) => {
    expect(await readNotebookFile(file(name, content))).toEqual({error: expect.stringContaining(message)});
  });
});
