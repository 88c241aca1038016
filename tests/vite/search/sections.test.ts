// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Markdown under test holds templates
import {expect, it} from "vitest";
import {compilePage} from "../../../src/compiler/index.ts";
import {pageSections} from "../../../src/vite/search/sections.ts";

const page = (markdown: string) =>
  compilePage(`---\ntitle: Slopes\ndescription: About slopes.\nobjectives: [Find one]\n---\n\n${markdown}`, {
    path: "content/slopes.md",
  });

it("parts a page at its headings, and begins with what it is about", () => {
  const sections = pageSections(page("Before.\n\n## One *fine* $x^2$\n\nFirst.\n\n### Two\n\nSecond & last.\n"));
  expect(sections.map(({anchor, title, text}) => [anchor, title, text])).toEqual([
    ["", "Slopes", "About slopes. Find one Before."],
    ["one-fine-x2", "One fine x2", "First."],
    ["two", "Two", "Second & last."],
  ]);
});

it("says short formulas in letters, long ones and live values as “…”, and no listing of a cell", () => {
  const long = Array.from("abcdefghijklmnopqrstuvwxyz", (letter) => `${letter} + ${letter}`).join(" + ");
  const [{text} = {text: ""}] = pageSections(
    page(`Take $\\sigma(z) < 1$, then $$${long}$$ and \${1 + 1}.\n\n\`\`\`js id=secret\nconst hidden = 1;\n\`\`\`\n`),
  );
  expect(text).toBe("About slopes. Find one Take σ(z)<1, then … and ….");
});

it("gives away neither answers nor hints", () => {
  const quiz = `<!-- quiz id=q -->
How steep?
- [ ] Flat
  > Feedback.
- [x] Steep
  > More feedback.

<details><summary>Hint</summary>Look closely.</details>
<!-- /quiz -->
`;
  const text = pageSections(page(quiz))[0]?.text;
  expect(text).toContain("How steep?");
  expect(text).toContain("Flat");
  expect(text).not.toMatch(/feedback|closely|Right/i);
});

it("knows cells and equations by the names that their author gave", () => {
  const [{names} = {names: []}] = pageSections(
    page(
      "$$ a = b $$ {#eq-same}\n\n```js id=race\nconst runs = 1, ends = 2;\n```\n\n```js\nconst shown = 3;\n```\n\n```js\n1 + 1\n```\n",
    ),
  );
  expect(names.map(({name}) => name)).toEqual(expect.arrayContaining(["race", "runs", "ends", "shown"]));
  expect(names.find(({name}) => name === "runs")?.anchor).toBe("cell-race");
  expect(names.filter(({name}) => name.startsWith("cell-"))).toEqual([]);
});
