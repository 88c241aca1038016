import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import css from "highlight.js/lib/languages/css";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import latex from "highlight.js/lib/languages/latex";
import markdown from "highlight.js/lib/languages/markdown";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import {escapeHtml} from "./html.ts";

const LANGUAGES = {bash, css, javascript, json, latex, markdown, python, typescript, xml, yaml};
for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language);

const cache = new Map<string, string>();
const MOST_CACHED = 5000;

/** `<pre><code>` with the code's words marked by class; plain if the language is not one that courses use. */
export function highlight(code: string, language: string): string {
  const key = `${language}\n${code}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const name = /^[\w+#.-]{1,30}$/.test(language) ? language.toLowerCase() : "";
  let inner = escapeHtml(code);
  if (name !== "" && hljs.getLanguage(name)) inner = hljs.highlight(code, {language: name, ignoreIllegals: true}).value;
  const classes = name === "" ? "hljs" : `language-${escapeHtml(name)} hljs`;
  const html = `<pre><code class="${classes}">${inner}</code></pre>`;
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(key, html);
  return html;
}
