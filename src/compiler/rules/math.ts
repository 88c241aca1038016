import type {MarkdownIt, StateBlock, StateInline, Token} from "markdown-it";
import {contextOf, type PageContext, positionOf, setPlace} from "../context.ts";
import {escapeHtml} from "../html.ts";
import {renderMath} from "../math.ts";
import {LinesOrigin} from "../positions.ts";
import {didYouMean} from "../suggest.ts";

/** ` {#eq-name}` behind a display formula. */
const LABEL = /^[ \t]*\{#(eq-[A-Za-z0-9_-]+)\}/;
/** What stands in the place of a name and is none. */
const BAD_LABEL = /^[ \t]*(\{#[^}\n]{0,100}\})/;
const REFERENCE = /@(eq-[A-Za-z0-9_-]*[A-Za-z0-9])/y;
/** A formula longer than this is text. It bounds the search for the closing dollar in hostile text. */
const LONGEST = 5000;

/**
 * `$…$` in a line by pandoc's rule: no space behind the opening dollar nor before the closing one, and no digit behind
 * that, so “$5 and $6” is text. `$$…$$` is a display formula, numbered if `{#eq-name}` follows; `@eq-name` refers to it.
 * A formula that holds `${…}` is none, for the expression wins.
 */
export function math(md: MarkdownIt): void {
  md.block.ruler.before("fence", "math_block", mathBlock, {alt: ["paragraph", "reference", "blockquote", "list"]});
  md.inline.ruler.after("inline_cell", "math_inline", mathInline);
  md.inline.ruler.after("math_inline", "equation_ref", equationReference);
  md.inline.ruler.after("equation_ref", "lost_label", lostLabel);
  md.inline.ruler.after("lost_label", "other_delimiters", otherDelimiters);
  md.renderer.rules.math_inline = (tokens, i, _, env) => renderToken(tokens[i] as Token, contextOf(env));
  md.renderer.rules.math_block = (tokens, i, _, env) => `${renderToken(tokens[i] as Token, contextOf(env))}\n`;
  md.renderer.rules.equation_ref = (tokens, i, _, env) => {
    const token = tokens[i] as Token;
    const number = contextOf(env).equations.get(token.content);
    if (number === undefined) return escapeHtml(`@${token.content}`);
    return `<a class="equation-ref" href="#${token.content}">(${number})</a>`;
  };
}

export interface MathMeta {
  display: boolean;
  label?: string;
}

const metaOf = (token: Token) => token.meta as unknown as MathMeta;

function mathBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!state.src.startsWith("$$", start) || state.src[start + 2] === "{") return false;
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;

  let closing: RegExpExecArray | null = null;
  let line = startLine;
  for (; line < endLine; line++) {
    if (line > startLine && (state.isEmpty(line) || (state.sCount[line] ?? 0) < state.blkIndent)) break;
    const from = line === startLine ? start + 2 : (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
    closing = /(?<!\\)\$\$(.*)$/.exec(state.src.slice(from, state.eMarks[line]));
    if (closing) break;
  }
  // The text becomes a paragraph, where the inline rule says what went wrong.
  if (!closing) return false;
  const label = LABEL.exec(closing[1] ?? "");
  // Text behind the formula: then it is part of a paragraph, which the inline rule reads. So it is with a wrong name.
  if ((closing[1] ?? "").slice(label?.[0].length ?? 0).trim() !== "") return false;
  const text = state.getLines(startLine, line + 1, state.blkIndent, false);
  const offset = text.indexOf("$$") + 2;
  const tex = text.slice(offset, text.lastIndexOf("$$", label ? text.lastIndexOf("{#") : undefined));
  if (hasExpression(tex)) return false;
  if (silent) return true;

  const context = contextOf(state.env);
  const token = state.push("math_block", "", 0);
  token.content = tex;
  token.map = [startLine, line + 1];
  token.meta = {display: true, label: label?.[1]};
  context.places.set(token, {origin: new LinesOrigin(context.source, startLine, text), offset});
  state.line = line + 1;
  return true;
}

function mathInline(state: StateInline, silent: boolean): boolean {
  const {src, pos, posMax} = state;
  if (src.charCodeAt(pos) !== 0x24 /* $ */) return false;
  const context = contextOf(state.env);
  if (src !== context.inline.text) return false;
  const display = src.charCodeAt(pos + 1) === 0x24;
  const start = pos + (display ? 2 : 1);
  const end = display ? findDisplayEnd(src, start, posMax) : findInlineEnd(src, start, posMax);
  if (end === undefined || end === start) {
    const isUnclosed = !silent && end === undefined && reportUnclosed(context, src, pos, start);
    // Both dollars at once, or the second would be tried as the start of another formula.
    const takesBoth = display && src[pos + 2] !== "{";
    if (!takesBoth && !isUnclosed) return false;
    if (!silent) state.pending += src.slice(pos, takesBoth ? start : pos + 1);
    if (isUnclosed) setPlace(state.push("problem_place", "", 0), context, pos);
    state.pos = takesBoth ? start : pos + 1;
    return true;
  }
  const behind = display ? src.slice(end + 2, end + 200) : "";
  const label = LABEL.exec(behind);
  if (!silent) {
    const token = state.push("math_inline", "", 0);
    token.content = src.slice(start, end);
    token.meta = {display, label: label?.[1]};
    setPlace(token, context, start);
  }
  state.pos = end + (display ? 2 : 1) + (label?.[0].length ?? 0);
  return true;
}

/** `{#eq-name}` anywhere but behind a formula, or `{#name}` there, would stand in the text as it was typed. */
function lostLabel(state: StateInline, silent: boolean): boolean {
  const {src, pos} = state;
  if (silent || src.charCodeAt(pos) !== 0x7b /* { */ || src.charCodeAt(pos + 1) !== 0x23 /* # */) return false;
  const context = contextOf(state.env);
  const last = state.pending.trim() === "" ? state.tokens.at(-1) : undefined;
  const isBehind = last?.type === "math_inline" && metaOf(last).display;
  const text = (isBehind ? BAD_LABEL : LABEL).exec(src.slice(pos, pos + 200))?.[0];
  if (text === undefined || src !== context.inline.text) return false;
  context.problems.error(
    "equation-name",
    context.inline.origin.position(pos),
    isBehind
      ? `“${text}” is no name for an equation: it starts with “eq-” and holds letters, digits, “-” and “_”, as in {#eq-loss}.`
      : `“${text}” names no equation here. It belongs behind the closing “$$”, on the same line.`,
    {end: context.inline.origin.position(pos + text.length)},
  );
  state.pending += text;
  setPlace(state.push("problem_place", "", 0), context, pos);
  state.pos += text.length;
  return true;
}

/** LaTeX's own marks of a formula, which Markdown takes for text: `\(…\)`, `\[…\]` and `\begin{align}`. */
function otherDelimiters(state: StateInline, silent: boolean): boolean {
  const {src, pos} = state;
  if (silent || src.charCodeAt(pos) !== 0x5c /* \ */) return false;
  const context = contextOf(state.env);
  if (src !== context.inline.text) return false;
  const found = /^\\(?:\(|\[|begin\{[a-z]+\*?\})/.exec(src.slice(pos, pos + 40))?.[0];
  if (found === undefined) return false;
  if (found.length === 2) {
    const end = src.indexOf(found === "\\(" ? "\\)" : "\\]", pos);
    const inner = end < 0 || end - pos > LONGEST ? "" : src.slice(pos + 2, end);
    if (!/^\s*[A-Za-z]\s*$|\\[A-Za-z]|[\^_=]/.test(inner)) return false;
  }
  context.problems.error(
    "math-delimiters",
    context.inline.origin.position(pos),
    found.length === 2
      ? `“${found}” opens no formula here. Write “$…$” in a line, or “$$…$$” for a formula of its own.`
      : `“${found}” is no formula yet. Put it between “$$” and “$$”.`,
  );
  setPlace(state.push("problem_place", "", 0), context, pos);
  return false;
}

/** The offset of the closing dollar, if the text is a formula by pandoc's rule. */
function findInlineEnd(src: string, start: number, max: number): number | undefined {
  if (/\s/.test(src[start] ?? " ")) return undefined;
  return closingDollar(src, start, max, true) ?? closingDollar(src, start, max, false);
}

/** With `nested`, a dollar in braces does not close, as in `$x \text{ if $y$}$`. */
function closingDollar(src: string, start: number, max: number, nested: boolean): number | undefined {
  let depth = 0;
  for (let i = start; i < Math.min(max, start + LONGEST); i++) {
    const character = src[i];
    if (character === "\\") i++;
    else if (nested && character === "{") depth++;
    else if (nested && character === "}") depth--;
    else if (character === "$") {
      if (src[i + 1] === "{") return undefined;
      if (depth > 0) continue;
      return /\s/.test(src[i - 1] as string) || /[0-9]/.test(src[i + 1] ?? "") ? undefined : i;
    }
  }
  return undefined;
}

function findDisplayEnd(src: string, start: number, max: number): number | undefined {
  for (let i = start; i < Math.min(max, start + LONGEST) - 1; i++) {
    if (src[i] === "\\") i++;
    else if (src[i] === "$" && src[i + 1] === "{") return undefined;
    else if (src[i] === "$" && src[i + 1] === "$") return i;
  }
  return undefined;
}

const hasExpression = (tex: string) => /(?<!\\)\$\{/.test(tex);

/** A dollar that a later one would close if no `${…}` stood between them. After a digit it is more likely money. */
const LIVE = /^(?![\d\s])[^$]*\$\{[^}]*\}[^$]*(?<!\s)\$(?![\d{])/;

/** TeX between two dollars that stand apart from it. */
const SPACED = /^(?=[^$\n]*(?:\\[A-Za-z]|[\^_][\w{\\]))(?:\s[^$\n]{1,300}|[^$\n]{1,300}\s)\$/;

const LIVE_DISPLAY = /^[^$]*\$\{[^}]*\}[\s\S]*?\$\$/;

/**
 * A dollar may be money. It is an unclosed formula for sure only if a TeX command follows, or if there are two at the
 * start or the end of a line. Says whether it has reported one.
 */
function reportUnclosed(context: PageContext, src: string, pos: number, start: number): boolean {
  const rest = src.slice(start, start + LONGEST);
  const display = start === pos + 2;
  // In “$${price}” the first dollar is money.
  if (display && rest.startsWith("{")) return false;
  if ((display ? LIVE_DISPLAY : LIVE).test(rest)) {
    if (display) context.openMath = true;
    context.problems.warning(
      "live-math",
      context.inline.origin.position(pos),
      "A formula between dollars is set when the page is built and cannot hold a live value. Use the name “tex” in an expression instead.",
    );
    return false;
  }
  if (!display) {
    const spaced = SPACED.test(rest);
    if (!spaced && !/^\\[A-Za-z]/.test(rest)) return false;
    context.problems.error(
      "unclosed-math",
      context.inline.origin.position(pos),
      spaced
        ? "A formula has no space behind its opening “$” nor before the closing one: write “$x$”, not “$ x $”."
        : "This “$” seems to open a formula that is never closed. The closing “$” may not follow a space nor stand before a digit.",
    );
    return true;
  }
  const ends = /^[ \t]*(?:\{#eq-[^\s}]*\}[ \t]*)?(?:\n|$)/.test(rest);
  if (!ends && !startsLine(src, pos)) return false;
  if (ends && context.openMath) {
    // This is what was meant to close the one before, which has been reported.
    context.openMath = false;
    return false;
  }
  context.openMath = true;
  context.problems.error(
    "unclosed-math",
    context.inline.origin.position(pos),
    "This “$$” is never closed. Add a closing “$$” before the next blank line, or write “\\$\\$” for the characters themselves.",
  );
  return true;
}

function startsLine(src: string, pos: number): boolean {
  let i = pos - 1;
  while (src[i] === " " || src[i] === "\t") i--;
  return i < 0 || src[i] === "\n";
}

function equationReference(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x40 /* @ */) return false;
  if (state.pos > 0 && /[\w.@/-]/.test(state.src[state.pos - 1] as string)) return false;
  REFERENCE.lastIndex = state.pos;
  const match = REFERENCE.exec(state.src.slice(0, state.posMax));
  if (!match) return false;
  if (!silent) {
    const token = state.push("equation_ref", "", 0);
    token.content = match[1] as string;
    setPlace(token, contextOf(state.env), state.pos);
  }
  state.pos += match[0].length;
  return true;
}

/** Numbers the labelled formulas in the order of the page and reports labels that are given twice or not at all. */
export function numberEquations(tokens: Token[], context: PageContext): void {
  const first = new Map<string, Token>();
  for (const token of tokens) {
    if (token.type !== "math_inline" && token.type !== "math_block") continue;
    const {label} = metaOf(token);
    if (!label) continue;
    const earlier = first.get(label);
    if (earlier) {
      const {line} = positionOf(earlier, context);
      context.problems.error(
        "duplicate-id",
        positionOf(token, context),
        `The equation “${label}” exists already, on line ${line}. Give this one another name.`,
      );
      token.meta = {display: true};
    } else {
      first.set(label, token);
      context.equations.set(label, context.equations.size + 1);
    }
  }
  for (const token of tokens) {
    if (token.type !== "equation_ref" || context.equations.has(token.content)) continue;
    const hint = didYouMean(token.content, context.equations.keys());
    context.problems.error(
      "unknown-equation",
      positionOf(token, context),
      `No equation on this page is labelled {#${token.content}}.${hint}`,
      {end: positionOf(token, context, token.content.length + 1)},
    );
  }
}

/** Renders once to find what is wrong: what is rendered twice, or not at all, is still reported once. */
export function checkMath(token: Token, context: PageContext): void {
  const rendered = renderMath(token.content, metaOf(token).display);
  if ("message" in rendered)
    context.problems.error(
      "math",
      positionOf(token, context, rendered.offset),
      `This formula cannot be set: ${rendered.message}.`,
    );
}

function renderToken(token: Token, context: PageContext): string {
  const {display, label} = metaOf(token);
  const rendered = renderMath(token.content, display);
  const html =
    "html" in rendered ? rendered.html : `<code class="math-error">${escapeHtml(token.content.trim())}</code>`;
  if (!display) return html;
  const tag = token.type === "math_block" ? "div" : "span";
  const number = label && context.equations.get(label);
  if (!label || !number) return `<${tag} class="equation">${html}</${tag}>`;
  return `<${tag} class="equation" id="${label}">${html}<span class="equation-number">(${number})</span></${tag}>`;
}
