import type {Env, Token} from "markdown-it";
import type {GlossaryEntry, Position, Problem, Reference} from "../page/index.ts";
import {LinesOrigin, type Origin, type SourceText} from "./positions.ts";
import type {ProblemList} from "./problems.ts";

/** What the rules of the dialect share while one file is compiled. It travels through markdown-it as `env.page`. */
export interface PageContext {
  path: string;
  source: SourceText;
  problems: ProblemList;
  glossary?: Map<string, GlossaryEntry>;
  references?: Map<string, Reference>;
  /** Names that every cell has: the notebook's own and the library's, as far as it is known. */
  names: ReadonlySet<string>;
  /** Where the text comes from if it is a part of another file, whose place is then told instead. */
  told?: Pick<Problem, "path" | "line" | "column">;
  /** The text that the inline parser reads now, and where it comes from. */
  inline: InlineText;
  /** The kind of question that the block parser is in. */
  question?: "quiz" | "predict" | "exercise";
  /** Whether a `$$` was met that opens no formula, so that the next one may have been meant to close it. */
  openMath?: boolean;
  /** Equation name → number, in the order of the page. */
  equations: Map<string, number>;
  /** Keys of the works that the page cites. */
  cited: Set<string>;
  /** Where tokens stand in the file, kept lazily: few are ever asked for it. Block tokens have a line instead. */
  places: WeakMap<Token, Place>;
}

export interface InlineText {
  text: string;
  origin: Origin;
  /** Where an unclosed `${` was met: behind it, nothing in this text is taken for an expression. */
  unclosed?: number;
}

export interface Place {
  origin: Origin;
  offset: number;
}

export const contextOf = (env: Env | undefined): PageContext => (env as {page: PageContext}).page;

/** Notes that a token starts at an offset of the inline text that is being parsed. */
export function setPlace(token: Token, context: PageContext, offset: number): void {
  context.places.set(token, {origin: context.inline.origin, offset});
}

/** Where a token starts: by its own place if it has one, else by its first line. */
export function positionOf(token: Token, context: PageContext, offset = 0): Position {
  const place = context.places.get(token);
  if (place) return place.origin.position(place.offset + offset);
  return context.source.startOfLine(token.map?.[0] ?? 0);
}

/** The origin of an inline token's text: tables say it themselves, all others are whole lines. */
export function originOf(token: Token, context: PageContext): Origin {
  return context.places.get(token)?.origin ?? new LinesOrigin(context.source, token.map?.[0] ?? 0, token.content);
}
