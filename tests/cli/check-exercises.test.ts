import {describe, expect, it} from "vitest";
import {checkExercises, withoutBlanks} from "../../src/cli/check-exercises.ts";
import {compilePage} from "../../src/compiler/index.ts";
import {nodeTab} from "./node-tab.ts";

const exercise = ({
  starter = "const f = () => ______;",
  solution = "const f = () => 2;",
  check = "near(f(), 2, 'two')",
}) => `# Page

<!-- exercise id=two -->
Give two.
\`\`\`js starter
${starter}
\`\`\`
\`\`\`js check
${check}
\`\`\`
${
  solution &&
  `<details><summary>Solution</summary>

\`\`\`js solution
${solution}
\`\`\`
</details>`
}
<!-- /exercise -->
`;

const findings = (parts: Parameters<typeof exercise>[0]) => {
  const page = compilePage(exercise(parts), {path: "content/x.md"});
  expect(page.problems.filter(({severity}) => severity === "error")).toEqual([]);
  return checkExercises(nodeTab(), page, "/runner.ts");
};

describe("the check of a course's exercises", () => {
  it("finds nothing wrong with a solution that passes and a starter that does not", async () => {
    expect(await findings({})).toEqual([]);
  });

  it.each([
    [
      {solution: "const f = () => 3;"},
      "exercise-solution",
      "error",
      /does not pass the check\. “two”: expected 2, found 3$/,
    ],
    [{solution: "const f = () => null.x;"}, "exercise-solution", "error", /Its line 1: TypeError/],
    [{solution: "const f = () => ______;"}, "exercise-solution", "error", /Its line 1: .*blank/],
    [{starter: "const f = () => 2; // ______"}, "exercise-starter", "error", /passes the check as it is/],
    [{check: "ok(f, 'there')"}, "exercise-starter", "error", /passes the check as it is/],
    [{solution: ""}, "exercise-no-solution", "warning", /there is no solution/],
  ])("of %j reports %s at the exercise", async (parts, code, severity, message) => {
    const found = await findings(parts);
    expect(found).toMatchObject([{code, severity, line: 3, column: 1, message: expect.stringMatching(message)}]);
  });

  it("runs a starter with nothing in its blanks", () => {
    expect(withoutBlanks("f(______, a__b, x____);\n____;")).toBe("f(undefined, a__b, x____);\nundefined;");
  });
});
