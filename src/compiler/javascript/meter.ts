import type {Node} from "acorn";
import {full} from "acorn-walk";
import type {Insertion} from "./insertions.ts";

/** What metered code calls with each array, object and text that it makes; returns it. */
export const MADE = "$made";
/** What metered code calls with an object and the key that it assigns there; returns the key. */
export const KEY = "$key";

type AnyNode = Node & Record<string, Node | undefined> & {operator: string; computed: boolean};

/**
 * Calls by which code tells how much it makes, so that it can be stopped before it fills the memory: around literals,
 * `new`, texts put together, and keys assigned in brackets. Built-in functions that make much are not seen here.
 * To be followed by `guardLoops` in one list of insertions.
 */
export function meters(root: Node, source: string): Insertion[] {
  const insertions: Insertion[] = [];
  const callees = new Set<Node>();
  const tagged = new Set<Node>();
  full(root, (node) => {
    const {type, callee, quasi} = node as AnyNode;
    if (type === "NewExpression") callees.add(callee!);
    if (type === "TaggedTemplateExpression") tagged.add(quasi!);
  });
  const around = (node: Node, before: string) =>
    insertions.push({at: node.start, text: before}, {at: node.end, text: ")", closes: true});
  full(root, (node) => {
    const {type, operator, left} = node as AnyNode;
    const makes =
      type === "ArrayExpression" ||
      type === "ObjectExpression" ||
      (type === "NewExpression" && !callees.has(node)) || // `new new A()()` is read from the left
      (type === "TemplateLiteral" && !tagged.has(node)) ||
      (type === "BinaryExpression" && operator === "+") ||
      (type === "AssignmentExpression" && operator === "+=");
    if (type === "AssignmentExpression" && left!.type === "MemberExpression") {
      const {computed, object, property} = left as AnyNode;
      if (computed && isPlain(object!)) around(property!, `${KEY}(${source.slice(object!.start, object!.end)}, `);
    }
    if (makes) around(node, `${MADE}(`);
  });
  return insertions;
}

/** Whether an expression may be evaluated twice: a name, `this`, and what is reached from these by plain keys. */
function isPlain(node: Node): boolean {
  const {type, computed, object, property} = node as AnyNode;
  if (type === "Identifier" || type === "ThisExpression" || type === "Literal") return true;
  return type === "MemberExpression" && isPlain(object!) && (!computed || isPlain(property!));
}
