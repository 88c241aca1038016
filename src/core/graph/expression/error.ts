/** An expression that cannot be read. The message says what is wrong, where, and what to do. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  /** Where the offending text starts, in UTF-16 units from 0; the text's length if something is missing at its end. */
  readonly position: number;
  /** Its length, 0 if something is missing there. */
  readonly length: number;
  /** What to do about it. The message ends with it. */
  readonly hint: string;

  constructor(what: string, {position, length, hint}: {position: number; length: number; hint: string}) {
    super(`${what} ${hint}`);
    this.position = position;
    this.length = length;
    this.hint = hint;
  }
}

/** Something in an expression that works but is probably not meant. */
export interface ExpressionWarning {
  readonly message: string;
  readonly position: number;
  readonly length: number;
}

/** The line of an expression that an error is in, with a line of carets below: for a terminal or a `<pre>`. */
export function expressionFrame(
  expression: string,
  {position, length}: Pick<ExpressionError, "position" | "length">,
): string {
  const start = expression.lastIndexOf("\n", position - 1) + 1;
  const end = expression.indexOf("\n", position);
  const line = expression.slice(start, end === -1 ? undefined : end);
  const column = position - start;
  return `${line}\n${" ".repeat(column)}${"^".repeat(Math.max(1, Math.min(length, line.length - column)))}`;
}
