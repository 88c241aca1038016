import {type CallExpression, type NewExpression, type Node, parse, parseExpressionAt, type SpreadElement} from "acorn";
import {full} from "acorn-walk";
import {applyInsertions, type Guarded, type Insertion} from "./insertions.ts";

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
  return applyInsertions(body, [...guardSizes(root), ...guardLoops(root)]);
}

/**
 * The same for a text that code wants to run, as `eval` is given: statements, the last of which returns its value if it
 * is an expression. Throws a SyntaxError for a text that is no script.
 */
export function guardScript(text: string): string {
  const root = parse(text, {ecmaVersion: "latest", sourceType: "script"});
  const last = root.body.at(-1);
  const value = last?.type === "ExpressionStatement" ? [{at: last.start, text: "return "}] : [];
  return applyInsertions(text, [...guardSizes(root), ...guardLoops(root), ...value]).code;
}

/** Puts a call into each loop and function of a syntax tree. Stands outside of what is put around expressions. */
export function guardLoops(root: Node): Insertion[] {
  const insertions: Insertion[] = [];
  const around = (node: Node, before: string, after: string) =>
    insertions.push({at: node.start, text: before}, {at: node.end, text: after, closes: true});
  const guardStatement = (node: Node) => {
    if (node.type === "BlockStatement") insertions.push({at: node.start + 1, text: `${GUARD}();`});
    else around(node, `{${GUARD}();`, "}");
  };
  full(root, (node) => {
    const {type, body: inner} = node as Node & {body: Node};
    if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(type)) guardStatement(inner);
    else if (type === "FunctionExpression" || type === "FunctionDeclaration") guardFunction(inner, insertions);
    else if (type === "ArrowFunctionExpression") {
      if (inner.type === "BlockStatement") guardFunction(inner, insertions);
      else around(inner, `(${GUARD}(),`, ")"); // any parentheses of its own stand outside: `() => ({})`
    }
  });
  return insertions;
}

/** A look at the size of what is copied or made at once, and `$import` for `import`. */
function guardSizes(root: Node): Insertion[] {
  const insertions: Insertion[] = [];
  const around = (node: Node, before: string, after: string) =>
    insertions.push({at: node.start, text: before}, {at: node.end, text: after, closes: true});
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
    const {type} = node;
    if (type === "ImportExpression") insertions.push({at: node.start, text: "$"});
    else if (type === "SpreadElement") guardObject((node as SpreadElement).argument, "...");
    else if (type === "CallExpression" || type === "NewExpression") guardCall(node as CallExpression | NewExpression);
  });
  return insertions;
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
