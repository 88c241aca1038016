import {parseJavaScript, toCell, transpile, transpileJavaScript} from "@observablehq/notebook-kit";
import type {Embed} from "../../page/index.ts";
import {checkImports, importsOfTypeScript} from "./imports.ts";
import {type SourceError, toSourceError} from "./source-error.ts";
import {findName} from "./tokens.ts";

/** What notebook-kit makes of one cell's text. It depends on nothing else, so it is computed once a process. */
export interface Transpiled {
  body?: string;
  inputs: string[];
  outputs: string[];
  /** Of a text that does not parse, those outputs that it only assigns. */
  assigned?: string[];
  autodisplay: boolean;
  /** Whether the text is one expression. */
  expression: boolean;
  imports: string[];
  files: string[];
  embed?: Embed;
  error?: SourceError;
  /** Where the text first uses one of its inputs, as an offset. */
  placeOf(name: string): number;
}

const cache = new Map<string, Transpiled>();
const MOST_CACHED = 5000;

export function transpileCell(source: string, language: "js" | "ts"): Transpiled {
  const key = language + source;
  const known = cache.get(key);
  if (known) return known;
  let result: Transpiled;
  try {
    result = language === "ts" && !isImportOnly(source) ? fromTypeScript(source) : fromJavaScript(source);
  } catch (error) {
    result = broken(source, toSourceError(error, source, language));
  }
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(key, result);
  return result;
}

function fromJavaScript(source: string): Transpiled {
  const cell = parseJavaScript(source);
  const {imports, embed, error} = checkImports(cell.body, source);
  if (error) return broken(source, error);
  const {body, inputs = [], outputs = [], autodisplay = false, files} = transpileJavaScript(source);
  const placeOf = (name: string) => cell.references.find((node) => node.name === name)?.start ?? 0;
  const common = {expression: cell.expression, imports, files: [...(files ?? [])], placeOf};
  if (embed) {
    const needed = [...new Set(embed.replacements.map(({by}) => by))];
    const outputs = embed.names.map(({local}) => local);
    const place = (name: string) => Math.max(source.lastIndexOf(name), 0);
    return {...common, imports: [], inputs: needed, outputs, autodisplay: false, embed, placeOf: place};
  }
  return {...common, body, inputs, outputs, autodisplay};
}

function fromTypeScript(source: string): Transpiled {
  const {
    body,
    inputs = [],
    outputs = [],
    autodisplay = false,
    files,
  } = transpile(toCell({id: -1, value: source, mode: "ts"}));
  const {imports, error} = importsOfTypeScript(source);
  if (error) return broken(source, error);
  return {
    body,
    inputs,
    outputs,
    autodisplay,
    expression: outputs.length === 0 && /^(?:async )?\([^)]*\) => \{\s*return \(/.test(body),
    imports,
    files: [...(files ?? [])],
    placeOf: (name) => findName(source, name) ?? 0,
  };
}

/** An embedding cell says the same in both languages, but notebook-kit keeps import attributes in one only. */
function isImportOnly(source: string): boolean {
  if (!/^\s*import\b/.test(source) || /\bimport\s+type\b/.test(source)) return false;
  try {
    const {body} = parseJavaScript(source);
    return body.type === "Program" && body.body.every(({type}) => type === "ImportDeclaration");
  } catch {
    return false;
  }
}

function broken(source: string, error: SourceError): Transpiled {
  const {declared, assigned} = guessOutputs(source);
  return {
    inputs: [],
    outputs: [...new Set([...declared, ...assigned])],
    assigned: assigned.filter((name) => !declared.includes(name)),
    autodisplay: false,
    expression: false,
    imports: [],
    files: [],
    error,
    placeOf: () => 0,
  };
}

/** Names that a text which does not parse seems to define, so that cells which use them are not blamed as well. */
function guessOutputs(source: string): {declared: string[]; assigned: string[]} {
  const declared: string[] = [];
  const assigned: string[] = [];
  const NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  const declaration = new RegExp(
    `^(?:(?:const|let|var|viewof|mutable|class|(?:async\\s+)?function\\s*\\*?)\\s+(${NAME})|(${NAME})\\s*=(?![=>]))`,
    "gmu",
  );
  for (const [, name, target = ""] of source.matchAll(declaration))
    if (/^(?:const|let|var|class|function|import|export|return)$/.test(name ?? target)) continue;
    else if (name === undefined) assigned.push(target);
    else declared.push(name);
  for (const [, list = ""] of source.matchAll(/^(?:const|let|var|import)\s+(?:type\s+)?[{[]([^}\]]*)[}\]]/gm))
    for (const item of list.split(",")) {
      const name = new RegExp(`(${NAME})\\s*(?:=.*)?$`, "u").exec(item.trim());
      if (name) declared.push(name[1] as string);
    }
  return {declared, assigned};
}
