import {type Course, relativeUrl} from "../../page/index.ts";
import {emblem, icon} from "./emblem.ts";
import {type Child, html, type Markup, raw} from "./markup.ts";
import {themeScript, themeSwitch} from "./theme.ts";
import {toolIcon} from "./tool-icon.ts";

/** Everything around the main part of a page. */
export interface DocumentParts {
  /** The page's own title, without the course's. */
  title: string;
  description: string;
  keywords?: string[];
  kind: "lesson" | "notebook" | "index" | "glossary" | "work" | "problems";
  course?: Course;
  file: string;
  /** The module that starts the page. Without one, the page gets what every page has: theme switch, print, scrolling. */
  script?: string;
  hasGlossary?: boolean;
  /** Whether mathematics is shown, whose fonts then come early. */
  hasMath?: boolean;
  /** Links in the header, e.g. to the previous and next lesson. */
  navigation?: Child;
  main: Child;
}

// Vite finds these in the HTML and writes the built files' names in their place.
const styleSheet = "/src/site/style/index.css";
const furniture = "/src/site/furniture.ts";
const packages = "/node_modules";
const textFont = `${packages}/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2`;
const mathFonts = ["KaTeX_Main-Regular", "KaTeX_Math-Italic"].map(
  (name) => `${packages}/katex/dist/fonts/${name}.woff2`,
);

/** A whole HTML document. It is readable, and can be walked through, without any script. */
export function writeDocument(parts: DocumentParts): string {
  const {title, description, course} = parts;
  const name = course === undefined || course.title === title ? title : `${title} · ${course.title}`;
  const fonts = parts.hasMath ? [textFont, ...mathFonts] : [textFont];
  return html`<!doctype html>
<html lang="en"${course && html` data-course="${course.id}" data-root="${relativeUrl(parts.file, "")}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<meta name="description" content="${description}">
${parts.keywords?.length ? html`<meta name="keywords" content="${parts.keywords.join(", ")}">\n` : ""}<meta name="color-scheme" content="light dark">
<script>${raw(themeScript)}</script>
<link rel="icon" href="${icon}">
${fonts.map((font) => html`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>\n`)}<link rel="stylesheet" href="${styleSheet}">
<script type="module" src="${parts.script ?? furniture}"></script>
</head>
<body data-kind="${parts.kind}">
<a class="skip-link" href="#page-main">Skip to the text</a>
${header(parts)}
${parts.main}
${course && footer(parts, course)}
</body>
</html>
`.markup;
}

function header({course, file, kind, navigation}: DocumentParts): Markup {
  return html`<header class="site-header">
${
  course &&
  (kind === "index"
    ? html`<span class="site-title">${emblem("small")}</span>`
    : html`<a class="site-title" href="${relativeUrl(file, "index.html")}">${emblem("small")} ${course.title}</a>`)
}
${navigation}
<div class="site-tools">
${course && searchButton()}
${(kind === "lesson" || kind === "notebook") && shareButton()}
${course && workLink(file, kind)}
${themeSwitch()}
</div>
</header>`;
}

function searchButton(): Markup {
  return html`<button class="search-button" type="button" aria-keyshortcuts="/ Control+K Meta+K" title="Search (press /)">${toolIcon('<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>')}<span>Search</span></button>`;
}

function workLink(file: string, kind: DocumentParts["kind"]): Markup {
  return html`<a class="work-link" href="${relativeUrl(file, "work.html")}" title="Your work"${kind === "work" && raw(' aria-current="page"')}>${toolIcon('<path d="M6 3.5h12v17l-6-4-6 4z"/><path d="m9 9.5 2.2 2.2L15.2 7.7"/>')}<span class="visually-hidden">Your work</span></a>`;
}

function shareButton(): Markup {
  return html`<button class="share-button" type="button" title="Copy a link to this state">${toolIcon('<path d="M10 13.5a4 4 0 0 0 5.7.3l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10.5a4 4 0 0 0-5.7-.3l-3 3a4 4 0 0 0 5.7 5.7l1-1"/>')}<span class="visually-hidden">Copy a link to this state</span></button>`;
}

function footer({file, kind, hasGlossary}: DocumentParts, course: Course): Markup {
  return html`<footer class="site-footer">
<p>Everything on these pages is computed in your own browser. Nothing that you do here is sent anywhere.</p>
<p>${
    kind === "index"
      ? course.title
      : html`<a href="${relativeUrl(file, "index.html")}">All lessons of ${course.title}</a>`
  }${
    hasGlossary &&
    kind !== "glossary" &&
    html` <span aria-hidden="true">·</span> <a href="${relativeUrl(file, "glossary.html")}">Glossary</a>`
  }${kind !== "work" && html` <span aria-hidden="true">·</span> <a href="${relativeUrl(file, "work.html")}">Your work</a>`}</p>
</footer>`;
}
