import {type Node, parseExpressionAt} from "acorn";
import {full} from "acorn-walk";

/** What a guarded function calls in every turn of a loop and at the start of every function. */
export const GUARD = "$guard";
/** What a guarded function calls instead of `import()`: the page knows which modules it was built with. */
export const IMPORT = "$import";

interface Insertion {
  at: number;
  text: string;
  /** Of two insertions at one place, the inner one's end stands before the outer one's. */
  closes?: boolean;
}

/**
 * Makes a cell's function one that can be stopped and that reaches its modules: a call of `$guard` in each loop and
 * function, and `$import` for `import`. Lines stay where they are, so that errors still name them.
 * @param body a JavaScript function expression, as a cell's `body` is
 */
export function guardBody(body: string): string {
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
  full(root, (node) => {
    const {type, body: inner} = node as Node & {body: Node};
    if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(type)) guardStatement(inner);
    else if (type === "FunctionExpression" || type === "FunctionDeclaration") guardFunction(inner, insertions);
    else if (type === "ArrowFunctionExpression") {
      if (inner.type === "BlockStatement") guardFunction(inner, insertions);
      else around(inner, `(${GUARD}(),`, ")"); // any parentheses of its own stand outside: `() => ({})`
    } else if (type === "ImportExpression") insertions.push({at: node.start, text: "$"});
  });
  return applied(body, insertions);
}

/** Behind the directives: "use strict" counts only where it comes first. */
function guardFunction(block: Node, insertions: Insertion[]): void {
  const {body} = block as Node & {body: (Node & {directive?: string})[]};
  const last = body.findLast(({directive}) => directive !== undefined);
  insertions.push({at: last?.end ?? block.start + 1, text: `;${GUARD}();`});
}

function applied(text: string, insertions: Insertion[]): string {
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
  return result + text.slice(from);
}
