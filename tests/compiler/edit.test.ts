import {describe, expect, it} from "vitest";
import {compileEdits} from "../../src/compiler/edit.ts";
import {compilePage} from "../../src/compiler/index.ts";

const {cells} = compilePage(
  [
    "```js id=one",
    "const a = 1, b = 2;",
    "```",
    "",
    "```js id=two",
    "const c = a + b;",
    "```",
    "",
    "```js id=three",
    "display(c)",
    "```",
    "",
  ].join("\n"),
  {path: "content/x.md"},
);

/** The page's cells by id, with the reader's texts. */
function edit(edits: Record<string, string>) {
  const result = compileEdits(cells, new Map(Object.entries(edits)), {path: "content/x.md", names: ["tex"]});
  return Object.fromEntries(result.map((cell) => [cell.id, cell])) as Record<
    string,
    (typeof result)[number] & {body?: string}
  >;
}

describe("compileEdits", () => {
  it("gives the edited cell its own key, body and outputs, and leaves the others as they are", () => {
    const {one, two, three} = edit({two: "const c = 10 * b; const d = 1"});
    expect(one).toBe(cells[0]);
    expect(three).toBe(cells[2]);
    expect(two!.inputs).toEqual(["b"]);
    expect(two!.outputs).toEqual(["c", "d"]);
    expect(two!.key).not.toBe(cells[1]!.key);
    expect(two!.body).toContain("10 * b");
    expect(two!.position).toEqual({line: 1, column: 1});
  });

  it("tells the edit, not the author, of a name that both define, wherever they stand", () => {
    const {one, two} = edit({one: "const a = 1, b = 2;\nconst c = 3;"});
    expect(two!.problem).toBeUndefined();
    expect(one!.problem).toMatchObject({code: "duplicate-definition", path: "edit of one", line: 2, column: 7});
    expect(one!.problem!.message).toContain("content/x.md:6:1");
  });

  it("tells a cell whose name an edit has taken away", () => {
    const {two} = edit({one: "const a = 1;"});
    expect(two!.problem).toMatchObject({code: "undefined-name", path: "content/x.md", line: 6});
    expect(edit({one: "const a = 1, b = 3;"}).two!.problem).toBeUndefined();
  });

  it.each([
    ["const c = (", "syntax"],
    ["const c = a + nothing;", "undefined-name"],
    ["const display = 3", "redefined-builtin"],
    ['import x from "npm:x"', "refused-import"],
    [`const c = a + b; /* ${"x".repeat(50000)} */`, undefined],
    ["\u0000\uD800", "syntax"],
  ])("says what is wrong with %s", (text, code) => {
    const {two} = edit({two: text});
    expect(two!.problem?.code).toBe(code);
    expect(two!.problem?.path).toBe(code && "edit of two");
    expect(two!.body === undefined).toBe(code !== undefined);
  });

  it("finds a circle that two edits make", () => {
    const {one, two} = edit({one: "const a = c, b = 1;", two: "const c = a + b;"});
    expect(one!.problem?.code).toBe("cycle");
    expect(two!.problem?.code).toBe("cycle");
  });
});
