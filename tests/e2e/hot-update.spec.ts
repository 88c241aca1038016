// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells under test hold templates
import type {Page} from "@playwright/test";
import {expect, runs, test} from "./dev-site.ts";

/** Keeps a page from its connection to the dev server until the returned function is called. */
async function holdConnection(page: Page): Promise<() => void> {
  let connect = () => {};
  const connected = new Promise<void>((resolve) => {
    connect = resolve;
  });
  await page.routeWebSocket(/./, async (socket) => {
    await connected;
    socket.connectToServer();
  });
  return connect;
}

/** A lesson with these cells. Each counts its runs under its id. */
function lesson(title: string, cells: Record<string, string>, prose = "Some prose."): string {
  const fences = Object.entries(cells).map(([id, code]) => `\`\`\`js id=${id}\n${code}\n\`\`\`\n`);
  return `---\ntitle: ${title}\ndescription: For a test.\ndraft: true\n---\n\n${prose}\n\n${fences.join("\n")}`;
}

const counted = (id: string, code: string) => `window.ran("${id}");\n${code}`;
const output = (id: string) => `#cell-${id} .cell-output`;

const chain = {
  slider: counted("slider", 'const a = view(Inputs.range([0, 10], {label: "a", step: 1, value: 3}));'),
  double: counted("double", "const b = 2 * a;\ndisplay(`double ${b}`);"),
  apart: counted("apart", 'display("apart 1");'),
};

test.describe("an edited cell", () => {
  test("runs again with those that depend on it, and no other; a slider keeps its value", async ({page, dev, open}) => {
    dev.write("content/edited.md", lesson("Edited", chain));
    await open("edited.html");
    const slider = page.locator("#cell-slider input[type=range]");
    await slider.fill("7");
    await expect(page.locator(output("double"))).toContainText("double 14");
    const before = await runs(page);

    dev.edit("content/edited.md", "apart 1", "apart 2");
    await expect(page.locator(output("apart"))).toContainText("apart 2");
    await expect(slider).toHaveValue("7");
    expect(await runs(page)).toEqual({...before, apart: 2});

    dev.edit("content/edited.md", "2 * a", "3 * a");
    await expect(page.locator(output("double"))).toContainText("double 21");
    await expect(slider).toHaveValue("7");
    expect(await runs(page)).toEqual({...before, apart: 2, double: (before.double ?? 0) + 1});

    dev.edit("content/edited.md", "value: 3", "value: 4");
    await expect(slider).toHaveValue("4");
    await expect(page.locator(output("double"))).toContainText("double 12");
    expect((await runs(page)).apart).toBe(2);
  });

  test("leaves scroll and focus where they are, and prose changes around them", async ({page, dev, open}) => {
    const filler = Array.from({length: 60}, (_, i) => `Paragraph ${i}.\n`).join("\n");
    dev.write(
      "content/scrolled.md",
      `${lesson("Scrolled", chain)}\n${filler}\n\n\`\`\`js id=late\nInputs.text({label: "late"})\n\`\`\`\n`,
    );
    await open("scrolled.html");
    const input = page.locator("#cell-late input");
    await input.fill("half a sen");
    await input.focus();
    await page.evaluate(() => scrollBy(0, -120));
    const scroll = () => page.evaluate(() => scrollY);
    const top = await scroll();
    expect(top).toBeGreaterThan(300);

    dev.edit("content/scrolled.md", "Paragraph 59.", "Paragraph *fifty-nine*.");
    await expect(page.locator("em", {hasText: "fifty-nine"})).toBeAttached();
    await expect(input).toBeFocused();
    await expect(input).toHaveValue("half a sen");
    expect(await scroll()).toBe(top);
    await page.keyboard.type("tence");
    await expect(input).toHaveValue("half a sentence");
  });

  test("that is renamed takes its dependents with it", async ({page, dev, open}) => {
    dev.write("content/renamed.md", lesson("Renamed", {...chain, use: counted("use", "display(`use ${b + 1}`);")}));
    await open("renamed.html");
    await expect(page.locator(output("use"))).toContainText("use 7");
    dev.edit(
      "content/renamed.md",
      "const b = 2 * a;\ndisplay(`double ${b}`)",
      "const c = 2 * a;\ndisplay(`double ${c}`)",
    );
    await expect(page.locator("#cell-use")).toHaveAttribute("data-state", "rejected");
    await expect(page.locator("#cell-use")).toContainText("b");
    await expect(page.locator("#cell-use")).toContainText(/content\/renamed\.md:\d+:\d+/);
    dev.edit("content/renamed.md", "use ${b + 1}", "use ${c + 1}");
    await expect(page.locator(output("use"))).toContainText("use 7");
    expect(await runs(page)).toMatchObject({slider: 1, apart: 1});
  });

  test("follows the last of several rapid saves", async ({page, dev, open}) => {
    dev.write("content/rapid.md", lesson("Rapid", chain));
    await open("rapid.html");
    for (let i = 2; i <= 12; i++) {
      dev.edit("content/rapid.md", `apart ${i - 1}`, `apart ${i}`);
      await page.evaluate(() => 0);
    }
    await expect(page.locator(output("apart"))).toContainText("apart 12");
    expect(await runs(page)).toMatchObject({slider: 1, double: 1});
  });

  test("is noticed however the editor saves it, with whatever line breaks", async ({page, dev, open}) => {
    dev.write("content/saved.md", lesson("Saved", chain));
    await open("saved.html");
    dev.writeByRename("content/saved.md", dev.read("content/saved.md").replace("apart 1", "apart 2"));
    await expect(page.locator(output("apart"))).toContainText("apart 2");
    dev.write(
      "content/saved.md",
      dev.read("content/saved.md").replaceAll("\n", "\r\n").replace("Some prose", "Other prose"),
    );
    await expect(page.getByText("Other prose.")).toBeVisible();
    expect(await runs(page)).toEqual({slider: 1, double: 1, apart: 2});
    dev.write(
      "content/saved.md",
      dev.read("content/saved.md").replaceAll("\r\n", "\n").replace("Other prose", "Third prose"),
    );
    await expect(page.getByText("Third prose.")).toBeVisible();
    expect(await runs(page)).toEqual({slider: 1, double: 1, apart: 2});
  });
});

test.describe("the cells of a page", () => {
  test("are not run again when they change places", async ({page, dev, open}) => {
    dev.write("content/moved.md", lesson("Moved", chain));
    await open("moved.html");
    await page.locator("#cell-slider input[type=range]").fill("9");
    await expect(page.locator(output("double"))).toContainText("double 18");
    const before = await runs(page);
    const {slider, double, apart} = chain;
    dev.write("content/moved.md", lesson("Moved", {apart, double, slider}));
    await expect(page.locator("[data-cell]").first()).toHaveAttribute("data-cell", "apart");
    await expect(page.locator("#cell-slider input[type=range]")).toHaveValue("9");
    await expect(page.locator(output("double"))).toContainText("double 18");
    expect(await runs(page)).toEqual(before);
  });

  test("come and go", async ({page, dev, open}) => {
    dev.write("content/fewer.md", lesson("Fewer", chain));
    await open("fewer.html");
    const {slider, double, apart} = chain;
    dev.write("content/fewer.md", lesson("Fewer", {slider, apart}));
    await expect(page.locator("#cell-double")).toHaveCount(0);
    dev.write("content/fewer.md", lesson("Fewer", {slider, double, apart, sum: "display(`sum ${a + b}`);"}));
    await expect(page.locator(output("sum"))).toContainText("sum 9");
    expect(await runs(page)).toEqual({slider: 1, double: 2, apart: 1});
  });

  test("that were deleted leave those that needed them with a message", async ({page, dev, open}) => {
    dev.write("content/orphan.md", lesson("Orphan", chain));
    await open("orphan.html");
    const {slider, double, apart} = chain;
    dev.write("content/orphan.md", lesson("Orphan", {double, apart}));
    await expect(page.locator("#cell-double")).toHaveAttribute("data-state", "rejected");
    await expect(page.locator("#cell-double")).toContainText(/content\/orphan\.md:\d+:\d+/);
    dev.write("content/orphan.md", lesson("Orphan", {slider, double, apart}));
    await expect(page.locator(output("double"))).toContainText("double 6");
    expect((await runs(page)).apart).toBe(1);
  });
});

test.describe("an error", () => {
  test("of syntax is shown in its place, and its repair brings the cell back", async ({page, dev, open}) => {
    dev.write("content/syntax.md", lesson("Syntax", chain));
    await open("syntax.html");
    await page.locator("#cell-slider input[type=range]").fill("5");
    await expect(page.locator(output("double"))).toContainText("double 10");
    dev.edit("content/syntax.md", "const b = 2 * a;", "const b = 2 * ;");
    const broken = page.locator("#cell-double");
    await expect(broken).toHaveAttribute("data-state", "rejected");
    const place = `content/syntax.md:${1 + dev.read("content/syntax.md").split("\n").indexOf("const b = 2 * ;")}:15`;
    await expect(broken).toContainText(place);
    await expect(broken).toContainText("const b = 2 * ;");
    await expect(page.locator("vite-error-overlay")).toHaveCount(0);
    await expect(page.locator(".problem-panel")).toContainText(place);
    await expect(page.locator("#cell-slider input[type=range]")).toHaveValue("5");
    await expect.poll(() => dev.terminal.filter((text) => text.startsWith(`${place} error`)).length).toBe(1);

    dev.edit("content/syntax.md", "const b = 2 * ;", "const b = 2 * a;");
    await expect(page.locator(output("double"))).toContainText("double 10");
    await expect(page.locator("#cell-slider input[type=range]")).toHaveValue("5");
    await expect(page.locator(".problem-panel")).toHaveCount(0);
    expect(await runs(page)).toMatchObject({slider: 1, apart: 1});
  });

  test("at run time tells the line of the Markdown file", async ({page, dev, open}) => {
    dev.write("content/throws.md", lesson("Throws", {...chain, bad: "const one = 1;\nnull.x;\ndisplay(one);"}));
    await open("throws.html");
    const line = 1 + dev.read("content/throws.md").split("\n").indexOf("null.x;");
    await expect(page.locator("#cell-bad")).toContainText(`content/throws.md:${line}:`);
    dev.edit("content/throws.md", "Some prose.", "Some prose.\n\nAnd more.");
    await expect(page.locator("#cell-bad")).toContainText(`content/throws.md:${line + 2}:`);
    expect(await runs(page)).toEqual({slider: 1, double: 1, apart: 1});
  });

  test("in the front matter leaves the page alive", async ({page, dev, open}) => {
    dev.write("content/front.md", lesson("Front", chain));
    await open("front.html");
    dev.edit("content/front.md", "title: Front", "title: [Front");
    await expect(page.locator(".problem-panel")).toContainText("content/front.md:");
    await expect(page.locator(output("double"))).toContainText("double 6");
    dev.edit("content/front.md", "title: [Front", "title: A new title");
    await expect(page.locator(".problem-panel")).toHaveCount(0);
    await expect(page.locator("h1")).toHaveText("A new title");
    await expect(page).toHaveTitle(/A new title/);
    expect(await runs(page)).toEqual({slider: 1, double: 1, apart: 1});
  });
});

test.describe("a module beside the page", () => {
  test("when edited runs exactly the cells that use it, also through another", async ({page, dev, open}) => {
    dev.write("content/outer.ts", 'export {inner as outer} from "./inner.ts";\n');
    dev.write("content/inner.ts", 'export const inner: string = "inner 1";\n');
    const user = 'import {outer} from "./outer.ts";\ndisplay(outer);';
    dev.write("content/modules.md", lesson("Modules", {...chain, user: counted("user", user)}));
    await open("modules.html");
    await expect(page.locator(output("user"))).toContainText("inner 1");
    await page.locator("#cell-slider input[type=range]").fill("8");
    await expect(page.locator(output("double"))).toContainText("double 16");
    const before = await runs(page);
    dev.edit("content/inner.ts", "inner 1", "inner 2");
    await expect(page.locator(output("user"))).toContainText("inner 2");
    expect(await runs(page)).toEqual({...before, user: 2});
    dev.edit("content/outer.ts", "export {inner as outer}", "export const unused = 1;\nexport {inner as outer}");
    await expect.poll(() => runs(page)).toEqual({...before, user: 3});
    await expect(page.locator("#cell-slider input[type=range]")).toHaveValue("8");
  });

  test("that is missing breaks its cell only, and may come later", async ({page, dev, open}) => {
    const user = 'import {later} from "./later.ts";\ndisplay(later);';
    dev.write("content/missing.md", lesson("Missing", {...chain, user}));
    await open("missing.html");
    await expect(page.locator("#cell-user")).toContainText("later.ts");
    await expect(page.locator("#cell-user")).toContainText(/content\/missing\.md:\d+:21/);
    await expect(page.locator(output("double"))).toContainText("double 6");
    dev.write("content/later.ts", 'export const later = "it came";\n');
    await expect(page.locator(output("user"))).toContainText("it came");
    dev.remove("content/later.ts");
    await expect(page.locator("#cell-user")).toHaveAttribute("data-state", "rejected");
    expect(await runs(page)).toEqual({slider: 1, double: 1, apart: 1});
  });

  test("with a syntax error rejects its cell, and its repair brings it back", async ({page, dev, open}) => {
    dev.write("content/fragile.ts", 'export const fragile = "whole";\n');
    const user = 'import {fragile} from "./fragile.ts";\ndisplay(fragile);';
    dev.write("content/fragile.md", lesson("Fragile", {...chain, user}));
    await open("fragile.html");
    await expect(page.locator(output("user"))).toContainText("whole");
    dev.write("content/fragile.ts", "export const fragile = ;\n");
    await expect(page.locator("#cell-user")).toHaveAttribute("data-state", "rejected");
    dev.write("content/fragile.ts", 'export const fragile = "mended";\n');
    await expect(page.locator(output("user"))).toContainText("mended");
    expect(await runs(page)).toEqual({slider: 1, double: 1, apart: 1});
  });

  test("or a table, read by FileAttachment, is read again when it changes", async ({page, dev, open}) => {
    dev.write("content/table.csv", "name,value\none,1\n");
    const reader =
      'const rows = await FileAttachment("table.csv").csv({typed: true});\ndisplay(`sum ${rows.reduce((s, r) => s + r.value, 0)}`);';
    dev.write("content/files.md", lesson("Files", {...chain, reader}));
    await open("files.html");
    await expect(page.locator(output("reader"))).toContainText("sum 1");
    dev.write("content/table.csv", "name,value\none,1\ntwo,2\n");
    await expect(page.locator(output("reader"))).toContainText("sum 3");
    expect(await runs(page)).toEqual({slider: 1, double: 1, apart: 1});
  });
});

test("a notebook's edit reaches the lesson that embeds its cell", async ({page, dev, open}) => {
  dev.write(
    "notebooks/lab.md",
    lesson("Lab", {
      base: "const base = 2;",
      triple: counted("triple", "const tripled = base * 3;"),
      other: "const other = 1;",
    }),
  );
  const embed = 'import {tripled} from "../notebooks/lab.md" with {base: "mine"}';
  dev.write("content/embeds.md", lesson("Embeds", {...chain, embed, mine: "const mine = 5;"}, "Tripled: ${tripled}."));
  await open("embeds.html");
  await expect(page.getByText("Tripled: 15.")).toBeVisible();
  const before = await runs(page);
  dev.edit("notebooks/lab.md", "const other = 1", "const other = 2");
  dev.edit("notebooks/lab.md", "base * 3", "base * 30");
  await expect(page.getByText("Tripled: 150.")).toBeVisible();
  expect(await runs(page)).toEqual({...before, triple: (before.triple ?? 0) + 1});
});

test.describe("a page", () => {
  test("that is new can be opened at once, and a waiting browser shows it", async ({page, dev}) => {
    const missing = await page.goto(new URL("fresh.html", dev.url).href);
    expect(missing?.status()).toBe(404);
    await expect(page.locator("main")).toContainText("content/fresh.md");
    await expect(page.locator("main")).toContainText("first.html");
    dev.write("content/fresh.md", lesson("Fresh", {one: "1 + 1"}));
    await expect(page.locator("h1")).toHaveText("Fresh");
    await expect(page.locator(output("one"))).toContainText("2");
  });

  test("that is deleted says so where it is open, and recovers", async ({page, dev, open}) => {
    dev.write("content/gone.md", lesson("Gone", chain));
    await open("gone.html");
    await page.locator("#cell-slider input[type=range]").fill("6");
    const text = dev.read("content/gone.md");
    dev.remove("content/gone.md");
    await expect(page.locator(".problem-panel")).toContainText("deleted");
    await expect(page.locator("#cell-slider input[type=range]")).toHaveValue("6");
    expect(
      (await page.request.get(new URL("gone.html", dev.url).href, {headers: {accept: "text/html"}})).status(),
    ).toBe(404);

    dev.write("content/gone.md", text.replace("apart 1", "apart 2"));
    await expect(page.locator(".problem-panel")).toHaveCount(0);
    await expect(page.locator(output("apart"))).toContainText("apart 2");
    await expect(page.locator("#cell-slider input[type=range]")).toHaveValue("6");
  });

  test("shows up in the index when course.yaml lists it, and its neighbours' links follow", async ({
    page,
    dev,
    context,
  }) => {
    dev.write("content/third.md", lesson("A third lesson", {one: "1"}));
    await page.goto(new URL("/", dev.url).href);
    await expect(page.getByRole("link", {name: "The second lesson"}).first()).toBeVisible();
    const second = await context.newPage();
    await second.goto(new URL("second.html", dev.url).href);
    await expect(second.locator("h1")).toHaveText("The second lesson");
    dev.edit("content/course.yaml", "    prerequisites: [first]\n", "    prerequisites: [first]\n  - third\n");
    await expect(page.getByRole("link", {name: "A third lesson"}).first()).toBeVisible();
    await expect(second.locator("a[rel=next]").last()).toContainText("A third lesson");
    dev.edit("content/third.md", "A third lesson", "The last lesson");
    await expect(page.getByRole("link", {name: "The last lesson"}).first()).toBeVisible();
    await expect(second.locator("a[rel=next]").last()).toContainText("The last lesson");
  });

  test("that is saved before the index has its connection shows up there none the less", async ({page, dev}) => {
    const connect = await holdConnection(page);
    await page.goto(new URL("/", dev.url).href);
    const link = page.getByRole("link", {name: "The second lesson"}).first();
    await expect(link).toBeVisible();
    dev.edit("content/second.md", "The second lesson", "The renamed lesson");
    await expect
      .poll(async () => (await page.request.get(dev.url, {headers: {accept: "text/html"}})).text())
      .toContain("The renamed lesson");
    await expect(link).toBeVisible();
    connect();
    await expect(page.getByRole("link", {name: "The renamed lesson"}).first()).toBeVisible();
    dev.edit("content/second.md", "The renamed lesson", "The second lesson");
    await expect(link).toBeVisible();
  });

  test("that is saved again and again while it loads shows the last version", async ({page, dev}) => {
    const holds: (() => void)[] = [];
    let holding = true;
    await page.route(/\/second\.md\?(import|t=)/, async (route) => {
      if (holding) await new Promise<void>((go) => holds.push(go));
      await route.continue();
    });
    await page.goto(new URL("second.html", dev.url).href, {waitUntil: "commit"});
    const titles = ["The second lesson", "A title in passing", "Another title"];
    for (const i of [0, 1]) {
      await expect.poll(() => holds.length).toBe(i + 1);
      await expect(page.locator("h1")).toHaveText(titles[i]!);
      dev.edit("content/second.md", titles[i]!, titles[i + 1]!);
      await expect
        .poll(async () =>
          (await page.request.get(new URL("second.html", dev.url).href, {headers: {accept: "text/html"}})).text(),
        )
        .toContain(titles[i + 1]);
      holds[i]!();
    }
    await expect.poll(() => holds.length).toBe(3);
    holding = false; // The edit below may load it once more.
    holds[2]!();
    await expect(page.locator("h1")).toHaveText(titles[2]!);
    dev.edit("content/second.md", titles[2]!, titles[0]!);
    await expect(page.locator("h1")).toHaveText(titles[0]!);
  });

  test("that is saved before it has its connection shows it none the less", async ({page, dev}) => {
    const connect = await holdConnection(page);
    await page.goto(new URL("second.html", dev.url).href);
    await expect(page.locator("h1")).toHaveText("The second lesson");
    await expect(page.locator(`[data-cell][data-state="pending"]`)).toHaveCount(0);
    dev.edit("content/second.md", "The second lesson", "A better title");
    await expect
      .poll(async () => (await page.request.get(page.url(), {headers: {accept: "text/html"}})).text())
      .toContain("A better title");
    await expect(page.locator("h1")).toHaveText("The second lesson");
    connect();
    await expect(page.locator("h1")).toHaveText("A better title");
    dev.edit("content/second.md", "A better title", "The second lesson");
    await expect(page.locator("h1")).toHaveText("The second lesson");
  });

  test("with the wrong ending is redirected", async ({page, dev}) => {
    for (const url of ["first", "content/first.md", "notebooks/bench"]) {
      await page.goto(new URL(url, dev.url).href);
      expect(page.url()).toMatch(/\/(first|notebooks\/bench)\.html$/);
    }
  });
});

test("the glossary's edit reaches open lessons and the glossary page", async ({page, dev, open, context}) => {
  dev.write("content/terms.md", lesson("Terms", chain, "A [](glossary:slope) and its number."));
  await open("terms.html");
  await expect(page.locator("a.term")).toHaveText("Slope");
  await page.locator("#cell-slider input[type=range]").fill("2");
  const glossary = await context.newPage();
  await glossary.goto(new URL("glossary.html", dev.url).href);
  await expect(glossary.locator("dd").first()).toContainText("How steep");
  dev.edit("content/glossary.yaml", "How steep a line is", "How fast a line rises");
  await expect(glossary.locator("dd").first()).toContainText("How fast");
  dev.edit("content/glossary.yaml", "term: Slope", "term: Steepness");
  await expect(page.locator("a.term")).toHaveText("Steepness");
  await expect(page.locator("#cell-slider input[type=range]")).toHaveValue("2");
  dev.edit("content/glossary.yaml", "term: Steepness", "term: Slope");
  await expect(page.locator("a.term")).toHaveText("Slope");
  expect(await runs(page)).toMatchObject({slider: 1, apart: 1});
});

test("the style sheet's edit changes the page without a reload", async ({page, dev, open}) => {
  await open("first.html");
  await page.locator("#cell-slider input[type=range]").fill("7");
  dev.write(
    "src/site/style/index.css",
    `${dev.read("src/site/style/index.css")}\nbody { outline: 3px solid rgb(1, 2, 3); }\n`,
  );
  await expect(page.locator("body")).toHaveCSS("outline-color", "rgb(1, 2, 3)");
  await expect(page.locator("#cell-slider input[type=range]")).toHaveValue("7");
});

test("an edit of the site's own shell loads the page anew", async ({page, dev}) => {
  await page.goto(new URL("first.html", dev.url).href);
  await expect(page.locator("h1")).toHaveText("The first lesson");
  dev.edit("src/site/shell/lesson.ts", "<h1>${title}</h1>", "<h1>${title}, anew</h1>");
  await expect(page.locator("h1")).toHaveText("The first lesson, anew");
  dev.edit("src/site/shell/lesson.ts", "<h1>${title}, anew</h1>", "<h1>${title}</h1>");
  await expect(page.locator("h1")).toHaveText("The first lesson");
});
