// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Markdown under test holds templates
import {readFileSync, rmSync, writeFileSync} from "node:fs";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {createServer, type ViteDevServer} from "vite";
import {afterEach, expect, it} from "vitest";
import type {CourseApi} from "../../src/vite/index.ts";
import {course, createCourseServer} from "../../src/vite/index.ts";
import {options, smallSite} from "./small-site.ts";

let server: ViteDevServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(files: Record<string, string> = {}, base = "./") {
  const root = smallSite(files);
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
  const inline = {
    customLogger,
    cacheDir: join(root, ".vite"),
    base,
    optimizeDeps: {noDiscovery: true},
    server: {port: 0, host: "127.0.0.1"},
  };
  server = await createCourseServer(root, options, inline);
  await server.listen();
  const {port} = server.httpServer!.address() as AddressInfo;
  const get = (path: string, accept = "text/html") =>
    fetch(`http://127.0.0.1:${port}${path}`, {headers: {accept}, redirect: "manual"});
  return {root, said, get, text: async (path: string) => (await get(path)).text()};
}

/** The machine may be busy. */
const eventually = <T>(look: () => T) => expect.poll(look, {timeout: 15_000});

const drafted = "---\ntitle: Two\ndraft: true\n---\n\nA draft.\n";

it("serves index, glossary, lessons and notebooks, drafts included", async () => {
  const {get, text} = await serve({"content/two.md": drafted});
  expect(await text("/")).toContain("one,two,hidden | ");
  expect(await text("/index.html")).toContain("<title>Small</title>");
  expect(await text("/glossary.html")).toContain("steep");
  expect(await text("/two.html")).toContain("A draft.");
  const bench = await get("/notebooks/bench.html");
  expect(bench.status).toBe(200);
  expect(bench.headers.get("content-type")).toContain("text/html");
  expect(await bench.text()).toMatch(/<script type="module" src="\/@course\/notebooks\/bench\.md\.js">/);
});

it("redirects, also below a base", async () => {
  const {get} = await serve({}, "/sub/");
  const response = await get("/sub/notebooks/bench");
  expect([response.status, response.headers.get("location")]).toEqual([302, "/sub/notebooks/bench.html"]);
  expect((await get("/sub/one.html")).status).toBe(200);
});

it("says what is missing, to people only", async () => {
  const {get} = await serve();
  const missing = await get("/none.html");
  expect(missing.status).toBe(404);
  expect(await missing.text()).toMatch(/content\/none\.md.*one\.html/s);
  const script = await get("/none.js", "*/*");
  expect(script.status).toBe(404);
  expect(await script.text()).not.toContain("content/none");
});

it("says what is wrong with course.yaml in place of an empty index", async () => {
  const {get, root} = await serve({"content/course.yaml": "title: Small\nlessons: none\n"});
  const broken = await get("/");
  expect(broken.status).toBe(500);
  expect(await broken.text()).toContain('content="any"');
  expect((await get("/one.html")).status).toBe(200);
  writeFileSync(join(root, "content/course.yaml"), "title: Small\nlessons: [one, nowhere]\n");
  await eventually(async () => (await get("/")).status).toBe(200);
});

it("finds a new page even before the watcher has told of it", async () => {
  const {get, root} = await serve();
  expect((await get("/new.html")).status).toBe(404);
  writeFileSync(join(root, "content/new.md"), "---\ntitle: New\n---\n\nHello.\n");
  expect(await (await get("/new.html")).text()).toContain("Hello.");
});

it("serves a page as a module whose cells are functions on marked lines", async () => {
  const {get} = await serve();
  const code = await (await get("/notebooks/bench.md?import", "*/*")).text();
  expect(code).toMatch(/\/\*cell:base\*\/ \(\) => \{\nconst base = 2;\n/);
  expect(code).toContain("moduleUrl: import.meta.url");
});

it("prints what is wrong at the start, and again what is wrong after a change, each once", async () => {
  const {said, root} = await serve({"content/two.md": "---\ntitle: Two\n---\n\n${nothing}\n"});
  const times = (text: string) => said.filter((line) => line.startsWith(text)).length;
  await eventually(() => times("content/two.md:5:3 error")).toBe(1);
  writeFileSync(join(root, "content/one.md"), "---\ntitle: One\n---\n\n```js\nconst x = ;\n```\n");
  await eventually(() => times("content/one.md:6:11 error")).toBe(1);
  expect(times("content/two.md:5:3 error")).toBe(1);
  writeFileSync(join(root, "content/one.md"), "---\ntitle: One\n---\n\nMended.\n");
  await eventually(() => times("content/one.md: no problem any more")).toBe(1);
  expect(times("content/one.md:6:11 error")).toBe(1);
});

it("checks names against the library, which may change", async () => {
  const {said, root} = await serve({"content/two.md": "---\ntitle: Two\n---\n\n${question}\n"});
  await eventually(() => said.join("\n")).toContain("“question”");
  const library = join(root, "site/library.ts");
  writeFileSync(library, readFileSync(library, "utf8").replace("answer: 42", "answer: 42, question: 0"));
  await eventually(() => said.join("\n")).toContain("content/two.md: no problem any more");
});

it("tells other tools of pages and problems", async () => {
  const root = smallSite({"content/two.md": "---\ntitle: Two\n---\n\n${nothing}\n"});
  server = await createServer({
    root,
    configFile: false,
    logLevel: "silent",
    cacheDir: join(root, ".vite"),
    optimizeDeps: {noDiscovery: true},
    plugins: [course(options)],
    server: {middlewareMode: true},
  });
  const api = server.config.plugins.find(({name}) => name === "course")?.api as CourseApi;
  expect((await api.pages()).map(({path}) => path)).toContain("notebooks/bench.md");
  expect(await api.problems()).toMatchObject([{path: "content/two.md", line: 5}]);
  rmSync(join(root, "content/two.md"));
});
