import {tokensOf} from "./tokens.ts";

interface Advice {
  message: string;
  start: number;
  end?: number;
  /** The name that the cell assigns, though it does not define it. */
  assigned?: string;
}

/** Turns a parser's message into one that says what to do. `start` is an offset in the source. */
export function advise(message: string, source: string, start: number): Advice {
  return notebookSyntax(source, start) ?? knownMessage(message, source, start) ?? plain(message, source, start);
}

/** Syntax of observablehq.com that plain JavaScript does not have. */
function notebookSyntax(source: string, start: number): Advice | undefined {
  const lineStart = source.lastIndexOf("\n", start - 1) + 1;
  const statement = /^\s*(viewof|mutable)\s+([\p{L}_$][\p{L}\p{N}_$]*)\s*=/u.exec(source.slice(lineStart));
  if (!statement) return undefined;
  const [text, keyword, name] = statement as unknown as [string, string, string];
  const from = lineStart + text.indexOf(keyword);
  return {
    message:
      keyword === "viewof"
        ? `“viewof ${name} =” is syntax of another kind of notebook. Write “const ${name} = view(…)”.`
        : `“mutable ${name} =” is syntax of another kind of notebook. Write “const ${name} = Mutable(…)”.`,
    start: from,
    end: from + keyword.length,
  };
}

function knownMessage(message: string, source: string, start: number): Advice | undefined {
  const name = /'([^']+)'/.exec(message)?.[1] ?? "";
  const word = wordAt(source, start);
  const end = start + word.length;
  if (/^Assignment to external variable/.test(message))
    return {
      message: `“${name}” is not a variable of this cell, so the cell cannot assign it. To define it write “const ${name} = …”; to change another cell's value, make that a Mutable.`,
      start,
      end: start + name.length,
      assigned: name,
    };
  if (/^Assignment to global/.test(message))
    return {message: `“${name}” belongs to the browser and cannot be assigned. Choose another name.`, start, end};
  if (/^Global '.*' cannot be redefined/.test(message))
    return {message: `“${name}” belongs to the browser and cannot be defined anew. Choose another name.`, start, end};
  if (/already been declared/.test(message))
    return {message: `“${name}” is declared twice in this cell. Give one of the two another name.`, start, end};
  if (/keyword 'yield' is reserved|'yield'/.test(message))
    return {
      message: "“yield” works only in a generator. Wrap it: “const x = (function* () { … yield … })()”.",
      start,
      end: start + 5,
    };
  if (/'return' outside of function/.test(message))
    return {
      message: "“return” works only in a function. A cell's value is its expression, or what “display(…)” is given.",
      start,
      end: start + 6,
    };
  if (word === "export" || /'export'|'import' and 'export'/.test(message))
    return {
      message: /import/.test(word)
        ? "“import” must stand at the top level of a cell."
        : "Leave out “export”: what a cell defines is known to all cells of the page.",
      start,
      end,
    };
  if (/^Unterminated template/.test(message) && source[start - 1] === "`")
    return {message: "This template is never closed. Add the missing “`”.", start: start - 1};
  if (/^FileAttachment requires a literal/.test(message))
    return {message: "FileAttachment needs the file's name as a plain string, so that the build can find it.", start};
  return undefined;
}

function plain(message: string, source: string, start: number): Advice {
  if (start >= source.trimEnd().length && /^Unexpected token|expected\.?$/.test(message))
    return {
      message: "The code ends too early: something is missing here, perhaps a closing bracket.",
      start: source.trimEnd().length,
    };
  const word = wordAt(source, start);
  if (/^Unexpected token$/.test(message) && word !== "")
    return {
      message: `“${word}” was not expected here. Check the brackets and commas before it.`,
      start,
      end: start + word.length,
    };
  const text = /[.!?]$/.test(message) ? message : `${message}.`;
  return {message: text, start, ...(word !== "" && {end: start + word.length})};
}

/** The token that starts at an offset. */
function wordAt(source: string, start: number): string {
  const rest = source.slice(start, start + 200);
  const word = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(rest)?.[0];
  const token = word ?? (tokensOf(rest)[0]?.start === 0 ? rest.slice(0, tokensOf(rest)[0]?.end) : rest.slice(0, 1));
  return (token.split("\n")[0] ?? "").slice(0, 40).trimEnd();
}
