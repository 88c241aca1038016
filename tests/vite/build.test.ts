// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Markdown under test holds templates
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {buildCourse, CourseError} from "../../src/vite/index.ts";
import {options, smallSite} from "./small-site.ts";

interface Built {
  files: string[];
  read(path: string): string;
  /** What the terminal showed. */
  said: string;
}

async function build(files: Record<string, string> = {}): Promise<Built> {
  const root = smallSite(files);
  const out = join(root, "dist");
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const customLogger = {
    info: say,
    warn: say,
    warnOnce: say,
    error: say,
    clearScreen() {},
    hasErrorLogged: () => false,
    hasWarned: false,
  };
  await buildCourse(root, out, options, {customLogger});
  const found = readdirSync(out, {recursive: true, encoding: "utf8"}).map((file) => file.replaceAll("\\", "/"));
  return {files: found.sort(), read: (path) => readFileSync(join(out, path), "utf8"), said: said.join("\n")};
}

const html = (files: string[]) => files.filter((file) => file.endsWith(".html"));

it("writes one page a lesson and notebook, with prose and mathematics, and all URLs relative", async () => {
  const {files, read} = await build();
  expect(html(files)).toEqual([
    "glossary.html",
    "index.html",
    "notebooks/bench.html",
    "one.html",
    "two.html",
    "work.html",
  ]);
  const one = read("one.html");
  expect(one).toContain("Words, ");
  expect(one).toContain('class="katex"');
  expect(one).toContain('href="./two.html"');
  expect(one).toContain('href="./notebooks/bench.html"');
  expect(one).toContain('href="./glossary.html#slope"');
  expect(read("notebooks/bench.html")).toContain('href="../one.html"');
  expect(read("glossary.html")).toContain("<em>steep</em>");
  for (const file of html(files))
    for (const [, url] of read(file).matchAll(/\s(?:src|href)="([^"#]*)/g)) {
      expect(url).toMatch(/^\.\.?\//);
      const target = new URL(url as string, new URL(file, "http://x/")).pathname.slice(1);
      expect(files).toContain(target);
    }
  expect(read("notebooks/bench.html")).toContain("../assets/");
});

it("leaves drafts out, of the index too, and warns of links to them", async () => {
  const text = "---\ntitle: Two\n---\n\nLater: [hidden](./hidden.md).\n";
  const {files, read, said} = await build({"content/two.md": text});
  expect(html(files)).not.toContain("hidden.html");
  expect(read("index.html")).toContain("one,two | ");
  expect(read("index.html")).not.toContain("hidden");
  expect(said).toContain("content/two.md:5:8 warning");
});

it("keeps light-dark() and of fonts only WOFF2", async () => {
  const {files, read} = await build();
  const css = files.find((file) => file.endsWith(".css")) as string;
  expect(read(css)).toContain("light-dark(");
  expect(read(css)).toMatch(/woff2/);
  expect(files.filter((file) => /\.(woff|ttf)$/.test(file))).toEqual([]);
  expect(files.filter((file) => /\.woff2$/.test(file))).toHaveLength(1);
});

it("bundles modules, tables, pictures and downloads that lie beside a page", async () => {
  const data = `name,value\n${"one,1\n".repeat(1000)}`;
  const {files, read} = await build({
    "content/data.csv": data,
    "content/big.csv": `${data}\n2`,
    "content/img/dot.png": "x".repeat(5000),
    "content/spiral.ts": "export const turns: number = 7654321;",
    "content/two.md": `---\ntitle: Two\n---\n\n![A dot](./img/dot.png) and [the table](./big.csv)\n
\`\`\`js
import {turns} from "./spiral.ts";
const rows = await FileAttachment("data.csv").text();
display(turns);
\`\`\`\n`,
  });
  const [table] = files.filter((file) => /^assets\/data-.*\.csv$/.test(file));
  expect(read(table as string)).toBe(data);
  const page = read("two.html");
  expect(page).toMatch(/<img[^>]*src="\.\/assets\/dot-[^"]+\.png"/);
  expect(page).toMatch(/<a[^>]*href="\.\/assets\/big-[^"]+\.csv"/);
  const scripts = files.filter((file) => file.endsWith(".js")).map(read);
  expect(scripts.filter((script) => script.includes("7654321"))).toHaveLength(1);
  expect(scripts.some((script) => script.includes((table as string).replace("assets/", "")))).toBe(true);
});

it("loads late what the library loads late, and keeps the prose out of scripts", async () => {
  const {files, read} = await build();
  expect(files.some((file) => /^assets\/late-.*\.js$/.test(file))).toBe(true);
  expect(read("one.html")).not.toContain("late-");
  for (const file of files.filter((each) => each.endsWith(".js"))) expect(read(file)).not.toContain("Words, ");
});

it("shares an embedded notebook as a chunk of its own", async () => {
  const embed = '---\ntitle: Two\n---\n\n```js\nimport {base} from "../notebooks/bench.md"\n```\n';
  const {read, files} = await build({"content/two.md": embed});
  const scripts = files.filter((file) => file.endsWith(".js"));
  // One chunk runs the notebook, beside its text for those who edit it.
  const running = scripts.filter((file) => read(file).includes("const base") && !read(file).includes("js id=base"));
  expect(running).toHaveLength(1);
});

it("fails with every error, its place and a code frame, and writes nothing", async () => {
  const failed = build({
    "content/one.md": "---\ntitle: One\n---\n\n```js\nconst x = ;\n```\n\n${unknown_name}\n",
    "content/two.md": '---\ntitle: Two\n---\n\n[gone](./gone.md)\n\n```js\nimport {a} from "./none.ts";\n```\n',
    "content/course.yaml": "title: Small\ndescription: d\nlessons: [one, two, absent]\nnotebooks: [bench]\n",
  });
  await expect(failed).rejects.toThrow(CourseError);
  const error: CourseError = await failed.catch((each) => each);
  for (const place of [
    "content/course.yaml:3:21 error",
    "content/one.md:6:11 error",
    "content/one.md:9:3 error",
    "content/two.md:5:1 error",
    "content/two.md:8:17 error",
  ])
    expect(error.message).toContain(place);
  expect(error.message).toContain("> 6 | const x = ;\n    |           ^");
});

it("builds with warnings, and prints them", async () => {
  const {said} = await build({"content/unlisted.md": "---\ntitle: Unlisted\n---\n\nText.\n"});
  expect(said).toContain("content/unlisted.md:1:1 warning");
});

it("refuses pages whose names the site needs itself", async () => {
  await expect(build({"content/glossary.md": "---\ntitle: G\ndraft: true\n---\n"})).rejects.toThrow(
    /content\/glossary\.md:1:1/,
  );
});

it("says which module of the site cannot be loaded", async () => {
  await expect(build({"site/library.ts": "document.body;"})).rejects.toThrow(
    /site\/library\.ts could not be loaded in Node/,
  );
  await expect(build({"site/shell.ts": "export const renderPage = 1;"})).rejects.toThrow(
    /must export a function renderPage/,
  );
});
