import type {ImportDeclaration, Node} from "acorn";
import {tokTypes} from "acorn";
import {simple} from "acorn-walk";
import type {Embed} from "../../page/index.ts";
import type {SourceError} from "./source-error.ts";
import {tokensOf} from "./tokens.ts";

export interface Imports {
  imports: string[];
  embed?: Embed;
  error?: SourceError;
}

interface Specifier {
  value: string;
  start: number;
  end: number;
}

/** The modules that a cell imports, checked, and what it embeds of another page. */
export function checkImports(body: Node, source: string): Imports {
  const declarations: ImportDeclaration[] = [];
  const found: Specifier[] = [];
  const add = ({type, start, end}: Node & {value?: unknown}, value: unknown) => {
    if (type === "Literal" && typeof value === "string") found.push({value, start, end});
  };
  simple(body, {
    ImportDeclaration(node) {
      declarations.push(node);
      add(node.source, node.source.value);
    },
    ImportExpression({source}) {
      add(source, "value" in source ? source.value : undefined);
    },
    CallExpression({callee, arguments: [argument]}) {
      if (argument && /^import\.meta\.resolve$/.test(source.slice(callee.start, callee.end)))
        add(argument, "value" in argument ? argument.value : undefined);
    },
  });
  const error = found.map(refuse).find((refused) => refused !== undefined);
  if (error) return {imports: [], error};
  const pages = declarations.filter(({source: {value}}) => isPage(value));
  const imports = [...new Set(found.map(({value}) => value))];
  if (pages.length > 0) return embed(body, pages, declarations);
  const page = found.find(({value}) => isPage(value));
  if (page)
    return {
      imports: [],
      error: at(page, "dynamic-embed", `Embed cells of a page by a declaration: import {name} from "${page.value}".`),
    };
  return {imports};
}

const isPage = (specifier: unknown) => typeof specifier === "string" && /\.md$/.test(specifier);

function at({start, end}: {start: number; end: number}, code: string, message: string): SourceError {
  return {code, message, start, end};
}

/** Nothing may come from elsewhere, and a package's name would mean so: what the site has is in scope by name. */
function refuse(specifier: Specifier): SourceError | undefined {
  const {value} = specifier;
  if (/^\.\.?\//.test(value)) return undefined;
  const scheme = /^(npm|jsr|https?|observable|node|data|blob|file):/i.exec(value)?.[1]?.toLowerCase();
  const nothing = "nothing is fetched from elsewhere when a page runs";
  const instead =
    "Use the names that every cell has (Plot, Inputs, d3, html …), or import a file of this project by “./” or “../”.";
  if (scheme === "node")
    return at(
      specifier,
      "refused-import",
      `“${value}” cannot be imported: cells run in the browser, not in Node. ${instead}`,
    );
  if (scheme || value.startsWith("//"))
    return at(specifier, "refused-import", `“${value}” cannot be imported: ${nothing}. ${instead}`);
  if (value.startsWith("/"))
    return at(
      specifier,
      "refused-import",
      `“${value}” cannot be imported: the site may stand under any path. Start with “./” or “../”.`,
    );
  return at(specifier, "refused-import", `“${value}” is no file of this project, and ${nothing}. ${instead}`);
}

/** `import {a as b} from "../notebooks/x.md" with {name: "mine"}` */
function embed(body: Node, pages: ImportDeclaration[], declarations: ImportDeclaration[]): Imports {
  const [first, second] = pages as [ImportDeclaration, ImportDeclaration?];
  const statements = body.type === "Program" ? (body as Node & {body: Node[]}).body.length : 0;
  if (statements !== 1)
    return {
      imports: [],
      error: at(
        second ?? first,
        "mixed-embed",
        declarations.length === statements && second
          ? "Embed the cells of one page in one cell: put this import into a cell of its own."
          : "A cell that embeds cells of another page holds nothing but that one import: put the rest into another cell.",
      ),
    };
  const names: Embed["names"] = [];
  for (const specifier of first.specifiers) {
    if (specifier.type !== "ImportSpecifier")
      return {
        imports: [],
        error: at(specifier, "bad-embed", "Name the cells that you want in braces: import {name} from “….md”."),
      };
    const imported =
      specifier.imported.type === "Identifier" ? specifier.imported.name : String(specifier.imported.value);
    names.push({imported, local: specifier.local.name});
  }
  if (names.length === 0)
    return {
      imports: [],
      error: at(
        first,
        "bad-embed",
        "This import takes nothing. Name the cells that you want in braces: import {name} from “….md”.",
      ),
    };
  const replacements: Embed["replacements"] = [];
  for (const {key, value, start, end} of first.attributes) {
    const name = key.type === "Identifier" ? key.name : String(key.value);
    if (typeof value.value !== "string" || !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(value.value))
      return {
        imports: [],
        error: at(
          {start, end},
          "bad-embed",
          `“${name}” must be replaced by the name of one of this page's values: with {${name}: "myName"}.`,
        ),
      };
    replacements.push({name, by: value.value});
  }
  return {imports: [], embed: {from: String(first.source.value), names, replacements}};
}

/** The same for TypeScript, of which there is no tree: a string behind `from`, `import` or `import(`. */
export function importsOfTypeScript(source: string): Imports {
  const tokens = tokensOf(source);
  const found: Specifier[] = [];
  for (const [i, token] of tokens.entries()) {
    const {type, start, end} = token;
    if (type !== tokTypes.string) continue;
    const value = String((token as typeof token & {value: unknown}).value);
    const before = tokens[i - 1];
    const word = before && source.slice(before.start, before.end);
    const call = word === "(" && tokens[i - 2]?.type === tokTypes._import;
    if (word === "from" && isTypeImport(i)) continue;
    const resolve =
      word === "(" && before && /\bimport\s*\.\s*meta\s*\.\s*resolve\s*$/.test(source.slice(0, before.start));
    if (word === "from" || word === "import" || call || resolve) found.push({value, start, end});
  }
  /** `import type {…} from` is gone once the types are. */
  function isTypeImport(index: number): boolean {
    for (let i = index; i >= 0; i--)
      if (tokens[i]?.type === tokTypes._import) {
        const next = tokens[i + 1];
        return next !== undefined && source.slice(next.start, next.end) === "type" && source[next.end] !== ",";
      }
    return false;
  }
  const error =
    found.map(refuse).find((refused) => refused !== undefined) ??
    found
      .filter(({value}) => isPage(value))
      .map((specifier) =>
        at(
          specifier,
          "mixed-embed",
          "A cell that embeds cells of another page holds nothing but that one import: put the rest into another cell.",
        ),
      )[0];
  return error ? {imports: [], error} : {imports: [...new Set(found.map(({value}) => value))]};
}
