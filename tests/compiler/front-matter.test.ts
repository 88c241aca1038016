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
    expect(html).toBe("<p>Text.</p>\n");
  });

  it("keeps what is right beside what is wrong", () => {
    expect(compile(page("title: A\nminutes: soon")).meta).toMatchObject({title: "A"});
    expect(compile(page("title: A\nminutes: soon")).meta).not.toHaveProperty("minutes");
  });

  it("is reported if it has no end", () => {
    expectProblem("▲---\ntitle: A\n\nText.", "unclosed-front-matter");
  });
});
