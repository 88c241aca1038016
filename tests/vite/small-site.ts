// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Markdown under test holds templates
import {mkdirSync} from "node:fs";
import {join} from "node:path";
import type {CourseOptions} from "../../src/vite/index.ts";
import {temporary} from "./temporary.ts";

/** The least that a site can be: enough to see what the plugin does with it. */
const site = {
  "site/library.ts": `export const library = {answer: 42, late: () => import("./late.ts")};`,
  "site/late.ts": `export const late = "late";`,
  "site/names.ts": `export const builtinNames = ["display"];`,
  "site/style.css": `:root { color: light-dark(#111, #eee); }
@font-face { font-family: K; src: url(k.woff2) format("woff2"), url(k.woff) format("woff"), url(k.ttf) format("truetype"); }
body { font-family: K; }`,
  "site/k.woff2": "2",
  "site/k.woff": "1",
  "site/k.ttf": "0",
  "site/main.ts": `import {library} from "./library.ts";
export function start(page: {cells: unknown[]}) { Object.assign(window, {page, library}); return {update() {}}; }`,
  "site/shell.ts": `
type View = {course: {title: string; lessons: {slug: string}[]}; pages: {path: string; meta: {title: string}}[]; glossary: {html: string}[]; file: string; script?: string; page?: {html: string; meta: {title: string}}};
const document = ({file, script}: View, title: string, body: string) => \`<!doctype html><html lang="en"><head><title>\${title}</title>
<link rel="stylesheet" href="/site/style.css">\${script ? \`<script type="module" src="\${script}"></script>\` : ""}</head><body data-file="\${file}">\${body}</body></html>\`;
export const renderPage = (view: View) => document(view, view.page!.meta.title, \`<main><div class="prose">\${view.page!.html}</div></main>\`);
export const renderIndex = (view: View) => document(view, view.course.title, \`\${view.course.lessons.map(({slug}) => slug).join()} | \${view.pages.map(({path}) => path).join()}\`);
export const renderGlossary = (view: View) => document(view, "Glossary", view.glossary.map(({html}) => html).join());
export const renderWork = (view: View) => document(view, "Work", view.course.title);
export const renderProblems = (problems: {message: string; path: string}[]) => \`<html><head></head><body>\${problems.map(({message}) => message).join()}</body></html>\`;
`,
};

const content = {
  "content/course.yaml": "title: Small\ndescription: A course.\nlessons: [one, two, hidden]\nnotebooks: [bench]\n",
  "content/glossary.yaml": "slope:\n  term: Slope\n  definition: How *steep* a line is.\n",
  "content/one.md":
    "---\ntitle: One\n---\n\nWords, $a^2$ and ${answer}.\n\nSee [two](./two.md), the [bench](./../notebooks/bench.md), a [slope](glossary:slope).\n",
  "content/two.md": "---\ntitle: Two\n---\n\nMore words.\n",
  "content/hidden.md": "---\ntitle: Hidden\ndraft: true\n---\n\nNot yet.\n",
  "notebooks/bench.md":
    "---\ntitle: Bench\n---\n\nBack to [one](../content/one.md).\n\n```js id=base\nconst base = 2;\n```\n",
};

export const options: CourseOptions = {
  library: "site/library.ts",
  names: "site/names.ts",
  shell: "site/shell.ts",
  entry: "site/main.ts",
};

/** A folder with a small course and a site of its own, and these files besides. */
export function smallSite(files: Record<string, string> = {}): string {
  const root = temporary({...site, ...content, ...files});
  mkdirSync(join(root, ".vite"), {recursive: true});
  return root;
}
