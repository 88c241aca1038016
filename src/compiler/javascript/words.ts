import {type Token, tokenizer, tokTypes} from "acorn";

/** A piece of code, and the kind of word that it is; "" for what has no colour. */
export interface Word {
  text: string;
  kind: "comment" | "keyword" | "string" | "number" | "";
}

/** Keywords that are names to the tokenizer, as they may stand for variables. */
const SOFT = new Set("async await let of static yield".split(" "));

/** JavaScript cut into words for its colours; what is no JavaScript any more is one last word without any. */
export function wordsOf(source: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  const add = (start: number, stop: number, kind: Word["kind"]) => {
    if (start > end) words.push({text: source.slice(end, start), kind: ""});
    words.push({text: source.slice(start, stop), kind});
    end = stop;
  };
  const comments: [number, number][] = [];
  const addComments = (before: number) => {
    while (comments[0] && comments[0][0] < before) add(...comments.shift()!, "comment");
  };
  try {
    let isProperty = false;
    const onComment = (_: boolean, __: string, start: number, stop: number) => comments.push([start, stop]);
    for (const token of tokenizer(source, {ecmaVersion: "latest", sourceType: "module", onComment})) {
      addComments(token.start);
      const kind = isProperty ? "" : kindOf(token);
      if (kind !== "" && token.end > token.start) add(token.start, token.end, kind);
      isProperty = token.type === tokTypes.dot || token.type === tokTypes.questionDot;
    }
  } catch {
    // The rest is no code yet.
  }
  addComments(source.length);
  if (end < source.length) words.push({text: source.slice(end), kind: ""});
  return words;
}

function kindOf({type, value}: Token & {value?: unknown}): Word["kind"] {
  if (type.keyword) return "keyword";
  if (type === tokTypes.name) return SOFT.has(value as string) ? "keyword" : "";
  if (type === tokTypes.num) return "number";
  return STRINGS.has(type) ? "string" : "";
}

const STRINGS = new Set([tokTypes.string, tokTypes.regexp, tokTypes.template, tokTypes.backQuote]);
