import {describe, expect, it} from "vitest";
import {compile, expectProblem} from "./helper.ts";

const page = (yaml: string) => `---\n${yaml}\n---\n\nText.`;

describe("the front matter", () => {
  it("says what a page is about", () => {
    const {meta, problems, html} = compile(`---
title: "Softmax: the loss"
description: How to compare
objectives:
  - Derive $p$
  - Compute it
minutes: 25
draft: true
toc: false
keywords: [softmax, loss]
---

Text.`);
    expect(problems).toEqual([]);
    expect(meta).toEqual({
      title: "Softmax: the loss",
      description: "How to compare",
      objectives: ["Derive $p$", "Compute it"],
      minutes: 25,
      draft: true,
      toc: false,
      keywords: ["softmax", "loss"],
    });
    expect(html).toBe("<p>Text.</p>\n");
  });

  it("may be empty or missing, or only look like one", () => {
    for (const text of ["---\n---\n\nText.", "Text.", "---\n\nText.", "", "---", "\n---\na: b\n---\n"])
      expect(compile(text).problems, JSON.stringify(text)).toEqual([]);
    expect(compile("---\r\ntitle: A\r\n---\r\nText.").meta.title).toBe("A");
  });

  it.each([
    ["▲titel: A", "unknown-key", /Did you mean “title”/],
    ["title: A\n▲author: B", "unknown-key", /It has title, description/],
    ["title: ▲2024", "schema", /in quotes/],
    ["title: A\nminutes: ▲soon", "schema", /number of minutes/],
    ["minutes: ▲0", "schema", /at least 1/],
    ["objectives: ▲all", "schema", /write a list/],
    ["objectives:\n  - a\n  - ▲3", "schema", /in quotes/],
    ["draft: ▲perhaps", "schema", /true or false/],
    ["▲- a\n- b", "schema", /key: value/],
    ["title: A\n▲title: B", "yaml", /twice/],
  ])("%j is wrong", (yaml, code, message) => {
    const problem = expectProblem(page(yaml), code);
    expect(problem.message).toMatch(message);
  });

  it.each([
    "title: a: b",
    'title: "a',
    "title: [a",
    "title: a\n\tminutes: 3",
    "a: *b",
    "a: !!js/function x",
    "{".repeat(5000),
  ])("%j is said to be malformed, at a line of its own, and the page is there", (yaml) => {
    const {problems, html} = compile(page(yaml));
    expect(problems.length).toBeGreaterThan(0);
    const lines = yaml.split("\n").length;
    for (const {line} of problems) expect(line > 1 && line <= lines + 1).toBe(true);
    const errors = problems.filter(({severity}) => severity === "error");
    expect(html.replace(/^<div class="problem-mark" role="note">.*<\/div>\n/gm, "")).toBe("<p>Text.</p>\n");
    expect(html.match(/problem-mark"/g) ?? []).toHaveLength(errors.length);
  });

  it("is typeset as the prose is", () => {
    const {meta, problems} = compile(
      `---\ntitle: Newton's method\ndescription: '"Fast"'\nobjectives: ["It's so", "$f'$ and \`'\`"]\n---\n\n# Newton's method`,
    );
    expect(meta).toMatchObject({
      title: "Newton’s method",
      description: "“Fast”",
      objectives: ["It’s so", "$f'$ and `'`"],
    });
    expect(problems).toEqual([]);
  });

  it("is not blamed for the value of what it cannot read", () => {
    expect(compile(page("title: Backprop: a story")).problems.map(({code}) => code)).toEqual(["yaml"]);
  });

  it("keeps what is right beside what is wrong", () => {
    expect(compile(page("title: A\nminutes: soon")).meta).toMatchObject({title: "A"});
    expect(compile(page("title: A\nminutes: soon")).meta).not.toHaveProperty("minutes");
  });

  it("is read even if it comes late", () => {
    expectProblem("\n▲---\ntitle: A\n---\n\nText.", "late-front-matter");
    const {meta, html, problems} = compile("\n\n---\ntitle: A\nminutes: soon\n---\n\nText.");
    expect(meta.title).toBe("A");
    expect(html).toContain("<p>Text.</p>");
    expect(html).not.toContain("<hr>");
    expect(problems.map(({line, column, code}) => [line, column, code])).toEqual([
      [3, 1, "late-front-matter"],
      [5, 10, "schema"],
    ]);
  });

  it("is reported if it has no end", () => {
    expectProblem("▲---\ntitle: A\n\nText.", "unclosed-front-matter");
  });
});
