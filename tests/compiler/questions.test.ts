// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${…}` is the syntax under test
import {describe, expect, it} from "vitest";
import type {Quiz} from "../../src/page/index.ts";
import {compile, expectProblem, withoutMath} from "./helper.ts";

const quizOf = (markdown: string) => compile(markdown).quizzes[0] as Quiz;
/** A quiz with each formula as `KATEX`. */
const plain = (quiz: Quiz) => ({
  ...quiz,
  prompt: withoutMath(quiz.prompt),
  options: quiz.options.map((option) => ({
    ...option,
    html: withoutMath(option.html),
    ...(option.feedback && {feedback: withoutMath(option.feedback)}),
  })),
  hints: quiz.hints.map(withoutMath),
});
const OPTIONS = "- [ ] no\n  > Why not.\n- [x] yes";

describe("a quiz", () => {
  it("is read with options, feedback and hints", () => {
    const {quizzes, problems, html, anchors} = compile(`<!-- quiz id=bp-sign shuffle tries=2 -->
If $x>0$, a step…
- [ ] increases $w$
  > That is *ascent*.
- [x] decreases $w$
  > Yes: $w-\\eta g$.

<details><summary>Hint</summary>Look at the $-$.</details>
<details><summary>Explanation</summary>

Because.

</details>
<!-- /quiz -->
After.`);
    expect(problems).toEqual([]);
    const [quiz] = quizzes as [Quiz];
    expect(plain(quiz)).toEqual({
      kind: "quiz",
      id: "bp-sign",
      type: "choice",
      position: {line: 1, column: 1},
      prompt: "<p>If KATEX, a step…</p>",
      options: [
        {html: "increases KATEX", correct: false, feedback: "That is <em>ascent</em>."},
        {html: "decreases KATEX", correct: true, feedback: "Yes: KATEX."},
      ],
      shuffle: true,
      tries: 2,
      hints: ["<p>Look at the KATEX.</p>"],
      explanation: "<p>Because.</p>",
      hash: quiz.hash,
    });
    expect(
      withoutMath(html),
    ).toBe(`<section class="quiz" id="quiz-bp-sign" data-quiz="bp-sign" data-kind="quiz" data-type="choice" role="group" aria-label="Question">
<div class="quiz-prompt"><p>If KATEX, a step…</p></div>
<ol class="quiz-options" type="A">
<li>increases KATEX</li>
<li>decreases KATEX</li>
</ol>
<details class="hint"><summary>Hint</summary>
<p>Look at the KATEX.</p>
</details>
<details class="answer"><summary>Answer</summary>
<ol class="quiz-feedback" type="A">
<li>Not right. That is <em>ascent</em>.</li>
<li><strong>Right.</strong> Yes: KATEX.</li>
</ol>
<p>Because.</p>
</details>
</section>
<p>After.</p>
`);
    expect(anchors).toContain("quiz-bp-sign");
  });

  it("has several right options, or a type of its own", () => {
    expect(quizOf("<!-- quiz id=a -->\nA\n- [x] b\n- [x] c\n<!-- /quiz -->").type).toBe("multiple");
    expect(quizOf("<!-- quiz id=a type=numeric answer=3.5 tol=0.01 -->\nA\n<!-- /quiz -->")).toMatchObject({
      type: "numeric",
      answer: 3.5,
      tolerance: 0.01,
      options: [],
    });
    expect(quizOf("<!-- quiz id=a type=numeric answer=-200 -->\nA\n<!-- /quiz -->").tolerance).toBe(2);
    expect(quizOf('<!-- quiz id=a type=text answer="ReLU | rectifier" -->\nA\n<!-- /quiz -->').answer).toEqual([
      "ReLU",
      "rectifier",
    ]);
    expect(
      quizOf("<!-- quiz id=a type=order -->\nA\n1. one\n2. two\n3. three\n<!-- /quiz -->").options.map((o) => o.html),
    ).toEqual(["one", "two", "three"]);
    expect(quizOf("<!-- quiz id=a type=free -->\nA\n<!-- /quiz -->").type).toBe("free");
  });

  it("that asks for an order does not give it away, and answers it", () => {
    const {html} = compile("<!-- quiz id=a type=order -->\nA\n1. one\n2. two\n<!-- /quiz -->");
    expect(html).toMatch(/<li>two<\/li>\n<li>one<\/li>/);
    expect(html).toContain("<p>B, A</p>");
  });

  it("is shuffled by its id alone, options and feedback alike", () => {
    const options = ["one", "two", "three", "four", "five"];
    const text = (id: string, mark = "") =>
      `<!-- quiz id=${id} shuffle -->\nA\n${options.map((o) => `- [${o === "two" ? "x" : " "}] ${o}${mark}\n  > about ${o}`).join("\n")}\n<!-- /quiz -->`;
    const orderIn = (markup: string, what: RegExp) => Array.from(markup.matchAll(what), ([, word]) => word);
    const shown = orderIn(compile(text("a")).html, /<li>(\w+)/g).slice(0, 5);
    expect(shown.toSorted()).toEqual(options.toSorted());
    expect(shown).not.toEqual(options);
    expect(orderIn(compile(text("a")).html, /about (\w+)/g)).toEqual(shown);
    // Another text, the same order; another id, (here) another order.
    expect(orderIn(compile(text("a", "!")).html, /<li>(\w+)!/g)).toEqual(shown);
    expect(orderIn(compile(text("bd")).html, /<li>(\w+)/g).slice(0, 5)).not.toEqual(shown);
  });

  it("has a version that changes with what it says, and not with what it reveals", () => {
    const version = (text: string) => /data-version="(\w+)"/.exec(compile(text).html)?.[1];
    const predict = (prompt: string, reveal: string) =>
      `<!-- predict id=a -->\n${prompt}\n${OPTIONS}\n<!-- reveal -->\n${reveal}\n<!-- /predict -->`;
    expect(version(predict("A", "b"))).toBe(version(predict("A", "c")));
    expect(version(predict("A", "b"))).not.toBe(version(predict("B", "b")));
  });

  it("may stand in a list, spread its comment, and run cells", () => {
    const page = compile(
      "- item\n\n  <!-- quiz\n  id=a\n  tries=3 -->\n  What is ${1 + 1}?\n  - [ ] three\n    > No.\n  - [x] two\n  <!-- /quiz -->\n\nafter",
    );
    expect(page.problems).toEqual([]);
    expect(page.quizzes).toMatchObject([{id: "a", tries: 3, position: {line: 3, column: 3}}]);
    expect(page.quizzes[0]?.prompt).toContain('class="cell-inline"');
    expect(page.cells[0]?.position).toEqual({line: 6, column: 13});
    expect(page.html.match(/data-cell=/g)).toHaveLength(1);
  });

  it("does not end in code", () => {
    const page = compile(`<!-- quiz id=a -->\n~~~html\n<!-- /quiz -->\n~~~\nA\n${OPTIONS}\n<!-- /quiz -->`);
    expect(page.problems).toEqual([]);
    expect(page.quizzes[0]?.prompt).toContain("hljs");
  });

  it("has a hash of its text", () => {
    const hashOf = (text: string) => quizOf(`${text}\n<!-- /quiz -->`).hash;
    const one = hashOf(`<!-- quiz id=a -->\nA\n${OPTIONS}`);
    expect(hashOf(`<!-- quiz id=a -->\nB\n${OPTIONS}`)).not.toBe(one);
    expect(hashOf(`text\n\n<!-- quiz id=a -->\nA\n${OPTIONS}`)).toBe(one);
  });
});

describe("what is wrong with a quiz", () => {
  it.each([
    [`▲<!-- quiz -->\nA\n${OPTIONS}\n<!-- /quiz -->`, "missing-id", /needs an id/],
    [`<!-- quiz ▲id=a/b -->\nA\n${OPTIONS}\n<!-- /quiz -->`, "bad-id", /letters/],
    [`<!-- quiz id=a ▲shufle -->\nA\n${OPTIONS}\n<!-- /quiz -->`, "question-attribute", /Did you mean “shuffle”/],
    [`<!-- quiz id=a ▲tries=0 -->\nA\n${OPTIONS}\n<!-- /quiz -->`, "question-attribute", /tries=2/],
    [`<!-- quiz id=a ▲type=chioce -->\nA\n${OPTIONS}\n<!-- /quiz -->`, "question-type", /Did you mean “choice”/],
    ["▲<!-- quiz id=a -->\nA\n- [ ] b\n  > No.\n- [ ] c\n  > No.\n<!-- /quiz -->", "no-correct-option", /\[x\]/],
    ["▲<!-- quiz id=a -->\nA\n<!-- /quiz -->", "no-options", /has no options/],
    ["▲<!-- quiz id=a -->\nA\n- [x] b\n<!-- /quiz -->", "no-options", /single option/],
    ["▲<!-- quiz id=a -->\nA\n- [ ] b\n- [x] c\n<!-- /quiz -->", "missing-feedback", /Wrong option 1/],
    ["<!-- quiz id=a -->\nA\n- [x] b\n▲- c\n  > No.\n<!-- /quiz -->", "option-box", /no box/],
    [`▲<!-- quiz id=a -->\n${OPTIONS}\n<!-- /quiz -->`, "empty-question", /asks nothing/],
    ["▲<!-- quiz id=a type=numeric -->\nA\n<!-- /quiz -->", "question-answer", /needs its answer/],
    ["<!-- quiz id=a type=numeric ▲answer=many -->\nA\n<!-- /quiz -->", "question-answer", /no number/],
    ["<!-- quiz id=a type=numeric answer=1 ▲tol=x -->\nA\n<!-- /quiz -->", "question-answer", /tolerance/],
    ["▲<!-- quiz id=a type=text -->\nA\n<!-- /quiz -->", "question-answer", /answers that it accepts/],
    ["▲<!-- quiz id=a type=order -->\nA\n<!-- /quiz -->", "no-options", /two steps/],
    [`text\n\n▲<!-- quiz id=a -->\nA\n${OPTIONS}`, "unclosed-block", /<!-- \/quiz -->/],
    ["text\n\n▲<!-- /quiz -->", "unopened-block", /closes nothing/],
    ["text\n\n▲<!-- reveal -->", "unopened-block", /predict/],
    [`▲<!-- quizz id=a -->\nA`, "question-comment", /Did you mean “quiz”/],
    [`▲<!-- quiz id=a --> A`, "question-comment", /line of its own/],
    [
      `<!-- quiz id=a -->\nA\n${OPTIONS}\n\n▲<details><summary>Hint</summary>\n<!-- /quiz -->`,
      "unclosed-block",
      /<\/details>/,
    ],
    [`<!-- quiz id=a -->\nA\n${OPTIONS}\n\n▲<details>b</details>\n<!-- /quiz -->`, "details-summary", /Hint/],
    [
      `<!-- quiz id=a -->\nA\n${OPTIONS}\n<!-- /quiz -->\n\n<!-- quiz ▲id=a -->\nB\n${OPTIONS}\n<!-- /quiz -->`,
      "duplicate-id",
      /line 1/,
    ],
  ])("%j", (marked, code, message) => expect(expectProblem(marked, code).message).toMatch(message));

  it("is that it stands in another one", () => {
    const {problems, quizzes} = compile(`<!-- quiz id=a -->\nA\n<!-- quiz id=b -->\nB\n${OPTIONS}\n<!-- /quiz -->`);
    expect(problems.map(({code, line}) => [code, line])).toEqual([["unclosed-block", 1]]);
    expect(problems[0]?.message).toMatch(/line 3/);
    expect(quizzes.map(({id}) => id)).toEqual(["b"]);
  });
});

describe("a prediction", () => {
  const text = `<!-- predict id=init-std type=numeric answer=0.2136 tol=0.03 -->
What std?
<!-- reveal -->
Prose with \${1}.

\`\`\`js
const a = 1
\`\`\`

<!-- /predict -->`;

  it("keeps the rest closed until then, with its cells", () => {
    const {quizzes, problems, html, cells} = compile(text);
    expect(problems).toEqual([]);
    expect(quizzes).toMatchObject([{kind: "predict", type: "numeric", answer: 0.2136, prompt: "<p>What std?</p>"}]);
    expect(html).toMatch(
      /<details class="reveal"><summary>.*<\/summary>\n<div class="quiz-truth">\n<p>0\.2136 \(within 0\.03\)<\/p>\n<\/div>\n<p>Prose with <span[\s\S]*<div class="cell" id="cell-a"[\s\S]*<\/details>\n<\/section>/,
    );
    expect(cells.map(({position}) => position.line)).toEqual([4, 7]);
  });

  it("does not change when what it reveals does", () => {
    expect(quizOf(text.replace("Prose", "Other")).hash).toBe(quizOf(text).hash);
  });

  it("needs something to reveal", () => {
    expectProblem("▲<!-- predict id=a type=numeric answer=1 -->\nA\n<!-- /predict -->", "missing-reveal");
  });
});

describe("an exercise", () => {
  const text = `<!-- exercise id=mul-gate -->
Complete **it**.
\`\`\`js starter
function backward(dz) { return [______]; }
\`\`\`
\`\`\`js check
near(backward(2), [-8, 6], "upstream times the other input")
\`\`\`
<details><summary>Hint</summary>…</details>
<details><summary>Solution</summary>

\`\`\`js solution
function backward(dz) { return [1]; }
\`\`\`

Since $1$.
</details>
<!-- /exercise -->`;

  it("is read with its code, which does not run here", () => {
    const page = compile(text);
    expect(page.problems).toEqual([]);
    expect(page.cells).toEqual([]);
    expect(page.exercises).toEqual([
      {
        id: "mul-gate",
        position: {line: 1, column: 1},
        prompt: "<p>Complete <strong>it</strong>.</p>",
        starter: "function backward(dz) { return [______]; }",
        check: 'near(backward(2), [-8, 6], "upstream times the other input")',
        solution: "function backward(dz) { return [1]; }",
        hints: ["<p>…</p>"],
        hash: page.exercises[0]?.hash,
      },
    ]);
    const html = withoutMath(page.html);
    expect(html).toMatch(
      /^<section class="exercise" id="exercise-mul-gate" data-exercise="mul-gate" role="group" aria-label="Exercise">/,
    );
    expect(html).not.toContain("near");
    expect(html).toMatch(
      /<details class="solution"><summary>Solution<\/summary>\n<pre>[\s\S]*<\/pre>\n<p>Since KATEX\.<\/p>\n<\/details>/,
    );
  });

  it.each([
    ["```js ▲starter\n1\n```", "outside-exercise"],
    [text.replace("id=mul-gate", "id=a ▲tries=2"), "question-attribute"],
    [text.replace("\n<!-- /exercise -->", "").replace("<!--", "▲<!--"), "unclosed-block"],
  ])("%j is wrong", (marked, code) => {
    const before = marked.slice(0, marked.indexOf("▲")).split("\n");
    // An exercise without end leaves its fences outside, which is then said as well.
    expect(compile(marked.replace("▲", "")).problems[0]).toMatchObject({
      code,
      line: before.length,
      column: (before.at(-1) as string).length + 1,
    });
  });

  it("needs a starter and a check, one of each, that can be read", () => {
    expectProblem(
      text.replace(/```js check[\s\S]*?```\n/, "").replace("<!-- exercise", "▲<!-- exercise"),
      "exercise-part",
    );
    expectProblem(text.replace("near(", "near(▲, "), "syntax");
    expectProblem(
      text.replace("```js check", "▲```js check").replace("near(", "live('nothing');\nnear("),
      "exercise-live",
    );
    expectProblem(text.replace("```js solution", "▲```js check"), "exercise-part");
  });
});

describe("a sketch", () => {
  const text = (attributes: string) =>
    `\`\`\`js\nconst layers = [];\n\`\`\`\n\n<!-- predict id=a type=sketch ${attributes} -->\nDraw.\n<!-- reveal -->\nB.\n<!-- /predict -->`;
  const sketchOf = (attributes: string) => compile(text(attributes)).quizzes[0]?.sketch;

  it("is drawn on two axes and compared with a cell's value", () => {
    expect(sketchOf('x="layer: 1..5" y="spread of the outputs [std]: 1e-6..1 log" answer=layers')).toEqual({
      x: {label: "layer", field: "layer", from: 1, to: 5, log: false},
      y: {label: "spread of the outputs", field: "std", from: 1e-6, to: 1, log: true},
      points: [1, 2, 3, 4, 5],
      answer: "layers",
    });
    expect(sketchOf('x="t: 0..1 step 0.25" y="L: -1..1" answer=layers.a.b')?.points).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(sketchOf('x="t: 1..1e10 log" y="L: -1..1" answer=layers')?.points.slice(0, 3)).toEqual([1, 10, 100]);
    expect(sketchOf('x="t: 0..100" y="L: 0..1" answer=layers')?.points).toHaveLength(11);
  });

  it("says what to draw to whoever has no script", () => {
    const {html, problems} = compile(text('x="layer: 1..5" y="std: 1e-6..1 log" answer=layers'));
    expect(problems).toEqual([]);
    expect(html).toContain(
      '<p class="quiz-note">Draw your curve. Upwards: std, from 0.000001 to 1 on a logarithmic scale. To the right: layer, from 1 to 5.</p>',
    );
  });

  it.each([
    ['▲x="layer 1-5" y="std: 0..1" answer=layers', "sketch-axis", /x="layer: 1..10"/],
    ['x="layer: 1..5" ▲y="std: 0..1 log" answer=layers', "sketch-axis", /begin it above 0/],
    ['x="layer: 1..5" ▲y="std: 1..0" answer=layers', "sketch-axis", /smaller number first/],
    ['x="layer: 1..5" ▲y="std: 0..1 step 1" answer=layers', "sketch-axis", /Only the x axis/],
    ['▲x="layer: 1..1000 step 1" y="std: 0..1" answer=layers', "sketch-axis", /more than 60 points/],
    ['▲x="layer: 1..5 step 0" y="std: 0..1" answer=layers', "sketch-axis", /above 0/],
    ['x="layer: 1..5" y="std: 0..1" ▲answer=layer', "question-answer", /defines “layer”.*“layers”/],
    ['x="layer: 1..5" y="std: 0..1" ▲answer=1+2', "question-answer", /no name/],
  ])("%s is a problem", (attributes, code, message) => {
    expect(expectProblem(text(attributes), code).message).toMatch(message);
  });

  it("needs all of them, and no other question has axes", () => {
    const codes = (markdown: string) => compile(markdown).problems.map(({code}) => code);
    expect(codes(text(""))).toEqual(["sketch-axis", "sketch-axis", "question-answer"]);
    expect(codes("<!-- quiz id=a type=free x=1 -->\nA\n<!-- /quiz -->")).toEqual(["question-attribute"]);
  });
});
