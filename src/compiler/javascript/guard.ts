import {type CallExpression, type NewExpression, type Node, parseExpressionAt, type SpreadElement} from "acorn";
import {full} from "acorn-walk";

/**
 * What a guarded function calls in every turn of a loop and at the start of every function. `$guard.sized(object, method)`
 * gives the object that a method is about to copy or to fill, and `$guard.ofLength(n, bytes)` the length of an array that is
 * about to be made: both throw where that is more than a page can hold.
 */
export const GUARD = "$guard";
/** What a guarded function calls instead of `import()`: the page knows which modules it was built with. */
export const IMPORT = "$import";

/** Methods that copy, fill or lengthen what they are called on, all at once, where no loop could be stopped. */
const SIZED = new Set(
  "concat copyWithin fill filter flat flatMap from join map padEnd padStart push repeat reverse slice sort splice split toReversed toSorted toSpliced unshift with".split(
    " ",
  ),
);

/** Bytes of one item of what these make of a number. */
const BYTES: Record<string, number> = {Array: 8, ArrayBuffer: 1, SharedArrayBuffer: 1};
for (const bits of [8, 16, 32, 64])
  for (const kind of ["Int", "Uint", "BigInt", "BigUint", "Float"]) BYTES[`${kind}${bits}Array`] = bits / 8;
BYTES.Uint8ClampedArray = 1;

interface Insertion {
  at: number;
  text: string;
  /** Of two insertions at one place, the inner one's end stands before the outer one's. */
  closes?: boolean;
}

/**
 * Makes a cell's function one that can be stopped and that reaches its modules: a call of `$guard` in each loop and
 * function, a look at the size of what is copied or made at once, and `$import` for `import`. Lines stay where they are,
 * so that errors still name them.
 * @param body a JavaScript function expression, as a cell's `body` is
 */
export function guardBody(body: string): Guarded {
  const root = parseExpressionAt(body, 0, {
    ecmaVersion: "latest",
    sourceType: "module",
    allowAwaitOutsideFunction: true,
  });
  const insertions: Insertion[] = [];
  const around = (node: Node, before: string, after: string) =>
    insertions.push({at: node.start, text: before}, {at: node.end, text: after, closes: true});
  const guardStatement = (node: Node) => {
    if (node.type === "BlockStatement") insertions.push({at: node.start + 1, text: `${GUARD}();`});
    else around(node, `{${GUARD}();`, "}");
  };
  const guardObject = (object: Node, method: string) => {
    if (object.type !== "Super" && !mayBeSkipped(object))
      around(object, `${GUARD}.sized(`, `, ${JSON.stringify(method)})`);
  };
  const guardCall = ({callee, arguments: [first, ...more]}: CallExpression | NewExpression) => {
    if (callee.type === "MemberExpression") {
      const {object, property} = callee;
      if (!callee.computed && property.type === "Identifier" && SIZED.has(property.name))
        guardObject(object, property.name);
    } else if (callee.type === "Identifier" && first && first.type !== "SpreadElement") {
      const bytes = Object.hasOwn(BYTES, callee.name) ? BYTES[callee.name] : undefined;
      if (bytes !== undefined && (callee.name !== "Array" || more.length === 0))
        around(first, `${GUARD}.ofLength(`, `, ${bytes})`);
    }
  };
  full(root, (node) => {
    const {type, body: inner} = node as Node & {body: Node};
    if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(type)) guardStatement(inner);
    else if (type === "FunctionExpression" || type === "FunctionDeclaration") guardFunction(inner, insertions);
    else if (type === "ArrowFunctionExpression") {
      if (inner.type === "BlockStatement") guardFunction(inner, insertions);
      else around(inner, `(${GUARD}(),`, ")"); // any parentheses of its own stand outside: `() => ({})`
    } else if (type === "ImportExpression") insertions.push({at: node.start, text: "$"});
    else if (type === "SpreadElement") guardObject((node as SpreadElement).argument, "...");
    else if (type === "CallExpression" || type === "NewExpression") guardCall(node as CallExpression | NewExpression);
  });
  return applied(body, insertions);
}

export interface Guarded {
  code: string;
  /** The column of the body at a column of the code; the line (from 0) is the same. Columns count from 1. */
  columnAt(line: number, column: number): number;
}

/** In `a?.b.fill(0)` nothing follows where `a` is missing: to take `a?.b` out of the chain would change that. */
function mayBeSkipped(node: Node): boolean {
  const {optional, object, callee} = node as Node & {optional?: boolean; object?: Node; callee?: Node};
  if (node.type !== "MemberExpression" && node.type !== "CallExpression") return false;
  return optional === true || mayBeSkipped((object ?? callee) as Node);
}

/** Behind the directives: "use strict" counts only where it comes first. */
function guardFunction(block: Node, insertions: Insertion[]): void {
  const {body} = block as Node & {body: (Node & {directive?: string})[]};
  const last = body.findLast(({directive}) => directive !== undefined);
  insertions.push({at: last?.end ?? block.start + 1, text: `;${GUARD}();`});
}

function applied(text: string, insertions: Insertion[]): Guarded {
  const ordered = insertions
    .map((insertion, i) => ({...insertion, i}))
    // At one place, what closes comes first, the inner before the outer (found in that order); then what opens, the outer first.
    .sort(
      (a, b) =>
        a.at - b.at || Number(b.closes ?? false) - Number(a.closes ?? false) || (a.closes ? a.i - b.i : b.i - a.i),
    );
  let result = "";
  let from = 0;
  for (const {at, text: inserted} of ordered) {
    result += text.slice(from, at) + inserted;
    from = at;
  }
  const columnAt = (line: number, column: number) => {
    const lines = text.split("\n");
    const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
    const end = start + (lines[line]?.length ?? 0);
    let shift = 0;
    for (const {at, text: inserted} of ordered) {
      if (at < start) continue;
      if (at > end || column - 1 < at - start + shift) break;
      if (column - 1 < at - start + shift + inserted.length) return at - start + 1;
      shift += inserted.length;
    }
    return column - shift;
  };
  return {code: result + text.slice(from), columnAt};
}
