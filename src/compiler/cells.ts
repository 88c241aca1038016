import type {Token} from "markdown-it";
import type {Position} from "../page/index.ts";
import {parseFenceInfo} from "./cell-options.ts";
import {type CompiledCell, makeCell, reportError} from "./compiled-cell.ts";
import type {PageContext} from "./context.ts";
import {hash} from "./hash.ts";
import {type Transpiled, transpileCell} from "./javascript/transpile.ts";
import {comparePositions, LinesOrigin, ShiftedOrigin} from "./positions.ts";

/** Makes a cell of each running fence and `inline_cell` among the tokens, which from then on know it as `meta.cell`. */
export function compileCells(tokens: Token[], context: PageContext): CompiledCell[] {
  const compiled: CompiledCell[] = [];
  for (const token of tokens) {
    let made: CompiledCell | undefined;
    if (token.type === "inline_cell") made = inlineCell(token, context);
    else if (token.type === "fence") made = fenceCell(token, context);
    if (!made) continue;
    if (token.type === "fence") token.type = "cell";
    token.meta = {...token.meta, cell: made.cell};
    compiled.push(made);
  }
  // Footnotes stand at the end of the tokens, but not of the file.
  compiled.sort((a, b) => comparePositions(a.cell.position, b.cell.position));
  nameCells(compiled, context);
  for (const {cell, transpiled, origin} of compiled)
    if (transpiled.error) reportError(cell, transpiled, origin, context);
  return compiled;
}

function inlineCell(token: Token, context: PageContext): CompiledCell {
  const source = token.content;
  const place = context.places.get(token);
  const origin = place ? new ShiftedOrigin(place.origin, place.offset) : new LinesOrigin(context.source, 0, source);
  let transpiled = transpileCell(source, "js");
  if (!transpiled.error && !transpiled.expression) transpiled = {...transpiled, error: notAnExpression(source)};
  const cell = makeCell(source, "js", "inline", "hidden", transpiled, origin.position(0), context);
  return {cell, origin, transpiled};
}

function notAnExpression(source: string): Transpiled["error"] {
  const start = source.search(/\S|$/);
  const message =
    source.trim() === ""
      ? `There is no expression between “\${” and “}”. Write one, or “\\\${” for the characters themselves.`
      : /;\s*$/.test(source)
        ? `What stands between “\${” and “}” is one expression: leave out the semicolon.`
        : `What stands between “\${” and “}” must be one expression. Put statements into a \`\`\`js cell.`;
  return {code: "not-an-expression", message, start, end: source.trimEnd().length};
}

function fenceCell(token: Token, context: PageContext): CompiledCell | undefined {
  const options = parseFenceInfo(token, context);
  if (!options) return undefined;
  const {language, show, height, id} = options;
  const source = token.content.replace(/\n$/, "");
  const origin = new LinesOrigin(context.source, (token.map?.[0] ?? 0) + 1, source);
  const transpiled = transpileCell(source, language);
  const cell = makeCell(source, language, "block", show, transpiled, origin.position(0), context);
  if (height !== undefined) cell.height = height;
  cell.key = hash(JSON.stringify([cell.mode, language, source, show, height]));
  return {cell, origin, transpiled, ...(id && {asked: id})};
}

/** Ids that fences ask for come first, so that no other cell takes them away. */
function nameCells(compiled: CompiledCell[], context: PageContext): void {
  const taken = new Map<string, Position>();
  const named = new Set<CompiledCell>();
  const repeats = new Map<string, number>();
  for (const one of compiled) {
    const {asked, cell} = one;
    if (!asked) continue;
    const earlier = taken.get(asked.id);
    if (earlier) {
      context.problems.error(
        "duplicate-id",
        asked.position,
        `The cell id “${asked.id}” is taken already, on line ${earlier.line}. Choose another.`,
      );
      continue;
    }
    cell.id = asked.id;
    taken.set(asked.id, asked.position);
    named.add(one);
  }
  for (const one of compiled) {
    if (named.has(one)) continue;
    const {asked, cell} = one;
    const base = asked?.id ?? cell.outputs[0] ?? `cell-${hash(cell.mode + cell.language + cell.source).slice(0, 8)}`;
    let id = base;
    let n = repeats.get(base) ?? 1;
    while (taken.has(id)) id = `${base}-${++n}`;
    repeats.set(base, n);
    cell.id = id;
    taken.set(id, cell.position);
  }
}
