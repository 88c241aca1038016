// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {describe, expect, it} from "vitest";
import {
  compileCourse,
  compileGlossary,
  compileReferences,
  formatCitation,
  formatReference,
  renderGlossary,
  renderMarkdown,
} from "../../src/compiler/index.ts";
import type {Problem} from "../../src/page/index.ts";

const places = (problems: Problem[]) => problems.map(({line, column, code}) => `${line}:${column} ${code}`);
/** The place of `▲`, which is then taken out. */
function marked(text: string): {yaml: string; place: string} {
  const before = text.slice(0, text.indexOf("▲")).split("\n");
  return {yaml: text.replace("▲", ""), place: `${before.length}:${(before.at(-1) as string).length + 1}`};
}

describe("course.yaml", () => {
  const path = "content/course.yaml";

  it("is the title and the order of the lessons", () => {
    const {value, problems} = compileCourse(
      `title: Deep learning
description: The basics
lessons:
  - perceptron
  - slug: softmax
    prerequisites: [perceptron]
notebooks: [circuits]
`,
      {path},
    );
    expect(problems).toEqual([]);
    expect(value).toEqual({
      id: "deep-learning",
      title: "Deep learning",
      description: "The basics",
      lessons: [
        {slug: "perceptron", prerequisites: [], line: 4, column: 5},
        {slug: "softmax", prerequisites: ["perceptron"], line: 5, column: 11},
      ],
      notebooks: [{slug: "circuits", prerequisites: [], line: 7, column: 13}],
    });
  });

  it("has the id that it names, else one of its title", () => {
    const id = (yaml: string) => compileCourse(yaml, {path}).value.id;
    expect(id("id: dl-2\ntitle: Deep learning")).toBe("dl-2");
    expect(id("title: It's *Deep* Learning, Live!")).toBe("its-deep-learning-live");
    expect(id("title: …")).toBe("course");
  });

  it.each([
    ["▲lessons: [a]", "missing-key"],
    ["title: A\n▲lesons: [a]", "unknown-key"],
    ["title: A\nlessons: ▲a", "schema"],
    ["title: A\nlessons:\n  - a\n  - ▲3", "schema"],
    ["title: A\nlessons:\n  - slug: a\n    ▲prerequisite: [b]", "unknown-key"],
    ["title: A\nlessons:\n  - slug: a\n    prerequisites: ▲b", "schema"],
    ["title: A\nlessons:\n  - ▲prerequisites: [b]", "missing-key"],
    ["title: A\nlessons: [a, b, ▲a]", "duplicate-id"],
    ["title: A\nlessons: [▲a.md]", "schema"],
    ["title: ▲3", "schema"],
    ["title: A\nid: ▲Deep Learning", "schema"],
    ["▲- a", "schema"],
  ])("%j is wrong", (text, code) => {
    const {yaml, place} = marked(text);
    const {problems} = compileCourse(yaml, {path});
    expect(places(problems)).toEqual([`${place} ${code}`]);
    expect(problems[0]?.path).toBe(path);
  });

  it.each(["", "title: [", "&a [*a, *a]", "%", "\t", "---\n---\n---", "? [a]: b", "a: &x {<<: *x}"])(
    "never throws: %j",
    (yaml) => {
      const {value} = compileCourse(yaml, {path});
      expect(value.lessons).toEqual([]);
    },
  );
});

describe("glossary.yaml", () => {
  const path = "content/glossary.yaml";
  const yaml = `saturation:
  term: saturation
  definition: Where $\\sigma'$ is near 0, see [gate](glossary:gate) and [lesson](./softmax.md).
gate:
  term: Gate
  definition: >
    A node that *computes*.
`;

  it("is terms with definitions", () => {
    const {value, problems} = compileGlossary(yaml, {path});
    expect(problems).toEqual([]);
    expect(value).toMatchObject([
      {key: "saturation", term: "saturation", line: 3, column: 15},
      {key: "gate", term: "Gate", line: 6},
    ]);
    const rendered = renderGlossary(value);
    expect(rendered.map(({key, term}) => [key, term])).toEqual([
      ["gate", "Gate"],
      ["saturation", "saturation"],
    ]);
    expect(rendered[0]?.html).toBe("<p>A node that <em>computes</em>.</p>");
    expect(rendered[1]?.html).toContain('<a class="term" href="./glossary.html#gate" data-term="gate">gate</a>');
    expect(rendered[1]?.html).toContain('<a href="./softmax.html">lesson</a>');
  });

  it.each([
    ["▲a:\n  term: A", "missing-key"],
    ["a:\n  term: A\n  definition: b\n  ▲see: c", "unknown-key"],
    ["a:\n  term: A\n  definition: ▲'[b](glossary:c)'", "unknown-term"],
    ["a:\n  term: A\n  definition: ▲$\\foo$", "math"],
    ["a:\n  term: A\n  definition: ▲b ${1} c", "glossary-cell"],
    ["a: ▲b", "schema"],
  ])("%j is wrong", (text, code) => {
    const {yaml: source, place} = marked(text);
    const {problems} = compileGlossary(source, {path});
    // A missing key is reported where its entry's content starts.
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    if (code !== "missing-key") expect(places(problems)).toEqual([`${place} ${code}`]);
    else expect(problems[0]?.line).toBe(2);
  });
});

describe("references.yaml", () => {
  const path = "content/references.yaml";
  const yaml = `glorot2010:
  authors: [Xavier Glorot, Yoshua Bengio]
  year: 2010
  title: Understanding
  venue: AISTATS
  url: https://proceedings.mlr.press/v9/glorot10a.html
`;

  it("is works by key", () => {
    const {value, problems} = compileReferences(yaml, {path});
    expect(problems).toEqual([]);
    expect(value).toEqual([
      {
        key: "glorot2010",
        authors: ["Xavier Glorot", "Yoshua Bengio"],
        year: 2010,
        title: "Understanding",
        venue: "AISTATS",
        url: "https://proceedings.mlr.press/v9/glorot10a.html",
        line: 1,
        column: 1,
      },
    ]);
  });

  it("have the quotation marks of the prose, as all that is shown of the data files", () => {
    const {value} = compileReferences("a: {authors: [Flann O'Brien], year: 1, title: It's, venue: 'The \"X\"'}", {
      path,
    });
    expect(value[0]).toMatchObject({authors: ["Flann O’Brien"], title: "It’s", venue: "The “X”"});
    const {value: course} = compileCourse("title: It's\ndescription: So's that", {path});
    expect(course).toMatchObject({title: "It’s", description: "So’s that"});
    const {value: terms} = compileGlossary("a: {term: Bayes' rule, definition: b}", {path});
    expect(terms[0]?.term).toBe("Bayes’ rule");
  });

  it.each([
    ["year: ▲soon", /year/],
    ["authors: ▲Glorot", /list of names/],
    ["authors: ▲[]", /at least one/],
    ["url: ▲proceedings.mlr.press", /https/],
  ])("%s is wrong", (line, message) => {
    const key = line.split(":")[0] as string;
    const {yaml: source, place} = marked(yaml.replace(new RegExp(`${key}: .*`), line));
    const {problems, value} = compileReferences(source, {path});
    expect(problems[0]?.message).toMatch(message);
    expect(places(problems)).toEqual([`${place} schema`]);
    expect(value).toHaveLength(key === "url" ? 1 : 0);
  });

  it("are cited by family name", () => {
    const cite = (...authors: string[]) => formatCitation({authors, year: 2000});
    expect(cite("Frank Rosenblatt")).toBe("Rosenblatt, 2000");
    expect(cite("Rumelhart, David", "Hinton, Geoffrey")).toBe("Rumelhart and Hinton, 2000");
    expect(cite("Laurens van der Maaten", "Geoffrey Hinton")).toBe("van der Maaten and Hinton, 2000");
    expect(cite("A B", "C D", "E F")).toBe("B et al., 2000");
    expect(cite("OpenAI")).toBe("OpenAI, 2000");
  });

  it("are listed with what is known of them", () => {
    const work = {key: "a", authors: ["A <B>", "C D"], year: 1999, title: "Why?", line: 1, column: 1};
    expect(formatReference(work)).toBe("A &lt;B&gt; and C D (1999). <cite>Why?</cite>");
    expect(formatReference({...work, title: "So", url: "https://a.org/?b&c", venue: "X"})).toBe(
      'A &lt;B&gt; and C D (1999). <cite><a href="https://a.org/?b&amp;c">So</a></cite>. X.',
    );
  });
});

describe("Markdown outside a page", () => {
  it("is rendered without a paragraph around one line", () => {
    expect(renderMarkdown("Derive *it*")).toBe("Derive <em>it</em>");
    expect(renderMarkdown("Derive $p$")).toContain("<math");
    expect(renderMarkdown("a\n\nb")).toBe("<p>a</p>\n<p>b</p>");
  });
});
