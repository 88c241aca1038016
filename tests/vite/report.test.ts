import {inspect} from "node:util";
import {expect, it} from "vitest";
import type {Problem} from "../../src/page/index.ts";
import {CourseError, codeFrame, countProblems, formatProblem} from "../../src/vite/report.ts";

const problem: Problem = {
  severity: "error",
  code: "undefined-name",
  message: "`y` is not defined.",
  path: "content/a.md",
  line: 3,
  column: 7,
};

it("marks the column with a caret, whatever the line breaks", () => {
  const frame = ["  1 | one", "  2 | two", "> 3 | three y", "    |       ^", "  4 | four"].join("\n");
  expect(codeFrame("one\ntwo\nthree y\nfour\nfive", problem)).toBe(frame);
  expect(codeFrame("one\r\ntwo\r\nthree y\r\nfour\r\nfive", problem)).toBe(frame);
});

it("underlines to the end where it is known, and keeps tabs so that the mark stays in its column", () => {
  const frame = codeFrame("\t\tfoo()", {...problem, line: 1, column: 3, end: {line: 1, column: 6}});
  expect(frame).toBe("> 1 | \t\tfoo()\n    | \t\t^^^");
});

it("survives a place outside of the text", () => {
  expect(codeFrame("one", {...problem, line: 9, column: 9})).toBe("");
});

it("begins with the place, as terminals link it", () => {
  expect(formatProblem(problem, "a\nb\nc")).toMatch(
    /^content\/a\.md:3:7 error: `y` is not defined\. \(undefined-name\)\n/,
  );
  expect(formatProblem(problem, undefined)).not.toContain("\n");
});

it("counts in words", () => {
  expect(countProblems([])).toBe("no problems");
  expect(countProblems([problem, problem, {...problem, severity: "warning"}])).toBe("2 errors and 1 warning");
});

it("stops a build with every error and no stack", () => {
  const other: Problem = {...problem, path: "content/b.md", message: "Other."};
  const warning: Problem = {...problem, severity: "warning", message: "Only a warning."};
  const text = inspect(new CourseError([problem, other, warning], () => "1\n2\n3\n4"));
  expect(text).toContain("2 errors");
  expect(text).toContain("content/a.md:3:7 error");
  expect(text).toContain("content/b.md:3:7 error: Other.");
  expect(text).not.toContain("Only a warning");
  expect(text).not.toMatch(/^\s+at /m);
});
