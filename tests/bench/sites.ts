import {cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {build} from "vite";

function temporary(): string {
  return mkdtempSync(join(tmpdir(), "course-bench-"));
}

/** Builds the course as it is; returns the folder, which the caller removes. */
export async function builtCourse(): Promise<string> {
  const folder = temporary();
  await build({logLevel: "silent", build: {outDir: folder, emptyOutDir: true}});
  return folder;
}

/** A copy of the project whose lessons and notebooks are `texts` (file name → Markdown); the caller removes it. */
export function syntheticProject(texts: Record<string, string>): string {
  const folder = temporary();
  for (const name of ["package.json", "tsconfig.json", "vite.config.ts", "src"])
    cpSync(resolve(name), join(folder, name), {recursive: true});
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "notebooks"));
  mkdirSync(join(folder, "content"));
  for (const name of ["glossary.yaml", "references.yaml"])
    cpSync(resolve("content", name), join(folder, "content", name));
  const slugs = Object.keys(texts).map((name) => name.replace(/\.md$/, ""));
  writeFileSync(
    join(folder, "content/course.yaml"),
    `title: Bench\ndescription: Synthetic lessons.\nlessons:\n${slugs.map((slug) => `  - ${slug}\n`).join("")}`,
  );
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, "content", name), text);
  return folder;
}

/** A lesson of ordinary weight: a thousand words, two dozen formulas, ten cells, a quiz. All text differs by `n`. */
export function syntheticLesson(n: number): string {
  const section = (k: number) => `
## Section ${k} of lesson ${n}

${"A gate knows its operands and nothing else, and still its small part of the chain rule is enough. ".repeat(5)}

$$\\frac{\\partial f}{\\partial x_{${n},${k}}} = \\frac{\\partial f}{\\partial q_{${k}}} \\cdot \\frac{\\partial q_{${k}}}{\\partial x}$$

\`\`\`js
const a${k} = view(Inputs.range([0, ${n + k}], {label: "a${k}", step: 0.1, value: ${k / 2}}))
\`\`\`

With $a_{${k}}$ = \${a${k}.toFixed(2)} the value of $w_{${n}} a_{${k}}^2$ is \${(${n} * a${k} ** 2).toFixed(2)}, where $w_{${n}} = ${n}$.

\`\`\`js
Array.from({length: 5}, (_, i) => a${k} * i + ${n})
\`\`\`
`;
  return `---
title: Lesson ${n}
description: A lesson for the bench.
objectives: [Measure]
minutes: 10
---
${[1, 2, 3, 4, 5].map(section).join("")}
<!-- quiz id=bench-${n} -->
Which is larger?
- [ ] $${n}$
  > No.
- [x] $${n + 1}$
  > Yes.
<!-- /quiz -->
`;
}
