/**
 * Stands for the package `typescript` in the browser. notebook-kit imports it for cells of TypeScript only, which the
 * build has translated already; one that a reader edits is refused with a message.
 */
function unavailable(): never {
  throw new SyntaxError(
    "A TypeScript cell can't be translated in the browser. Write it in JavaScript to edit it here.",
  );
}

export const transpile = unavailable;
export const createProgram = unavailable;
export const createSourceFile = unavailable;
export const isClassExpression = unavailable;
export const isFunctionExpression = unavailable;
export const isParenthesizedExpression = unavailable;
export const isExpressionStatement = unavailable;
export const ModuleKind = {ESNext: 99};
export const ScriptTarget = {ESNext: 99};
