import {type Node, parse} from "acorn";
import {full} from "acorn-walk";

/** The names by which a check says what it expects, and the place of each one's label among its arguments. */
export const EXPECTATIONS: Readonly<Record<string, number>> = {near: 2, equal: 2, ok: 1, throws: 1, sameGraph: 2};

/** What a check expects and what it reads of the page. */
export interface Expectations {
  /** Labels in the order in which they stand there, as far as they are plain texts. */
  labels: string[];
  /** Names of the page's cells whose values it reads by `live("name")`. */
  reads: string[];
  /** Where it speaks to the reader: labels, plain or not, and what is said where one of them does not hold. */
  spoken: {start: number; end: number}[];
}

/** Parses a check. A check that is no JavaScript throws. */
export function expectationsOf(check: string): Expectations {
  const tree = parse(check, {ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true});
  const labels: {at: number; label: string}[] = [];
  const reads = new Set<string>();
  const spoken: Expectations["spoken"] = [];
  full(tree, (node) => {
    if (node.type !== "CallExpression") return;
    const {callee, arguments: given} = node as Node & {callee: Node & {name?: string}; arguments: Node[]};
    const name = callee.type === "Identifier" ? (callee.name as string) : "";
    if (Object.hasOwn(EXPECTATIONS, name)) {
      const place = EXPECTATIONS[name]!;
      const label = textOf(given[place]);
      if (label !== undefined) labels.push({at: node.start, label});
      spoken.push(...given.slice(place, name === "ok" ? undefined : place + 1));
    } else if (name === "live") {
      const read = textOf(given[0]);
      if (read !== undefined) reads.add(read);
    }
  });
  return {labels: labels.sort((a, b) => a.at - b.at).map(({label}) => label), reads: [...reads], spoken};
}

function textOf(node: Node | undefined): string | undefined {
  if (node?.type === "Literal") {
    const {value} = node as Node & {value: unknown};
    return typeof value === "string" ? value : undefined;
  }
  if (node?.type !== "TemplateLiteral") return undefined;
  const {quasis} = node as Node & {quasis: (Node & {value: {cooked: string}})[]};
  return quasis.length === 1 ? quasis[0]!.value.cooked : undefined;
}
