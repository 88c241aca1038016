import type {Token} from "markdown-it";
import type {Quiz} from "../page/index.ts";
import {expectationsOf} from "./expectations.ts";
import {hash} from "./hash.ts";
import {tokensOf} from "./javascript/tokens.ts";

/**
 * The hash of what a quiz or a prediction asks: its text, its options and what counts as right. Hints, feedback and
 * explanations are not part of it, nor are emphasis, links and spaces: to mend these leaves every answer what it was.
 * @param prompt the tokens of the question
 * @param options the tokens of each option, without its feedback, in the author's order
 */
export function hashOfQuiz(quiz: Omit<Quiz, "hash">, prompt: Token[], options: Token[][]): string {
  const {kind, type, answer, tolerance, sketch} = quiz;
  const right = Array.isArray(answer) ? answer.toSorted() : answer;
  const choices = options.map((tokens, i) => [wording(tokens), quiz.options[i]?.correct]);
  return hash(JSON.stringify([kind, type, wording(prompt), choices, right, tolerance, sketch]));
}

/** The hash of what an exercise asks: its text, its starter and its check, without comments and the check's labels. */
export function hashOfExercise(prompt: Token[], {starter, check}: {starter: string; check: string}): string {
  return hash(JSON.stringify(["exercise", wording(prompt), code(starter), code(check, spokenBy(check))]));
}

/** What tokens say, whatever they look like. */
function wording(tokens: Token[]): string {
  let text = "";
  const blocks: string[] = [];
  const endBlock = () => {
    const block = text.normalize("NFC").replace(/\s+/g, " ").trim();
    if (block !== "") blocks.push(block);
    text = "";
  };
  const say = (list: Token[]) => {
    for (const token of list) {
      const {type, content, children} = token;
      if (SPOKEN.has(type)) text += content;
      else if (type === "softbreak" || type === "hardbreak") text += " ";
      else if (type === "math_inline" || type === "math_block") text += ` ${tightTex(content)} `;
      else if (type === "html_inline" && !FORMAT.test(content)) text += content;
      else if (type === "image") text += ` ${content} ${token.attrGet("src") ?? ""} `;
      else if (type === "fence" || type === "code_block" || type === "cell") {
        endBlock();
        blocks.push(content.trimEnd()); // where a line begins may be what is asked about
      } else if (children) say(children);
      else if (token.block) text += " ";
    }
  };
  say(tokens);
  endBlock();
  return blocks.join("\n");
}

/** Tokens whose content is read. Marks of problems, which come and go, are none. */
const SPOKEN: ReadonlySet<string> = new Set(
  "text text_special code_inline inline_cell equation_ref citation unknown_footnote".split(" "),
);
const FORMAT = /^<(?:!--|\/?(?:b|strong|i|em|u|span|small|mark|a|br|wbr)\b)/i;

/** TeX without the spaces that set nothing. */
function tightTex(tex: string): string {
  if (/\\(?:text|mbox|hbox)/.test(tex)) return tex;
  return tex.replace(
    /(\\[^A-Za-z\s])|(\\[A-Za-z]+)\s+(?=[A-Za-z])|(\\\s)|\s+/g,
    (_, symbol, word, space) => symbol ?? (word ? `${word} ` : space ? "\\ " : ""),
  );
}

function spokenBy(check: string): {start: number; end: number}[] {
  try {
    return expectationsOf(check).spoken;
  } catch {
    return []; // A check with a syntax error is one of the page's problems already.
  }
}

/** A program's tokens, or its text as far as it has none. */
function code(source: string, leftOut: {start: number; end: number}[] = []): string[] {
  const tokens = tokensOf(source);
  const rest = source.slice(tokens.at(-1)?.end ?? 0).replace(/\s+/g, " ");
  return [
    ...tokens.flatMap(({start, end}) =>
      leftOut.some((range) => range.start <= start && end <= range.end) ? [] : source.slice(start, end),
    ),
    // A comment at the end is no token either.
    ...(/^ ?(?:\/\/|\/\*|$)/.test(rest) ? [] : [rest.trim()]),
  ];
}
