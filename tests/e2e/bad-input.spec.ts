// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Markdown under test holds templates
import {spawn} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {join, resolve} from "node:path";
import type {Locator, Page} from "@playwright/test";
import {type DevSite, expect, test} from "./dev-site.ts";
import {touch} from "./touch.ts";

const fence = (id: string, code: string) => `\`\`\`js id=${id}\n${code}\n\`\`\`\n`;
const frontMatter = "title: Bad\ndescription: For a test.\ndraft: true";
const sliderCell = fence("slider", 'const a = view(Inputs.range([0, 10], {label: "a", step: 1, value: 3}));');
const healthyCell = fence("healthy", "display(`a is ${a}`);");

/** A lesson in which `body` stands between a slider and a cell that shows its value. */
const lesson = (body: string, meta = frontMatter) => `---\n${meta}\n---\n\n${sliderCell}\n${body}\n\n${healthyCell}`;

const fences = (cells: Record<string, string>) =>
  Object.entries(cells)
    .map(([id, code]) => fence(id, code))
    .join("\n");

const cell = (page: Page, id: string) => page.locator(`#cell-${id}`);
const panel = (page: Page) => page.locator(".problem-panel");

/** `path:line:column` of the first place of `needle` in a file. */
function place(dev: DevSite, path: string, needle: string): string {
  const text = dev.read(path);
  const offset = text.indexOf(needle);
  if (offset < 0) throw new Error(`${path} does not contain ${JSON.stringify(needle)}`);
  const lines = text.slice(0, offset).split("\n");
  return `${path}:${lines.length}:${(lines.at(-1) as string).length + 1}`;
}

const lineOf = (at: string) => at.replace(/:\d+$/, "");

/** Writes a lesson and opens it without waiting for its cells. */
async function visit(page: Page, dev: DevSite, name: string, text: string): Promise<string> {
  const path = `content/${name}.md`;
  dev.write(path, text);
  await page.goto(new URL(`${name}.html`, dev.url).href);
  await touch(page);
  return path;
}

/** The cell after all that is wrong has its value, and another one once the slider moves. */
async function expectHealthy(page: Page): Promise<void> {
  const output = cell(page, "healthy");
  await expect(output).toHaveAttribute("data-state", "fulfilled");
  await expect(output.locator(".cell-output")).toContainText("a is 3");
  await cell(page, "slider").locator("input[type=range]").fill("7");
  await expect(output.locator(".cell-output")).toContainText("a is 7");
  await expect(page.locator("vite-error-overlay")).toHaveCount(0);
}

/** A block cell's error box holds its message and place, in the cell's own output. */
async function expectError(broken: Locator, message: string, at: string): Promise<void> {
  await expect(broken).toHaveAttribute("data-state", "rejected");
  const box = broken.locator("> .cell-output > .cell-error");
  await expect(box).toHaveCount(1);
  await expect(box.locator(".cell-error-message")).toContainText(message);
  await expect(box.locator(".cell-error-place")).toHaveText(at);
  await expect(box.locator(".frame-culprit")).toContainText(`${at.split(":")[1]} | `);
}

test.describe("text that cannot be read is named with its place, and the cells run", () => {
  // In the text, too: but for a warning, which would show in the built site.
  const cases: {name: string; text: string; at: string; message: string; unmarked?: true}[] = [
    {
      name: "front-malformed",
      text: lesson("", "title: [Bad\ndescription: For a test.\ndraft: true"),
      at: "description",
      message: "Check the indentation",
    },
    {
      name: "front-unclosed",
      text: `---\n${frontMatter}\n\n${sliderCell}\n${healthyCell}`,
      at: "---",
      message: "The front matter is never closed. Add a line “---” below it.",
    },
    {
      name: "front-unknown",
      text: lesson("", `${frontMatter}\ncolour: red`),
      at: "colour",
      message: "The front matter has no key “colour”. It has title, description,",
      unmarked: true,
    },
    {
      name: "math-unclosed",
      text: lesson("Before.\n\n$$\n\\frac{1}{2}\n\nAfter the formula."),
      at: "$$",
      message: "This “$$” is never closed. Add a closing “$$” before the next blank line, or",
    },
    {
      name: "math-bad",
      text: lesson("The formula $\\frobnicate{x}$ and $\\frac{1}{2}$."),
      at: "\\frob",
      message: "This formula cannot be set: Undefined control sequence: \\frobnicate",
    },
    {
      name: "inline-unclosed",
      text: lesson("Open ${ a + 1 and on."),
      at: "${ a",
      message: "This “${” is never closed. Add the missing “}”",
    },
    {
      name: "fence-unclosed",
      text: `${lesson("")}\n\`\`\`js id=open\nconst b = 1;\n\nMore prose.\n`,
      at: "```js id=open",
      message: "This code block is never closed. Add a line “```” below it.",
    },
    {
      name: "link-unknown",
      text: lesson("See [the lesson](./no-such-lesson.md)."),
      at: "[the lesson]",
      message: "content/no-such-lesson.md, which does not exist",
    },
    {
      name: "anchor-unknown",
      text: lesson("See [the lesson](./first.md#no-such-place)."),
      at: "[the lesson]",
      message: "Nothing on content/first.md has the id “no-such-place”.",
    },
    {
      name: "names-unknown",
      text: lesson("So says [@nobody2000]."),
      at: "@nobody2000",
      message: "No work in references.yaml has the key “nobody2000”.",
    },
    {
      name: "picture-missing",
      text: lesson("Look at ![it](./no-picture.png), here."),
      at: "./no-picture.png",
      message: "There is no file “./no-picture.png”",
    },
    {
      name: "html-unclosed",
      text: lesson("<details>\n<summary>More</summary>\n\nText."),
      at: "<details>",
      message: "This <details> is never closed. Add “</details>”.",
    },
  ];
  for (const {name, text, at, message, unmarked} of cases)
    test(name, async ({page, dev, open}) => {
      dev.write(`content/${name}.md`, text);
      await open(`${name}.html`);
      const problem = panel(page).locator(".problem", {hasText: message});
      await expect(problem.locator(".problem-place code")).toHaveText(place(dev, `content/${name}.md`, at));
      const mark = page.locator(".prose").getByRole("note").filter({hasText: message});
      if (unmarked) await expect(mark).toHaveCount(0);
      else {
        await expect(mark).toBeVisible();
        await expect(mark).toContainText("Error:");
        await expect(mark.locator("code")).toHaveText(place(dev, `content/${name}.md`, at));
      }
      await expectHealthy(page);
      // It goes as soon as the text is mended.
      dev.write(`content/${name}.md`, lesson("Mended."));
      await expect(page.locator(".problem-mark")).toHaveCount(0);
      dev.remove(`content/${name}.md`);
    });

  test("math-bad says so where the formula stands, and sets the others", async ({page, dev, open}) => {
    dev.write("content/math-place.md", lesson("The formula $\\frobnicate{x}$ and $\\frac{1}{2}$."));
    await open("math-place.html");
    const broken = page.locator("p", {hasText: "The formula"}).locator(".math-error");
    await expect(broken).toHaveText("\\frobnicate{x}");
    const mark = page.locator("p", {hasText: "The formula"}).getByRole("note");
    await expect(mark).toContainText("This formula cannot be set: Undefined control sequence: \\frobnicate.");
    await expect(mark).toContainText(place(dev, "content/math-place.md", "\\frob"));
    await expect(page.locator("p", {hasText: "The formula"}).locator(".katex")).toHaveCount(1);
    dev.remove("content/math-place.md");
  });

  test("a link to no lesson leads to a page that says which file is missing", async ({page, dev, open}) => {
    dev.write("content/linking.md", lesson("See [the lesson](./no-such-lesson.md)."));
    await open("linking.html");
    await page.getByRole("link", {name: "the lesson", exact: true}).click();
    await expect(page.locator("main")).toContainText("content/no-such-lesson.md");
    dev.remove("content/linking.md");
  });
});

test("cells whose code is wrong say so in their places, and no other is affected", async ({page, dev, open}) => {
  dev.write("content/bad-module.ts", "export const fine = 1;\nexport const bad: number = ;\n");
  dev.write("content/good-module.ts", "export const good = 1;\n");
  const body = fences({
    syntax: "const b = 2 * ;",
    unknown: "display(undefinedName);",
    npm: 'import {z} from "npm:lodash";\ndisplay(z);',
    module: 'import {q} from "./no-module.ts";\ndisplay(q);',
    brokenModule: 'import {bad} from "./bad-module.ts";\ndisplay(bad);',
    noExport: 'import {nope} from "./good-module.ts";\ndisplay(nope);',
    file: 'FileAttachment("no-file.csv").text()',
    duplicate: "const a = 5;",
    cycleOne: "const one = two + 1;",
    cycleTwo: "const two = one * 2;",
    dependent: "display(b + 1);",
    taken: "const display = (x) => x;",
    assigned: "html = 3;",
    library: "display(html`<b>as ever</b>`);",
  });
  const path = "content/wrong-code.md";
  dev.write(path, lesson(`A value \${1 + } and \${2 + 3}.\n\n${body}`));
  await open("wrong-code.html");

  const inline = page.locator("p", {hasText: "A value"}).locator(".cell-inline");
  await expect(inline.first()).toContainText("The code ends too early");
  await expect(inline.first()).toContainText(path);
  await expect(inline.first()).toContainText(lineOf(place(dev, path, "${1 + }")));
  await expect(inline.last()).toHaveText("5");

  const at = (needle: string) => place(dev, path, needle);
  await expectError(cell(page, "syntax"), "“;” was not expected here", at(";\n```\n\n```js id=unknown"));
  await expectError(cell(page, "unknown"), "No cell of this page defines “undefinedName”", at("undefinedName"));
  await expectError(cell(page, "npm"), "“npm:lodash” cannot be imported", at('"npm:lodash"'));
  await expectError(cell(page, "module"), "There is no file “./no-module.ts”", at('"./no-module.ts"'));
  await expectError(cell(page, "brokenModule"), "content/bad-module.ts:2:28 cannot be read", at('"./bad-module.ts"'));
  await expectError(cell(page, "noExport"), "'nope'", at(' from "./good-module.ts"').replace(/\d+$/, "16"));
  await expectError(cell(page, "file"), "There is no file “no-file.csv”", at('"no-file.csv"'));
  const first = at("a = view");
  await expectError(cell(page, "duplicate"), `“a” is defined already at ${first}`, at("a = 5"));
  await expectError(cell(page, "cycleOne"), "defined by means of each other", at("two + 1"));
  await expectError(cell(page, "cycleTwo"), "defined by means of each other", at("one * 2"));
  await expectError(cell(page, "taken"), "“display” is what every cell has", at("display = (x)"));
  await expectError(cell(page, "assigned"), "“html” is a name that every cell has", at("html = 3"));
  await expect(cell(page, "library").locator("> .cell-output")).toHaveText("as ever");
  const waiting = cell(page, "dependent").locator("> .cell-output > .cell-waiting");
  await expect(waiting).toHaveText(`waiting for b, which failed at ${lineOf(at("const b = 2"))}`);
  await expect(waiting.getByRole("link")).toHaveAttribute("href", "#cell-syntax");
  await expectHealthy(page);

  // The name goes to the other definition as soon as the first is gone.
  dev.edit(path, "const a = view(", "const c = view(");
  await expect(cell(page, "duplicate")).toHaveAttribute("data-state", "fulfilled");
  await expect(cell(page, "healthy")).toContainText("a is 5");
  dev.remove(path);
});

test("cells that throw say where, and who waits for them says for whom", async ({page, dev, open}) => {
  const body = fences({
    throws: "const one = 1;\nconst thrown = null.x;\ndisplay(one);",
    rejects: 'const rejected = Promise.reject(new Error("no such luck"));',
    later: 'display("first");\nawait Promise.resolve();\nthrow new RangeError("too late");',
    generator: 'const counter = (function* () { yield 1; throw new Error("stopped"); })();',
    dependent: "display(thrown + 1);",
    chained: "display(rejected);",
    oddThrow: 'throw {code: 3, toString() { throw new Error("no text"); }};',
    oddError:
      'throw Object.defineProperties(new Error("x"), {message: {get() { throw 1; }}, stack: {get() { throw 2; }}});',
    nothing: "throw undefined;",
    overflow: "function deeper() { return deeper() + 1; }\ndeeper();",
    view: "view(null)",
    circuitText: 'circuit("x +", {})',
    circuitInputs: 'circuit("(x+y)*z", {x: 1})',
  });
  const path = "content/throwing.md";
  dev.write(path, lesson(`Inline \${null.y} and \${thrown} and \${a + 1}.\n\n${body}`));
  await open("throwing.html");

  const at = (needle: string) => place(dev, path, needle);
  const read = "Cannot read properties of null (reading 'x')";
  await expectError(cell(page, "throws"), `TypeError: ${read}`, at("x;\ndisplay(one)"));
  await expectError(cell(page, "rejects"), "Error: no such luck", at('new Error("no such luck")'));
  await expectError(cell(page, "later"), "RangeError: too late", at('new RangeError("too late")'));
  await expect(cell(page, "later").locator(".cell-output")).toContainText("first");
  await expectError(cell(page, "generator"), "Error: stopped", at('new Error("stopped")'));
  await expectError(cell(page, "oddThrow"), "The cell threw {code: 3", at("throw {code"));
  await expectError(cell(page, "oddError"), "Error: (no message)", at("throw Object"));
  await expectError(cell(page, "nothing"), "The cell threw undefined", at("throw undefined"));
  await expect(cell(page, "overflow")).toContainText("Maximum call stack size exceeded");
  await expect(cell(page, "overflow")).toContainText(lineOf(at("function deeper")));
  await expectError(cell(page, "view"), "view() takes an input", at("view(null)"));
  await expectError(cell(page, "circuitText"), "Something is missing after +", at('circuit("x +"'));
  const marked = cell(page, "circuitText").locator(".cell-error-lines");
  expect(await marked.textContent()).toBe("x +\n  ^");
  await expectError(cell(page, "circuitInputs"), '"(x+y)*z" also needs values for y, z', at('circuit("(x+y)*z"'));

  const line = lineOf(at("const thrown"));
  await expect(cell(page, "dependent").locator(".cell-waiting")).toHaveText(
    `waiting for thrown, which failed at ${line}`,
  );
  await expect(cell(page, "chained").locator(".cell-waiting")).toHaveText(
    `waiting for rejected, which failed at ${lineOf(at("const rejected"))}`,
  );
  const inline = page.locator("p", {hasText: "Inline"}).locator(".cell-inline");
  await expect(inline.nth(0)).toContainText("TypeError: Cannot read properties of null (reading 'y')");
  await expect(inline.nth(0)).toContainText(lineOf(at("${null.y}")));
  await expect(inline.nth(1)).toHaveText(`waiting for thrown, which failed at ${line}`);
  await expect(inline.nth(2)).toHaveText("4");
  await expectHealthy(page);
  await expect(inline.nth(2)).toHaveText("8");
  dev.remove(path);
});

test("a cell that never settles says that it is still running, and holds up no other", async ({page, dev}) => {
  const body = fences({
    never: "const never = await new Promise(() => {});",
    promise: "const promised = new Promise(() => {});",
    dependent: "display(never);",
    other: "display(promised);",
  });
  const path = await visit(page, dev, "pending", lesson(`Inline \${await new Promise(() => {})}.\n\n${body}`));
  await expectHealthy(page);
  for (const id of ["never", "dependent", "other"]) {
    await expect(cell(page, id)).toHaveAttribute("data-state", "pending");
    await expect(cell(page, id)).toHaveAttribute("aria-busy", "true");
    const after = () =>
      cell(page, id)
        .locator("> .cell-source > summary")
        .evaluate((node) => {
          const style = getComputedStyle(node, "::after");
          return style.visibility === "visible" ? style.content : "";
        });
    await expect.poll(after).toContain("still running…");
  }
  // An author mends it without loading the page anew.
  dev.edit(path, "await new Promise(() => {});\n", '"at last";\n');
  await expect(cell(page, "dependent").locator(".cell-output")).toContainText("at last");
  await expect(cell(page, "healthy").locator(".cell-output")).toContainText("a is 7");
  dev.remove(path);
});

test("huge, deep, circular and unreadable values are shown in brief, and the page answers", async ({page, dev}) => {
  test.slow(); // The engine itself needs some seconds before it refuses an array of a billion numbers.
  const body = fences({
    button:
      'const button = document.createElement("button");\nbutton.textContent = "count 0";\nlet n = 0;\nbutton.onclick = () => (button.textContent = `count ${++n}`);\ndisplay(button);',
    refused: "Array(1e9).fill(0)",
    long: "Array(1e7).fill(0)",
    many: "for (let i = 0; i < 1e5; i++) display(i);",
    text: '"x".repeat(1e7)',
    deep: "let deep = {};\nfor (let i = 0; i < 1e5; i++) deep = {deep};\ndisplay(deep);",
    circular: 'const circular = {name: "c"};\ncircular.self = circular;\ndisplay(circular);',
    getter: 'display({get x() { throw new Error("not for you"); }, y: 1});',
    proxy: "const pair = Proxy.revocable({}, {});\npair.revoke();\ndisplay(pair.proxy);",
    twice: 'const once = document.createElement("b");\nonce.textContent = "B";\ndisplay(once);',
    again: "display(once);",
    page: "document.body",
  });
  const inline =
    'Numbers: ${Array.from({length: 1e6}, (_, i) => i)}.\n\nSet: ${new Set(Array(1e6).keys())}.\n\nText: ${"y".repeat(1e6)}.\n\nSelf: ${(() => { const self = []; self.push(self); return self; })()}.';
  const path = await visit(page, dev, "huge", lesson(`${body}\n\n${inline}`));
  const output = (id: string) => cell(page, id).locator("> .cell-output");
  await expect(cell(page, "refused")).toHaveAttribute("data-state", "rejected", {timeout: 90_000});
  await expectError(cell(page, "refused"), "RangeError: Invalid array length", place(dev, path, "fill(0)"));
  await page.waitForFunction(() => !document.querySelector('[data-cell][data-state="pending"]'));

  await expect(output("long")).toHaveText("Array(10,000,000) [0, 0, 0, 0, 0, 0, 0, 0, …]");
  await expect(output("many")).toContainText("more than 1,000 values were displayed; the rest is left out");
  expect((await output("text").textContent())?.length).toBeLessThan(1000);
  await expect(output("deep")).toHaveText("{deep: Object {…}}");
  await expect(output("getter")).toHaveText("{x: (cannot be read), y: 1}");
  await expect(output("proxy")).toHaveText("(cannot be read)");
  await expect(output("twice")).toHaveText("B");
  await expect(output("again")).toContainText("stands in another place of the page already");
  await expect(output("page")).toContainText("stands in another place of the page already");
  await expect(page.locator("p", {hasText: "Numbers:"})).toContainText("997, 998, 999… (1,000,000 items)");
  await expect(page.locator("p", {hasText: "Set:"})).toContainText("998, 999… (1,000,000 items)");
  await expect(page.locator("p", {hasText: "Text:"})).toContainText("… (1,000,000 characters)");
  await expect(page.locator("p", {hasText: "Self:"})).toContainText("… (more than 1000 items)");

  // What is opened is made a hundred parts at a time, and an object within itself is not opened again.
  await output("long").locator("summary").first().click();
  await expect(output("long").locator(".inspect-part")).toHaveCount(101);
  await output("circular").locator("summary").first().click();
  await expect(output("circular")).toContainText("self: (this object again)");

  const button = page.getByRole("button", {name: /^count/});
  await button.click({timeout: 5000});
  await button.click({timeout: 5000});
  await expect(button).toHaveText("count 2");
  await expectHealthy(page);
  dev.remove(path);
});

test("what a reader types into a circuit's fields is refused where it stands", async ({page, dev, open}) => {
  const body = fences({
    entry: 'const entry = view(circuitInput({expression: "(x + y) * z", inputs: {x: -2, y: 5, z: -4}}));',
    value: "display(`${entry.expression} at x = ${entry.inputs.x}`);",
    picture: "display(circuit(entry.expression, entry.inputs));",
    fixed: 'const state = view(circuit("p * q", {p: 3, q: 4}, {editable: true}));',
    product: "display(`p is ${state.values.p}`);",
  });
  dev.write("content/typed.md", lesson(body));
  await open("typed.html");
  const entry = cell(page, "entry");
  const text = entry.locator("input[type=text]");
  const value = cell(page, "value").locator(".cell-output");
  await expect(value).toContainText("(x + y) * z at x = -2");

  const nonsense: [typed: string, message: string, caret: RegExp | undefined][] = [
    ["(x + y) * ", "Something is missing after *", /\^/],
    ["x ++ ", "missing", /\^/],
    ["x $ y", "", /^x \$ y\n {2}\^/],
    ["foo(x)", "foo", /\^/],
    ["(((", "", /\^/],
    ["", "", undefined],
    ["<img src=x onerror=alert(1)>", "", /\^/],
    ["1".repeat(400), "", undefined],
    ["(".repeat(5000), "", undefined],
    [`${"x + ".repeat(2000)}x`, "nodes; the stepper shows up to", undefined],
  ];
  for (const [typed, message, caret] of nonsense) {
    await text.fill(typed);
    await expect(text).toHaveAttribute("aria-invalid", "true");
    await expect(entry.locator(".circuit-problem").first()).toContainText(message);
    await expect(entry.locator(".circuit-problem").first()).toContainText("Shown is still (x + y) * z.");
    if (caret) await expect(entry.locator(".circuit-expression-frame")).toHaveText(caret, {useInnerText: false});
    await expect(value).toContainText("(x + y) * z at x = -2");
    await expect(cell(page, "picture")).toHaveAttribute("data-state", "fulfilled");
  }
  await text.fill("x * y");
  await expect(text).toHaveAttribute("aria-invalid", "false");
  await expect(value).toContainText("x * y at x = -2");

  const x = entry.getByRole("spinbutton", {name: "x"});
  await x.focus();
  await x.press("ControlOrMeta+a");
  await page.keyboard.type("7e");
  await expect(entry).toContainText("x needs a number. The circuit still has x = 7.");
  await expect(value).toContainText("x * y at x = 7");
  await page.keyboard.press("Tab");
  await expect(x).toHaveValue("7");
  await expect(entry).not.toContainText("x needs a number");

  const fixed = cell(page, "fixed");
  const p = fixed.getByRole("spinbutton", {name: "p", exact: true});
  await p.focus();
  await p.press("ControlOrMeta+a");
  await page.keyboard.type("-");
  await expect(fixed).toContainText("p needs a number. The circuit still has p = 3.");
  await page.keyboard.press("Tab");
  await expect(p).toHaveValue("3");
  await expectHealthy(page);
  dev.remove("content/typed.md");
});

test("a page of odd names and many cells works", async ({page, dev, open}) => {
  const many = Object.fromEntries(Array.from({length: 500}, (_, i) => [`n${i}`, `display("cell " + (${i} + a));`]));
  const body = `${fences({
    été: "const größe = 1, 变量 = 2, $x_1 = 3, α = 4;",
    sum: "display(`sum ${größe + 变量 + $x_1 + α}`);",
    inherited: "const toString = 1, constructor = 2, hasOwnProperty = 4;",
    inheritors: "display(`inherited ${toString + constructor + hasOwnProperty}`);",
    markup: 'display("</script></div><img src=x onerror=alert(1)>");',
    library: "const sigmoid = (x) => 100 + x;",
    user: "display(`sigmoid ${sigmoid(1)}`);",
  })}\n\`\`\`js id="a b"\n"odd id"\n\`\`\`\n\n\`\`\`js id=<b>x\n"markup in id"\n\`\`\`\n\n${fences(many)}`;
  dev.write("content/odd.md", lesson(body));
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await open("odd.html");
  await expect(cell(page, "sum").locator(".cell-output")).toContainText("sum 10");
  await expect(cell(page, "inheritors").locator(".cell-output")).toContainText("inherited 7");
  await expect(cell(page, "markup").locator(".cell-output")).toContainText("<img src=x onerror=alert(1)>");
  await expect(cell(page, "user").locator(".cell-output")).toContainText("sigmoid 101");
  await expect(page.getByText('"odd id"', {exact: true}).first()).toBeVisible();
  await expect(page.getByText('"markup in id"', {exact: true}).first()).toBeVisible();
  await expectHealthy(page);
  await expect(cell(page, "n499").locator(".cell-output")).toContainText("cell 506");
  await expect(page.locator('[data-cell]:not([data-state="fulfilled"])')).toHaveCount(0);
  expect(dialogs).toEqual([]);
  dev.remove("content/odd.md");
});

test("a build of such pages fails with every problem and its place", async ({dev}) => {
  const path = "content/unbuilt.md";
  dev.write("content/unbuilt-module.ts", "export const bad = ;\n");
  const body = fences({
    syntax: "const b = 2 * ;",
    unknown: "display(undefinedName);",
    npm: 'import {z} from "npm:lodash";',
    module: 'import {q} from "./no-module.ts";',
    brokenModule: 'import {bad} from "./unbuilt-module.ts";',
    file: 'FileAttachment("no-file.csv").text()',
    duplicate: "const a = 5;",
    cycleOne: "const one = two + 1;",
    cycleTwo: "const two = one * 2;",
  });
  const prose =
    "Value ${1 + } and $\\frobnicate$ and [a lesson](./no-such-lesson.md) and ![a picture](./no-picture.png).\n\n$$\nx\n";
  dev.write(path, `${lesson(`${prose}\n${body}`, "title: Bad\ndraft: maybe")}\n\`\`\`js id=open\n1\n`);
  dev.write("vite.config.ts", readFileSync(resolve("vite.config.ts"), "utf8"));
  const {status, said} = await run(dev.root, "node_modules/vite/bin/vite.js", "build");
  const at = (needle: string) => place(dev, path, needle);
  const places = [
    at("maybe"),
    at(" } and $"),
    at("\\frob"),
    at("[a lesson]"),
    at("./no-picture.png"),
    at("$$"),
    at(";\n```\n\n```js id=unknown"),
    at("undefinedName"),
    at('"npm:lodash"'),
    at('"./no-module.ts"'),
    at('"./unbuilt-module.ts"'),
    at('"no-file.csv"'),
    at("a = 5"),
    at("two + 1"),
    at("```js id=open"),
  ];
  dev.remove(path);
  dev.remove("vite.config.ts");
  expect(status).toBe(1);
  expect(said.match(/^content\/unbuilt\.md:\d+:\d+ error: /gm)).toHaveLength(places.length);
  for (const each of places) expect(said).toContain(`${each} error: `);
  expect(said).toContain("content/unbuilt-module.ts:1:20 cannot be read");
  expect(existsSync(join(dev.root, "dist"))).toBe(false);
});

/** Runs a script of Node in a folder; `said` is all that the terminal would show. */
function run(folder: string, ...args: string[]): Promise<{status: number | null; said: string}> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {cwd: folder, env: {...process.env, NO_COLOR: "1"}});
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => void (said += text));
    child.on("error", fail).on("close", (status) => done({status, said}));
  });
}
