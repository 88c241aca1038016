import type {Token} from "markdown-it";
import type {Exercise, Position, Quiz} from "../page/index.ts";
import {type Attribute, parseAttributes} from "./attributes.ts";
import type {PageContext} from "./context.ts";
import {makeExercise} from "./exercises.ts";
import {hash} from "./hash.ts";
import {makeQuiz} from "./quizzes.ts";
import type {QuestionMeta} from "./rules/question-blocks.ts";
import {didYouMean} from "./suggest.ts";
import {closingIndex} from "./token-ranges.ts";

/** One question's tokens, its attributes and the means to make data and HTML of them. */
export interface QuestionSource {
  meta: QuestionMeta;
  /** What stands before the reveal. */
  tokens: Token[];
  /** What stands behind it, if there is one. */
  reveal?: Token[];
  position: Position;
  attributes: Map<string, Attribute>;
  /** The hash of all that its author wrote: what names a question to which no id was given. */
  textHash: string;
  context: PageContext;
  /** The names that the page's cells define. */
  outputs: ReadonlySet<string>;
  render(tokens: Token[]): string;
  at(attribute: string): Position;
}

export interface Questions {
  quizzes: Quiz[];
  exercises: Exercise[];
  /** Id → place, for the check across pages. */
  ids: Map<string, Position>;
}

const KNOWN: Record<QuestionMeta["kind"], string[]> = {
  quiz: ["id", "type", "answer", "tol", "shuffle", "tries", "x", "y"],
  predict: ["id", "type", "answer", "tol", "shuffle", "tries", "x", "y"],
  exercise: ["id"],
};

/** Takes the questions out of the page's tokens and puts their HTML in their place. */
export function compileQuestions(
  tokens: Token[],
  context: PageContext,
  outputs: ReadonlySet<string>,
  render: (tokens: Token[]) => string,
): {tokens: Token[]; questions: Questions} {
  const questions: Questions = {quizzes: [], exercises: [], ids: new Map()};
  const result: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.type !== "question_open") {
      result.push(token);
      continue;
    }
    const end = closingIndex(tokens, i);
    const source = readSource(token, tokens.slice(i + 1, end), {context, outputs, render});
    const id = questionId(source, questions.ids, context);
    let html: string;
    if (source.meta.kind === "exercise") {
      const made = makeExercise(id, source);
      questions.exercises.push(made.exercise);
      html = made.html;
    } else {
      const made = makeQuiz(id, source.meta.kind, source);
      questions.quizzes.push(made.quiz);
      html = made.html;
    }
    token.type = "html_block";
    token.nesting = 0;
    token.children = null;
    token.content = html;
    result.push(token);
    i = end;
  }
  return {tokens: result, questions};
}

function readSource(
  open: Token,
  inner: Token[],
  means: Pick<QuestionSource, "context" | "outputs" | "render">,
): QuestionSource {
  const {context} = means;
  const meta = open.meta as unknown as QuestionMeta;
  const line = open.map?.[0] ?? 0;
  const {position} = meta;
  const attributesColumn = position.column - 1 + meta.attributesStart;
  const attributes = new Map<string, Attribute>();
  const at = (offset: number) => context.source.at(line, attributesColumn + offset);
  for (const attribute of parseAttributes(meta.attributes)) {
    const {name, start, end} = attribute;
    const known = KNOWN[meta.kind];
    if (!known.includes(name))
      context.problems.warning(
        "question-attribute",
        at(start),
        `A ${meta.kind} has no attribute “${name}”: it has ${known.join(", ")}.${didYouMean(name, known)}`,
        {end: at(end)},
      );
    else if (attributes.has(name))
      context.problems.warning("question-attribute", at(start), `“${name}” is given twice. Remove one.`, {
        end: at(end),
      });
    else attributes.set(name, attribute);
  }
  const reveal = inner.findIndex(({type}) => type === "reveal_open");
  const [from, to] = meta.lines;
  return {
    meta,
    tokens: reveal < 0 ? inner : inner.slice(0, reveal),
    ...(reveal >= 0 && {reveal: inner.slice(reveal + 1, -1)}),
    position,
    attributes,
    textHash: hash([meta.kind, meta.attributes.trim(), ...context.source.lines.slice(from, to)].join("\n")),
    ...means,
    at: (name) => {
      const attribute = attributes.get(name);
      return attribute ? at(attribute.start) : position;
    },
  };
}

/** A question without an id of its own still gets one that does not depend on its place. */
function questionId(source: QuestionSource, ids: Map<string, Position>, {problems}: PageContext): string {
  const {meta, attributes, position} = source;
  const asked = attributes.get("id")?.value;
  const valid = asked !== undefined && /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(asked);
  if (asked === undefined || asked === "")
    problems.error(
      "missing-id",
      position,
      `This ${meta.kind} needs an id, under which answers are kept: <!-- ${meta.kind} id=my-question -->.`,
    );
  else if (!valid)
    problems.error("bad-id", source.at("id"), `The id “${asked}” may hold letters, digits, “-” and “_” only.`);
  let id = valid ? asked : `${meta.kind}-${source.textHash.slice(0, 8)}`;
  const earlier = ids.get(id);
  if (earlier) {
    problems.error(
      "duplicate-id",
      source.at("id"),
      `The id “${id}” is taken already, on line ${earlier.line}. Choose another.`,
    );
    const base = id;
    for (let n = 2; ids.has(id); n++) id = `${base}-${n}`;
  }
  ids.set(id, source.at("id"));
  return id;
}
