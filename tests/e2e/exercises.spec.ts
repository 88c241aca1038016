import AxeBuilder from "@axe-core/playwright";
import type {Page} from "@playwright/test";
import {expect, test} from "./site.ts";

const lesson = "forward-backward-api.html";

const RIGHT = `class MultiplyGate {
  forward(x, y) {
    this.x = x;
    this.y = y;
    return x * y;
  }
  backward(dz) {
    return [this.y * dz, this.x * dz];
  }
}`;

/** The exercise, with its editor open. */
async function open(page: Page) {
  const exercise = page.locator("#exercise-api-multiply-gate");
  const code = exercise.getByRole("textbox", {name: /^Your code for the exercise/});
  const verdict = exercise.locator(".exercise-verdict");
  await exercise.getByRole("button", {name: "Try it"}).click();
  await expect(code).toBeFocused();
  return {exercise, code, verdict, check};

  /** Checks a text and returns what is said of it. */
  async function check(text: string): Promise<string> {
    await code.fill(text);
    await page.keyboard.press("Control+Enter");
    await expect(exercise.getByRole("button", {name: "Check"})).not.toHaveAttribute("aria-disabled");
    return (await verdict.textContent()) ?? "";
  }
}

test("a reader fills the blanks by keyboard, is told the first wrong entry, passes, and finds the code again", async ({
  page,
  site,
}) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  await site.open(lesson);
  const exercise = page.locator("#exercise-api-multiply-gate");
  const tryIt = exercise.getByRole("button", {name: "Try it"});
  await tryIt.scrollIntoViewIfNeeded();
  const below = exercise.locator("summary", {hasText: "Hint"});
  const before = await below.boundingBox();
  const loaded = scripts.length;
  await tryIt.focus();
  await page.keyboard.press("Enter");
  const code = exercise.getByRole("textbox");
  await expect(code).toBeFocused();
  expect(scripts.length).toBeGreaterThan(loaded);
  expect(Math.abs((await below.boundingBox())!.y - before!.y)).toBeLessThan(2);

  await page.keyboard.press("Control+Enter");
  const verdict = exercise.getByRole("status").first();
  await expect(verdict).toContainText("Line 8 still has a blank");

  await code.fill(RIGHT.replace("[this.y * dz, this.x * dz]", "[this.y * dz, this.y * dz]"));
  await page.keyboard.press("Control+Enter");
  await expect(verdict).toContainText(
    "Not yet: backward(1) after forward(3, -4): each input gets the other one. Entry [1]: expected 3, found −4.",
  );
  await expect(exercise.getByRole("list", {name: "What the check expects"}).getByRole("listitem")).toHaveText([
    /forward\(3, -4\) holds/,
    /backward\(1\).* does not hold/,
    /backward\(2\).* not reached/,
    /backward\(-1\).* not reached/,
    /backward\(3\).* not reached/,
  ]);

  await exercise.locator("summary", {hasText: "Solution"}).click();
  await expect(exercise.getByRole("button", {name: "Keep trying"})).toBeFocused();
  await expect(exercise.locator("details.solution")).not.toHaveAttribute("open");
  await page.keyboard.press("Enter");

  await code.fill(`${RIGHT}\nconsole.log("here");\nnew MultiplyGate().forward(2, 3)`);
  await page.keyboard.press("Control+Enter");
  await expect(verdict).toContainText("Right: all 5 expectations hold.");
  await expect(exercise.locator(".exercise-output pre")).toHaveText("here\n→ 6\n");
  await expect(async () => {
    await page.keyboard.press("Escape"); // the first may close a list of names
    await expect(exercise.getByRole("button", {name: "Check"})).toBeFocused({timeout: 300});
  }).toPass({timeout: 5000});

  await site.open(lesson);
  await expect(exercise.locator(".exercise-passed")).toHaveText("✓ Passed earlier");
  await expect(exercise.locator(".exercise-starter pre")).toContainText('console.log("here")');
  await exercise.getByRole("button", {name: "Go on"}).click();
  await expect(code).toContainText('console.log("here")');
  await exercise.getByRole("button", {name: "Reset to starter"}).click();
  await expect(code).toContainText("______");
});

test("a check compares the reader's code with a circuit of the page, at the inputs that the reader has set there", async ({
  page,
  site,
}) => {
  await site.open(lesson);
  const exercise = page.locator("#exercise-api-graph-backward");
  await exercise.getByRole("button", {name: "Try it"}).click();
  // Wrong for negative inputs alone: at x = 3, y = 2 nothing shows.
  await exercise.getByRole("textbox").fill(`class Graph {
  constructor(sorted) {
    this.sorted = sorted;
  }
  backward() {
    for (const node of this.sorted) node.grad = 0;
    this.sorted.at(-1).grad = 1;
    for (const node of this.sorted.toReversed()) {
      if (!node.gate) continue;
      const gradients = node.gate.backward(node.grad);
      for (const [i, input] of node.inputs.entries()) input.grad += node.value < 0 ? 0 : gradients[i];
    }
  }
}`);
  const verdict = exercise.locator(".exercise-verdict");
  await page.keyboard.press("Control+Enter");
  await expect(verdict).toContainText("Right: all 5 expectations hold.");
  const circuit = page.locator("#cell-own-test");
  for (const [name, value] of [
    ["x", "-4"],
    ["y", "-1"],
  ])
    await circuit.getByRole("slider", {name: `${name}, slider`}).fill(value!);
  await exercise.getByRole("button", {name: "Check"}).click();
  await expect(verdict).toContainText(
    "Not yet: every node of the circuit above, at the x and y that you have set there. Node y, grad: expected −6, found 0.",
  );
});

test("code that runs on, fills the memory or means harm is stopped, and the page goes on", async ({page, site}) => {
  test.slow();
  await site.open(lesson);
  const {check, exercise, verdict} = await open(page);
  const slow = /Stopped after 2 seconds/;
  const much = /more than 256 MB/;
  const gone = /reaches neither the page nor the network/;
  const cases: [string, RegExp][] = [
    [`${RIGHT}\nwhile (true) {}`, /^.?Line 11: Stopped after 2 seconds/],
    ["for (;;) await 0", slow],
    ["await new Promise(() => {})", slow],
    ["function f() {\n  return f();\n}\nf()", /Line [12]: RangeError: Maximum call stack/],
    ["new Array(1e9).fill(0)", much],
    ['const a = []; for (;;) a.push("x".repeat(2 ** 29 - 1) + a.length)', much],
    ["const a = []; for (;;) a.push(new Float64Array(1e6).fill(1))", much],
    // A loaded machine may take its two seconds before it has made so much.
    ["let a = [1]; for (;;) a = [...a, ...a]", /more than 256 MB|Stopped after 2 seconds/],
    ["const a = []; for (;;) { try { for (;;) a.push(new Array(1000)) } catch {} }", much],
    ['fetch("/x")', gone],
    ['importScripts("/x.js")', gone],
    ['indexedDB.open("x")', gone],
    ['new Worker("/x.js")', gone],
    ["postMessage({kind: 'end', outcome: {kind: 'passed'}})", gone],
    ["self.close()", gone],
    ['import("/x.js")', /Nothing can be imported/],
    ['(async () => {}).constructor("return 1")()', /cannot be made from text/],
    ["Object.prototype.rows = 1", /not extensible/],
    ["JSON = {}", /read only/],
    [`${RIGHT}\nvar near = () => {}; class core {}`, /Right/],
    [`${RIGHT}\nglobalThis.near = 1; globalThis.postMessage = () => {}`, /Right/],
    [`${RIGHT}\n({get x() { throw 1 }, f() {}, p: Promise.reject(new Error("lost"))})`, /Right/],
    ["throw new Proxy(new Error(), {get() { throw 2 }})", /Error/],
    [RIGHT.replace("return x * y", "return {get 0() { throw 1 }}"), /forward\(3, -4\)\. Expected −12, found/],
    [RIGHT.replace("return [this.y", "return [() => 1, this.y"), /Expected an array of 2 entries, found one of 3/],
    [RIGHT.replace("return [", "[this.x, ").replace("dz];", "dz];"), /found undefined/],
    ["", /The check needs MultiplyGate, which your code does not define/],
    [RIGHT.replace("* dz, this", "* * dz, this"), /Line 8: “\*” was not expected here/],
    [RIGHT, /Right/],
  ];
  for (const [text, said] of cases) expect.soft(await check(text), text).toMatch(said);
  await expect(verdict).toContainText("Right: all 5 expectations hold.");
  await expect(exercise.locator(".exercise-passed")).toHaveText("✓ Passed");
  expect(await page.evaluate(() => "rows" in {})).toBe(false);
});

test("an exercise is accessible in light and dark, fits a phone, and prints as it stands", async ({page, site}) => {
  await page.setViewportSize({width: 390, height: 844});
  await site.open(lesson);
  const {check, exercise} = await open(page);
  for (const [colorScheme, text] of [
    ["light", RIGHT.replace("this.y * dz", "this.x * dz")],
    ["dark", `${RIGHT}\nconsole.error("a"); console.warn("b"); null.x`],
  ] as const) {
    await page.emulateMedia({colorScheme});
    await check(text);
    const {violations} = await new AxeBuilder({page}).include("#exercise-api-multiply-gate").analyze();
    expect(violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id} ${html.slice(0, 200)}`))).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.emulateMedia({media: "print"});
  await expect(exercise.locator(".exercise-starter > pre")).toBeVisible();
  await expect(exercise.locator(".exercise-starter > pre")).toContainText("null.x");
  await expect(exercise.getByRole("button", {name: "Check"})).toBeHidden();
});
