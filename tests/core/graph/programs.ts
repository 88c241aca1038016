import fc from "fast-check";
import type {Program, Tree} from "./dual.ts";

export const INPUTS = ["x", "y", "w0", "α_1"] as const;

const UNARY = ["exp", "log", "sqrt", "sin", "cos", "tanh", "sigmoid", "σ", "relu", "abs"];

/** Numbers as people type them: 3, 0.5, 12.25. */
const numbers = fc.oneof(
  fc.integer({min: 0, max: 9}),
  fc.integer({min: 1, max: 400}).map((n) => n / 16),
);

function trees(names: readonly string[]): fc.Arbitrary<Tree> {
  return fc.letrec<{tree: Tree}>((tie) => ({
    tree: fc.oneof(
      {maxDepth: 5, depthSize: "medium"},
      {weight: 4, arbitrary: fc.constantFrom(...names).map((name): Tree => ({kind: "name", name}))},
      {weight: 1, arbitrary: numbers.map((value): Tree => ({kind: "number", value}))},
      {
        weight: 6,
        arbitrary: fc
          .tuple(fc.constantFrom("+", "-", "*", "/"), tie("tree"), tie("tree"))
          .map(([op, left, right]): Tree => ({kind: "binary", op: op as "+", left, right})),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            tie("tree"),
            fc.oneof(
              fc
                .constantFrom(0, 1, 2, 3, -1, -2, 0.5)
                .map(
                  (value): Tree =>
                    value < 0 ? {kind: "negate", operand: {kind: "number", value: -value}} : {kind: "number", value},
                ),
              tie("tree"),
            ),
          )
          .map(([left, right]): Tree => ({kind: "binary", op: "^", left, right})),
      },
      {weight: 2, arbitrary: tie("tree").map((operand): Tree => ({kind: "negate", operand}))},
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom(...UNARY), tie("tree"))
          .map(([fn, arg]): Tree => ({kind: "call", fn, args: [arg]})),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom("max", "min"), fc.array(tie("tree"), {minLength: 2, maxLength: 4}))
          .map(([fn, args]): Tree => ({kind: "call", fn, args})),
      },
    ),
  })).tree;
}

/** Programs of up to two definitions, each of which later lines may use as often as they like, and a result. */
export const programs: fc.Arbitrary<Program> = fc.integer({min: 0, max: 2}).chain((count) =>
  fc
    .tuple(
      ...Array.from({length: count}, (_, i) => trees([...INPUTS, ...["p", "q"].slice(0, i)])),
      trees(count > 0 ? ["x", "y", ...["p", "q"].slice(0, count)] : INPUTS),
    )
    .map((all) => ({
      definitions: all.slice(0, -1).map((tree, i) => ({name: ["p", "q"][i]!, tree: tree!})),
      result: all.at(-1)!,
    })),
);

/** Points in [−3, 3]⁴, with digits to spare. */
export const points = fc
  .tuple(...INPUTS.map(() => fc.integer({min: -3_000_000, max: 3_000_000}).map((n) => n / 1e6 + 1e-7)))
  .map((values) => Object.fromEntries(INPUTS.map((name, i) => [name, values[i]!])));

/** The program as text, with every pair of parentheses that it could have: nothing is left to precedence. */
export function programText({definitions, result}: Program): string {
  return [...definitions.map(({name, tree}) => `${name} = ${treeText(tree)}`), treeText(result)].join("\n");
}

function treeText(tree: Tree): string {
  switch (tree.kind) {
    case "number":
      return String(tree.value);
    case "name":
      return tree.name;
    case "negate":
      return `(−(${treeText(tree.operand)}))`;
    case "binary":
      return `((${treeText(tree.left)}) ${tree.op} (${treeText(tree.right)}))`;
    case "call":
      return `${tree.fn}(${tree.args.map(treeText).join(", ")})`;
  }
}
