import {readdirSync, readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  blockLines,
  codeBlock,
  deleteBlock,
  fenceOf,
  insertBlock,
  joinBlocks,
  moveBlock,
  nameBlock,
  nameOf,
  replaceBlock,
  splitBlocks,
} from "../../../src/reader/notebook/blocks.ts";

const texts = (markdown: string) => splitBlocks(markdown).blocks.map(({text}) => text);
const page = "---\ntitle: A\n---\n\nOne.\n\n```js id=two\n1\n\n2\n```\n\n## Three\n\n- four\n\n- still four\n\nFive.\n";

const line = fc.constantFrom(
  "",
  "",
  "  ",
  "---",
  "text",
  "    indented",
  "```js",
  "```",
  "````",
  "~~~",
  "# heading",
  "- item",
  "1. item",
  "> quote",
  "<div>",
  "</div>",
  "<figure class='x'>",
  "</figure>",
  "<!-- quiz id=a -->",
  "<!-- /quiz -->",
  "<!-- note",
  "-->",
  "$$",
  "$$ x $$",
  "[^1]: note",
  "a\r",
  "\u2028",
);

describe("splitBlocks", () => {
  it("gives every text back as it was, in pieces that are not blank", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(line, {maxLength: 30}).map((lines) => lines.join("\n")),
          fc.string({unit: "binary"}),
        ),
        (text) => {
          const notebook = splitBlocks(text);
          expect(joinBlocks(notebook)).toBe(text);
          for (const block of notebook.blocks) {
            expect(block.text.trim()).not.toBe("");
            expect(block.gap.trim()).toBe("");
          }
        },
      ),
      {numRuns: 2000},
    );
  });

  it("gives every lesson back, and a block of it is a block again", () => {
    for (const folder of ["content", "notebooks"])
      for (const file of readdirSync(folder).filter((name) => name.endsWith(".md"))) {
        const text = readFileSync(`${folder}/${file}`, "utf8");
        const notebook = splitBlocks(text);
        expect(joinBlocks(notebook)).toBe(text);
        for (const block of notebook.blocks) expect(texts(block.text), file).toEqual([block.text]);
      }
  });

  it.each([
    [page, ["One.", "```js id=two\n1\n\n2\n```", "## Three", "- four\n\n- still four", "Five."]],
    ["a\n```js\n1\n```\nb", ["a", "```js\n1\n```", "b"]],
    ["# h\ntext", ["# h", "text"]],
    [
      "<figure>\n\n```js\n1\n```\n\n<figcaption>c</figcaption>\n\n</figure>\n\nx",
      ["<figure>\n\n```js\n1\n```\n\n<figcaption>c</figcaption>\n\n</figure>", "x"],
    ],
    [
      "<!-- quiz id=a -->\nq\n\n- [x] a\n\n<!-- /quiz -->\nb",
      ["<!-- quiz id=a -->\nq\n\n- [x] a\n\n<!-- /quiz -->", "b"],
    ],
    ["$$\na\n\nb\n$$ {#eq-a}\n\nx", ["$$\na\n\nb\n$$ {#eq-a}", "x"]],
    ["- a\n\n  b\n\nc", ["- a\n\n  b", "c"]],
    ["> [!NOTE]\n> a\n\nb", ["> [!NOTE]\n> a", "b"]],
    ["````md\n```js\n1\n```\n````", ["````md\n```js\n1\n```\n````"]],
    ["```js\nnever closed\n\nx", ["```js\nnever closed\n\nx"]],
    ["", []],
    ["---\ntitle: a\n---\n", []],
  ])("keeps together what belongs together: %j", (markdown, expected) => {
    expect(texts(markdown)).toEqual(expected);
  });
});

describe("changes of blocks", () => {
  const notebook = splitBlocks(page);

  it("move, delete, insert and replace, and touch nothing else", () => {
    expect(joinBlocks(moveBlock(moveBlock(notebook, 1, 3), 3, 1))).toBe(page);
    expect(joinBlocks(deleteBlock(notebook, 4))).toBe(page.replace("Five.\n", ""));
    expect(joinBlocks(insertBlock(notebook, 1, "New."))).toBe(page.replace("One.\n", "One.\n\nNew.\n"));
    expect(joinBlocks(insertBlock(notebook, 5, "End."))).toBe(`${page}\nEnd.\n`);
    expect(joinBlocks(replaceBlock(notebook, 0, "Eins.\n\nZwei.\n"))).toBe(page.replace("One.", "Eins.\n\nZwei."));
    expect(joinBlocks(replaceBlock(notebook, 0, "  \n"))).toBe(page.replace("One.\n\n", ""));
  });

  it("keep blocks apart, whatever is moved where", () => {
    fc.assert(
      fc.property(fc.array(line, {minLength: 1, maxLength: 12}), fc.nat(), fc.nat(), (lines, a, b) => {
        const before = splitBlocks(lines.join("\n"));
        const {length} = before.blocks;
        if (length === 0) return;
        const moved = moveBlock(before, a % length, b % length);
        expect([...moved.blocks].map(({text}) => text).sort()).toEqual([...before.blocks].map(({text}) => text).sort());
        for (const {gap} of moved.blocks.slice(0, -1)) expect(gap.split("\n").length).toBeGreaterThan(2);
      }),
    );
  });

  it("name a block and take its name away", () => {
    const named = nameBlock(notebook, 1, "other");
    expect(nameOf(named.blocks[1]!)).toBe("other");
    expect(named.blocks[1]!.text).toBe("```js id=other\n1\n\n2\n```");
    expect(nameBlock(named, 1, "").blocks[1]!.text).toBe("```js\n1\n\n2\n```");
    expect(nameBlock(notebook, 0, "x")).toBe(notebook);
  });

  it("make a fence longer than those in it", () => {
    const text = codeBlock("`````\n```", "```js echo");
    expect(text).toBe("``````js echo\n`````\n```\n``````");
    expect(fenceOf(text)?.code).toBe("`````\n```");
  });

  it("know the lines of blocks", () => {
    const lines = page.split("\n");
    expect(blockLines(notebook).map((first) => lines[first - 1])).toEqual([
      "One.",
      "```js id=two",
      "## Three",
      "- four",
      "Five.",
    ]);
  });
});
