// @vitest-environment jsdom
import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {beforeEach, describe, expect, it} from "vitest";
import type {CourseEntry, Page} from "../../src/page/index.ts";
import {readSyllabus} from "../../src/reader/progress/syllabus.ts";
import {duration} from "../../src/site/shell/course-index.ts";
import {themeKey} from "../../src/site/shell/theme.ts";
import {
  type CourseView,
  renderGlossary,
  renderIndex,
  renderPage,
  renderProblems,
  renderWork,
  themeScript,
} from "../../src/site/shell.ts";

const hostile = `<script>alert("1 & 2")</script> 'x'`;

function page(path: string, meta: Partial<Page["meta"]> = {}, rest: Partial<Page> = {}): Page {
  return {
    path,
    meta: {title: path, description: "", objectives: [], draft: false, toc: true, keywords: [], ...meta},
    html: "<p>Text</p>",
    toc: [],
    cells: [],
    quizzes: [],
    exercises: [],
    links: [],
    anchors: [],
    problems: [],
    ...rest,
  };
}

const entry = (slug: string, prerequisites: string[] = []): CourseEntry => ({slug, prerequisites, line: 1, column: 1});

const toc = [
  {id: "forward", level: 2, html: "Forward"},
  {id: "gates", level: 3, html: "A gate, <em>alone</em>"},
  {id: "backward", level: 2, html: "Backward"},
];

const view: CourseView = {
  course: {
    id: "deep-learning-live",
    title: "Deep Learning, Live",
    description: "A course.",
    lessons: [entry("one"), entry("missing"), entry("two", ["one", "missing"]), entry("three", ["one", "two"])],
    notebooks: [entry("bench", ["two"])],
  },
  // Not in the course's order, which is course.yaml's to give.
  pages: [
    page("content/three.md", {title: "Three"}),
    page("notebooks/bench.md", {title: "Bench"}),
    page("content/one.md", {title: "One", description: "First.", minutes: 40, objectives: ["Know $1 < 2"]}, {toc}),
    page("content/two.md", {title: "Two", minutes: 20}),
    page("content/alone.md", {title: "Alone"}),
  ],
  glossary: [
    {key: "relu", term: "ReLU", html: "<p>max(0, x)</p>"},
    {key: "elan", term: "élan", html: "<p>Verve</p>"},
    {key: "adam", term: "Adam", html: "<p>Moments</p>"},
  ],
  file: "index.html",
};

const lesson = (name: string, more: Partial<Parameters<typeof renderPage>[0]> = {}) => {
  const found = view.pages.find(({path}) => path.endsWith(`/${name}.md`));
  if (!found) throw new Error(name);
  return renderPage({...view, file: `${name}.html`, page: found, script: "/@course/one", ...more});
};

const parse = (html: string) => new DOMParser().parseFromString(html, "text/html");
const links = (root: ParentNode, selector: string) =>
  [...root.querySelectorAll<HTMLAnchorElement>(selector)].map((a) => [a.getAttribute("href"), a.textContent?.trim()]);

describe("a lesson's page", () => {
  it("is a document in standards mode with language, viewport, title and description", () => {
    const html = lesson("one");
    const document = parse(html);
    expect(html.startsWith("<!doctype html>\n")).toBe(true);
    expect(document.documentElement.lang).toBe("en");
    expect(document.title).toBe("One · Deep Learning, Live");
    expect(document.querySelector('meta[name="viewport"]')?.getAttribute("content")).toContain("width=device-width");
    expect(document.querySelector('meta[name="description"]')?.getAttribute("content")).toBe("First.");
  });

  it("holds the prose as it is, and starts by its script", () => {
    const document = parse(lesson("one"));
    expect(document.querySelector("main .prose")?.innerHTML.trim()).toBe("<p>Text</p>");
    const scripts = [...document.querySelectorAll('script[type="module"]')].map((s) => s.getAttribute("src"));
    expect(scripts).toEqual(["/@course/one"]);
  });

  it("says number, minutes, objectives and what it builds on, with relative links", () => {
    const document = parse(lesson("three"));
    expect(document.querySelector(".eyebrow")?.textContent).toContain("Lesson 3");
    expect(document.querySelector(".facts")?.textContent).toBe("Builds on One and Two");
    expect(links(document, ".facts a")).toEqual([
      ["./one.html", "One"],
      ["./two.html", "Two"],
    ]);
    const first = parse(lesson("one"));
    expect(first.querySelector(".facts")?.textContent).toBe("About 40 minutes");
    expect([...first.querySelectorAll(".objectives li")].map((li) => li.textContent)).toEqual(["Know $1 < 2"]);
  });

  it("leads to its neighbours in the course's order, over a lesson that is not there", () => {
    const document = parse(lesson("two"));
    expect(document.querySelector(".pager")?.textContent).toContain("2 of 3");
    for (const place of [".pager", ".pager-cards"]) {
      expect(links(document, `${place} [rel=prev]`)[0]?.[0]).toBe("./one.html");
      expect(links(document, `${place} [rel=next]`)[0]?.[0]).toBe("./three.html");
    }
    expect(parse(lesson("one")).querySelector("[rel=prev]")).toBeNull();
    expect(parse(lesson("three")).querySelector("[rel=next]")).toBeNull();
  });

  it("nests its contents, once for the margin and once folded, and none for fewer than two headings", () => {
    const document = parse(lesson("one"));
    for (const place of [".toc-margin", ".toc-inline"]) {
      expect(links(document, `${place} > ol > li > a, ${place} nav > ol > li > a`)).toEqual([
        ["#forward", "Forward"],
        ["#backward", "Backward"],
      ]);
      expect(document.querySelector(`${place} li li a`)?.innerHTML).toBe("A gate, <em>alone</em>");
    }
    expect(parse(lesson("two")).querySelector(".toc")).toBeNull();
    const off = {...page("content/one.md", {toc: false}, {toc})};
    expect(parse(renderPage({...view, file: "one.html", page: off})).querySelector(".toc")).toBeNull();
  });

  it("stands alone if course.yaml does not list it", () => {
    const document = parse(lesson("alone"));
    expect(document.querySelector("h1")?.textContent).toBe("Alone");
    expect(document.querySelector("[rel=prev], [rel=next]")).toBeNull();
    expect(document.querySelector(".eyebrow")?.textContent).toMatch(/^Lesson ·/);
  });

  it("is marked where it is a notebook, and links out of its folder", () => {
    const document = parse(lesson("bench", {file: "notebooks/bench.html"}));
    expect(document.body.dataset.kind).toBe("notebook");
    expect(document.querySelector(".eyebrow")?.textContent).toMatch(/^Notebook/);
    expect(document.querySelector(".site-title")?.getAttribute("href")).toBe("../index.html");
    expect(links(document, ".facts a")).toEqual([["../two.html", "Two"]]);
  });

  it("tells who reads without script that cells show their code, if there are cells", () => {
    const cell = {id: "a"} as Page["cells"][number];
    const html = renderPage({...view, file: "one.html", page: page("content/one.md", {}, {cells: [cell]})});
    expect(html).toMatch(/<noscript>.*JavaScript.*<\/noscript>/);
    expect(lesson("one")).not.toContain("<noscript>");
  });

  it("loads the fonts of mathematics early only where there is mathematics", () => {
    const preloaded = (html: string) => parse(html).querySelectorAll('link[rel="preload"][as="font"]').length;
    expect(preloaded(lesson("one"))).toBe(1);
    const math = page("content/one.md", {}, {html: '<p><span class="katex">x</span></p>'});
    expect(preloaded(renderPage({...view, file: "one.html", page: math}))).toBe(3);
  });

  it("marks a draft", () => {
    const draft = page("content/one.md", {draft: true});
    expect(parse(renderPage({...view, file: "one.html", page: draft})).querySelector(".draft")?.textContent).toBe(
      "Draft",
    );
  });
});

describe("text is text", () => {
  const meta = {title: hostile, description: hostile, objectives: [hostile], keywords: [hostile]};
  const pages = [page("content/one.md", meta), page("content/two.md", meta), page("content/three.md", meta)];
  const poor: CourseView = {...view, course: {...view.course, title: hostile, description: hostile}, pages};

  it.each([
    ["a lesson", () => renderPage({...poor, file: "two.html", page: pages[1]!})],
    ["the index", () => renderIndex(poor)],
    [
      "the glossary",
      () => renderGlossary({...poor, glossary: [{key: `a"b`, term: hostile, html: ""}], file: "glossary.html"}),
    ],
    [
      "the problems",
      () =>
        renderProblems([
          {severity: "error", code: hostile, message: hostile, path: `content/${hostile}.md`, line: 1, column: 2},
        ]),
    ],
  ])("in %s", (_, render) => {
    const document = parse(render());
    expect([...document.querySelectorAll("script")].filter((s) => s.textContent?.includes("alert"))).toEqual([]);
    expect(document.body.textContent).toContain(hostile);
    for (const element of document.querySelectorAll("*"))
      for (const {name} of element.attributes) expect(name).toMatch(/^[a-z][\w:-]*$/i);
  });
});

describe("every page", () => {
  const all: [string, string][] = [
    ["a lesson", lesson("two")],
    ["a notebook", lesson("bench", {file: "notebooks/bench.html"})],
    ["the index", renderIndex(view)],
    ["the glossary", renderGlossary({...view, file: "glossary.html"})],
    ["the page of the reader's work", renderWork({...view, file: "work.html"})],
    ["the problems", renderProblems([])],
  ];

  it.each(all)("%s has one h1, one main, a skip link that leads to it, and no id twice", (_, html) => {
    const document = parse(html);
    expect(document.querySelectorAll("h1")).toHaveLength(1);
    expect(document.querySelectorAll("main")).toHaveLength(1);
    const skip = document.querySelector<HTMLAnchorElement>(".skip-link");
    expect(document.body.firstElementChild).toBe(skip);
    expect(document.querySelector(skip?.getAttribute("href") ?? "")?.tagName).toBe("MAIN");
    const ids = [...document.querySelectorAll("[id]")].map(({id}) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(all)("%s has one inline script, always the same, and a module that wires the theme", (_, html) => {
    const document = parse(html);
    const inline = [...document.querySelectorAll("script:not([src])")].map((script) => script.textContent);
    expect(inline).toEqual([themeScript]);
    expect(document.querySelectorAll('script[type="module"][src]')).toHaveLength(1);
    expect(document.querySelectorAll("[onclick], [onload]")).toHaveLength(0);
  });

  it.each(all)("%s names only files that exist, and none elsewhere", (_, html) => {
    const document = parse(html);
    for (const element of document.querySelectorAll("link[href], script[src]")) {
      const url = element.getAttribute("href") ?? element.getAttribute("src") ?? "";
      if (url.startsWith("data:") || url.startsWith("/@")) continue;
      expect(url).toMatch(/^\//);
      expect(existsSync(url.slice(1)), url).toBe(true);
    }
  });

  it("has an inline script whose hash a content security policy can hold", () => {
    expect(themeScript).not.toContain("</");
    expect(createHash("sha256").update(themeScript).digest("base64")).toHaveLength(44);
  });
});

describe("the index", () => {
  const document = parse(renderIndex(view));

  it("lists the lessons that exist, in order, with number, minutes and prerequisites", () => {
    expect(links(document, "ol.lessons h3 a")).toEqual([
      ["./one.html", "One"],
      ["./two.html", "Two"],
      ["./three.html", "Three"],
    ]);
    expect([...document.querySelectorAll("ol.lessons .lesson-number")].map((n) => n.textContent)).toEqual([
      "1",
      "2",
      "3",
    ]);
    expect(document.querySelectorAll("ol.lessons .facts")[1]?.textContent).toBe("20 minutes · builds on One");
    expect(document.body.textContent).toContain("3 lessons, 60 minutes in all");
  });

  it("lists notebooks apart, and leads to the first lesson and the glossary", () => {
    expect(links(document, "ul.lessons h3 a")).toEqual([["./notebooks/bench.html", "Bench"]]);
    expect(links(document, ".index-start a")[0]?.[0]).toBe("./one.html");
    expect(links(document, ".site-footer a")).toEqual([
      ["./glossary.html", "Glossary"],
      ["./work.html", "Your work"],
    ]);
  });

  it("says how to begin where there is no lesson yet", () => {
    const empty = parse(renderIndex({...view, pages: [], glossary: []}));
    expect(empty.querySelector("main")?.textContent).toContain("content/course.yaml");
    expect(empty.querySelector(".index-start a")).toBeNull();
  });

  it("rounds long durations to half hours", () => {
    expect([45, 89, 90, 120, 150, 170].map(duration)).toEqual([
      "45 minutes",
      "89 minutes",
      "about 1½ hours",
      "about 2 hours",
      "about 2½ hours",
      "about 3 hours",
    ]);
  });
});

describe("the glossary", () => {
  it("stands in alphabetic order, accents aside, with an anchor at each term", () => {
    const document = parse(renderGlossary({...view, file: "glossary.html"}));
    expect([...document.querySelectorAll(".term-entry")].map(({id}) => id)).toEqual(["adam", "elan", "relu"]);
    expect(document.querySelector("#relu dd")?.innerHTML).toBe("<p>max(0, x)</p>");
  });
});

describe("the page of problems", () => {
  it("says what, where and how bad", () => {
    const place = {path: "content/a.md", line: 3, column: 7};
    const document = parse(
      renderProblems([
        {severity: "error", code: "front-matter", message: "Add a title.", ...place},
        {severity: "warning", code: "unknown-citation", message: "Nobody wrote it.", ...place},
      ]),
    );
    expect(document.querySelector(".eyebrow")?.textContent).toBe("1 error");
    expect([...document.querySelectorAll(".problem code")].map((c) => c.textContent)).toEqual([
      "content/a.md:3:7",
      "content/a.md:3:7",
    ]);
    expect([...document.querySelectorAll(".problem strong")].map((c) => c.textContent)).toEqual(["error", "warning"]);
  });
});

describe("the theme before the first paint", () => {
  beforeEach(() => {
    localStorage.clear();
    delete document.documentElement.dataset.theme;
    delete document.documentElement.dataset.script;
  });
  const run = () => new Function(themeScript)();

  it("is the kept one, or the system's", () => {
    run();
    expect(document.documentElement.dataset).toMatchObject({script: ""});
    expect(document.documentElement.dataset.theme).toBeUndefined();
    localStorage.setItem(themeKey, "dark");
    run();
    expect(document.documentElement.dataset.theme).toBe("dark");
  });

  it("is not what someone else has left in the storage", () => {
    localStorage.setItem(themeKey, "purple");
    run();
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });
});

describe("the style sheet", () => {
  const folder = "src/site/style";
  const read = (file: string) => readFileSync(join(folder, file), "utf8");

  it("imports files that exist", () => {
    const imports = [...read("index.css").matchAll(/@import "([^"]+)"/g)].map(([, file = ""]) => file);
    expect(imports.length).toBeGreaterThan(10);
    for (const file of imports)
      expect(existsSync(file.startsWith(".") ? join(folder, file) : join("node_modules", file)), file).toBe(true);
  });

  it("names fonts that exist, and nothing of another origin", () => {
    const urls = [...read("fonts.css").matchAll(/url\("([^"]+)"\)/g)].map(([, url = ""]) => url);
    expect(urls.length).toBeGreaterThan(5);
    for (const url of urls) expect(existsSync(join("node_modules", url)), url).toBe(true);
    for (const file of readdirSync(folder)) expect(read(file), file).not.toMatch(/url\(["']?(https?:)?\/\//);
  });
});

describe("the syllabus", () => {
  const pages = [
    page(
      "content/one.md",
      {title: hostile},
      {
        html: `<h2 id="forward">Forward</h2><p>Text</p><h2 id="backward">Backward</h2>`,
        toc,
        quizzes: [
          {id: "q", hash: "h", kind: "predict", prompt: `<p>What is <em>${"very ".repeat(30)}</em>long?</p>`},
        ] as Page["quizzes"],
        exercises: [{id: "e", hash: "i", prompt: "<p>Write it.</p>"}] as Page["exercises"],
      },
    ),
    page("notebooks/bench.md", {title: "Bench"}),
  ];
  const read = (html: string) => readSyllabus(parse(html));

  it("tells a page's script what each lesson asks, with links that work from there", () => {
    const {lessons} = read(renderWork({...view, pages, file: "work.html"}));
    expect(lessons.map(({lesson, kind, title, url}) => ({lesson, kind, title, url}))).toEqual([
      {lesson: "one", kind: "Lesson 1", title: hostile, url: "./one.html"},
      {lesson: "notebooks/bench", kind: "Notebook", title: "Bench", url: "./notebooks/bench.html"},
    ]);
    expect(lessons[0]?.sections.map(({id, title}) => [id, title])).toEqual([
      ["forward", "Forward"],
      ["backward", "Backward"],
    ]);
    expect(lessons[0]?.exercises).toEqual([{id: "e", hash: "i", label: "Write it."}]);
    expect(lessons[0]?.questions).toMatchObject([{id: "q", hash: "h", predicts: true}]);
    expect(lessons[0]?.questions[0]?.label).toMatch(/^What is (very )+very…$/);
  });

  it("stands in the index too, without the questions' texts, and each lesson says which it is", () => {
    const html = renderIndex({...view, pages});
    expect(read(html).lessons[0]?.questions).toEqual([{id: "q", hash: "h", label: "", predicts: true}]);
    const items = [...parse(html).querySelectorAll<HTMLElement>("[data-lesson]")].map((item) => item.dataset.lesson);
    expect(items).toEqual(["one", "notebooks/bench"]);
  });
});
