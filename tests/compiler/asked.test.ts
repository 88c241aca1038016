// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a check may hold `${…}`
import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {compilePage} from "../../src/compiler/index.ts";

const compile = (text: string) => compilePage(text, {path: "content/a.md"});
const hashOf = (text: string) => {
  const {quizzes, exercises, problems} = compile(text);
  expect(problems.filter(({severity}) => severity === "error")).toEqual([]);
  return (quizzes[0] ?? exercises[0])!.hash;
};

const QUIZ = `<!-- quiz id=a -->
If $\\partial L/\\partial w > 0$, a step of
descent on the *loss*…

\`\`\`python
if w > 0:
    step()
\`\`\`

- [ ] increases $w$
  > That is ascent.
- [x] decreases $w$

<details><summary>Hint</summary>Look at the minus.</details>
<details><summary>Explanation</summary>Since it is $w - \\eta g$.</details>
<!-- /quiz -->
`;
const SKETCH = `\`\`\`js
const layers = [];
\`\`\`

<!-- predict id=s type=sketch x="layer: 1..10" y="std: 0..1" answer=layers -->
How does it shrink?
<!-- reveal -->
So.
<!-- /predict -->
`;
const NUMERIC = `<!-- quiz id=n type=numeric answer=0.5 tol=0.01 -->
Half of one?
<!-- /quiz -->
`;
const TEXT = `<!-- quiz id=t type=text answer="ReLU|rectifier" -->
Its name?
<!-- /quiz -->
`;
const ORDER = `<!-- quiz id=o type=order -->
In which order?
1. one
2. two
3. three
<!-- /quiz -->
`;
const EXERCISE = `<!-- exercise id=x -->
Write *twice* as a function.

\`\`\`js starter
function twice(x) {
  return ______; // here
}
\`\`\`
\`\`\`js check
near(twice(2), 4, "twice of 2");
ok(twice(0) === 0, "twice of 0", "is not 0");
\`\`\`

<details><summary>Hint</summary>Add it to itself.</details>
<details><summary>Solution</summary>

\`\`\`js solution
function twice(x) {
  return x + x;
}
\`\`\`

</details>
<!-- /exercise -->
`;

describe("the hash of what a question asks", () => {
  it.each([
    ["a hint", QUIZ, "Look at the minus.", "Look at the minus sign."],
    ["another hint", QUIZ, "<!-- /quiz -->", "<details><summary>Hint</summary>More.</details>\n<!-- /quiz -->"],
    ["feedback", QUIZ, "That is ascent.", "That would be *ascent*."],
    ["new feedback", QUIZ, "- [x] decreases $w$", "- [x] decreases $w$\n  > Yes."],
    ["an explanation", QUIZ, "Since it is", "For it is"],
    ["emphasis", QUIZ, "*loss*", "**loss**"],
    ["no emphasis", QUIZ, "*loss*", "loss"],
    ["a link", QUIZ, "*loss*", "[loss](https://example.com)"],
    ["a line broken elsewhere", QUIZ, "a step of\ndescent", "a step\nof descent"],
    ["spaces in a formula", QUIZ, "\\partial L/\\partial w > 0", "\\partial  L / \\partial w>0"],
    ["the number of tries", QUIZ, "id=a", "id=a tries=2"],
    ["the order of attributes", QUIZ, "id=a", "shuffle id=a"],
    ["another way to write a number", NUMERIC, "0.5", ".50"],
    ["accepted texts in another order", TEXT, "ReLU|rectifier", "rectifier|ReLU"],
    ["what a prediction reveals", SKETCH, "So.", "So it goes."],
    ["the cell that has a sketch's truth", SKETCH, "[]", "[1]"],
    ["an exercise's hint", EXERCISE, "Add it", "Just add it"],
    ["an exercise's solution", EXERCISE, "x + x", "2 * x"],
    ["a comment in a starter", EXERCISE, "// here", "// your line"],
    ["a check's label", EXERCISE, '"twice of 2"', '"twice(2), which is 2 + 2"'],
    ["what a check says", EXERCISE, '"is not 0"', "`is ${twice(0)}`"],
    ["the layout of a check", EXERCISE, "near(twice(2), 4,", "near(\n  twice(2),\n  4,"],
  ])("stays when %s is mended", (_, question, before, after) => {
    expect(question).toContain(before);
    expect(hashOf(question.replace(before, after))).toBe(hashOf(question));
  });

  it.each([
    ["a word", QUIZ, "descent", "ascent"],
    ["a formula", QUIZ, "w > 0", "w < 0"],
    ["a space that a formula sets", QUIZ, "\\partial L", "\\partial\\, L"],
    ["the lines of a listing", QUIZ, "    step()", "step()"],
    ["an option", QUIZ, "increases", "doubles"],
    ["which option is right", QUIZ, "- [ ] increases", "- [x] increases"],
    ["another option", QUIZ, "- [x]", "- [ ] halves $w$\n- [x]"],
    ["the order of the options", ORDER, "1. one\n2. two", "1. two\n2. one"],
    ["the kind of question", SKETCH, 'type=sketch x="layer: 1..10" y="std: 0..1" answer=layers', "type=free"],
    ["the answer", NUMERIC, "answer=0.5", "answer=0.6"],
    ["the tolerance", NUMERIC, "tol=0.01", "tol=0.02"],
    ["an accepted text", TEXT, "|rectifier", ""],
    ["a sketch's axis", SKETCH, "1..10", "1..9"],
    ["an exercise's text", EXERCISE, "twice*", "thrice*"],
    ["a starter", EXERCISE, "twice(x)", "twice(y)"],
    ["what a check expects", EXERCISE, "twice(2), 4", "twice(3), 6"],
  ])("changes with %s", (_, question, before, after) => {
    expect(question).toContain(before);
    expect(hashOf(question.replace(before, after))).not.toBe(hashOf(question));
  });

  it("does not depend on what else the page has, nor on a mark of an error", () => {
    expect(hashOf(`# A page\n\nText.\n\n${QUIZ}`)).toBe(hashOf(QUIZ));
    const text = QUIZ.replace("*loss*", "[loss](glossary:nothing)");
    const {quizzes, html} = compilePage(text, {path: "content/a.md", glossary: []});
    expect(html).toContain("problem-mark");
    expect(quizzes[0]?.hash).toBe(hashOf(QUIZ));
  });

  const word = fc.stringMatching(/^[a-z]{1,6}$/);
  const words = fc.array(word, {minLength: 1, maxLength: 8});
  const question = fc.record({prompt: words, options: fc.array(words, {minLength: 2, maxLength: 4}), right: fc.nat(3)});
  const style = fc.record({
    gap: fc.constantFrom(" ", "  ", "\n"),
    mark: fc.constantFrom("", "*", "**", "_"),
    marked: fc.nat(7),
    hint: fc.option(word),
    feedback: fc.option(word),
  });
  const write = (
    {prompt, options, right}: {prompt: string[]; options: string[][]; right: number},
    {
      gap,
      mark,
      marked,
      hint,
      feedback,
    }: {gap: string; mark: string; marked: number; hint: string | null; feedback: string | null},
  ) => {
    const text = (list: string[], between: string) =>
      list.map((each, i) => (i === marked % list.length ? `${mark}${each}${mark}` : each)).join(between);
    return `<!-- quiz id=a -->
Q ${text(prompt, gap)}

${options
  .map(
    (option, i) =>
      `- [${i === right % options.length ? "x" : " "}] ${text(option, " ")}${feedback ? `\n  > ${feedback}` : ""}`,
  )
  .join("\n")}

${hint ? `<details><summary>Hint</summary>${hint}</details>` : ""}
<!-- /quiz -->
`;
  };

  it("is one and the same however a question is set, and tells two questions apart", () => {
    fc.assert(
      fc.property(question, question, style, style, (one, other, a, b) => {
        const first = hashOf(write(one, a));
        expect(hashOf(write(one, b))).toBe(first);
        const plain = (q: typeof one) => JSON.stringify([q.prompt, q.options, q.right % q.options.length]);
        if (plain(one) !== plain(other)) expect(hashOf(write(other, a))).not.toBe(first);
      }),
      {numRuns: 100},
    );
  });

  it("of the lessons' questions stays when their hints and feedback are written anew", () => {
    for (const lesson of ["multiclass-softmax", "dropout", "convnets"]) {
      const text = readFileSync(`content/${lesson}.md`, "utf8");
      const inQuestion = /<!-- (quiz|predict|exercise) [\s\S]*?<!-- \/\1 -->/g;
      const mended = text.replace(inQuestion, (whole) =>
        whole
          .replace(/(<summary>(?:Hint|Explanation|Answer)<\/summary>)[\s\S]*?(?=<\/details>)/g, "$1Other words.")
          .replace(/^ {2}> .*$/gm, "  > Other words."),
      );
      const asked = (markdown: string) => {
        const {quizzes, exercises} = compile(markdown);
        return [...quizzes, ...exercises].map(({id, hash}) => [id, hash]);
      };
      expect(asked(mended)).toEqual(asked(text));
    }
  });
});
