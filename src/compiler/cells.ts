import type {Token} from "markdown-it";
import type {Cell, Position} from "../page/index.ts";
import {parseFenceInfo} from "./cell-options.ts";
import type {PageContext} from "./context.ts";
import {hash} from "./hash.ts";
import {type Transpiled, transpileCell} from "./javascript/transpile.ts";
import {comparePositions, LinesOrigin, type Origin, ShiftedOrigin} from "./positions.ts";

/** A cell with what only the compiler needs to know of it. */
export interface CompiledCell {
  cell: Cell;
  /** Where the cell's source comes from. */
  origin: Origin;
  transpiled: Transpiled;
  /** The id that the fence asks for, and where. */
  asked?: {id: string; position: Position};
}

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

function makeCell(
  source: string,
  language: Cell["language"],
  mode: Cell["mode"],
  show: Cell["show"],
  {body, inputs, outputs, assigned = [], autodisplay, imports, files, embed, error}: Transpiled,
  {line, column}: Position,
  {names}: PageContext,
): Cell {
  const cell: Cell = {
    id: "",
    mode,
    language,
    source,
    position: {line, column},
    key: hash(JSON.stringify([mode, language, source, show])),
    inputs: error ? [] : [...inputs],
    // To assign `html` is an error, and what the cells that use it mean is still the library's.
    outputs: outputs.filter((name) => !(assigned.includes(name) && names.has(name))),
    autodisplay: !error && autodisplay,
    imports: error ? [] : [...imports],
    files: error ? [] : [...files],
    show,
  };
  if (body !== undefined && !error) cell.body = body;
  if (embed && !error) cell.embed = structuredClone(embed);
  return cell;
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

function reportError(cell: Cell, {error}: Transpiled, origin: Origin, context: PageContext): void {
  if (!error) return;
  const end = error.end === undefined ? undefined : origin.position(error.end);
  const message =
    error.assigned !== undefined && context.names.has(error.assigned)
      ? `“${error.assigned}” is a name that every cell has, and no cell can assign it. To define something of your own, choose another name.`
      : error.message;
  cell.problem = context.problems.error(error.code, origin.position(error.start), message, {
    cell: cell.id,
    ...(end && {end}),
  });
}

/** Reports a problem of a cell as a whole and keeps it from running. */
export function breakCell(cell: Cell, problem: Cell["problem"]): void {
  if (cell.problem) return;
  cell.problem = problem;
  cell.body = undefined;
  cell.embed = undefined;
  cell.autodisplay = false;
}
