import {ExpressionError} from "./error.ts";
import {FUNCTIONS, nameProblem} from "./names.ts";
import {argumentCount, implicitMultiplication, missingOperand, unknownFunction} from "./syntax-errors.ts";
import {type Operator, type Token, tokenize} from "./tokenize.ts";

/**
 * One item of an expression in postfix order: operands before what is done to them. Postfix, rather than a tree, can be
 * worked off by a loop however deeply the expression is nested.
 */
export type Item =
  | {readonly kind: "number"; readonly token: Token; readonly value: number}
  | {readonly kind: "name"; readonly token: Token}
  | {readonly kind: "negate"; readonly token: Token}
  | {readonly kind: "binary"; readonly token: Token; readonly operator: Operator}
  | {readonly kind: "call"; readonly token: Token; readonly count: number};

/** `q = x + y`, or a last line without a name. */
export interface Statement {
  readonly name?: Token;
  readonly items: readonly Item[];
  readonly start: number;
  readonly end: number;
}

/**
 * How tightly an operator holds on to its left and to its right operand. Unary minus stands between × and ^, so that
 * −x^2 is −(x^2) and −x × y is (−x) × y; ^ groups to the right: its right side holds less tightly.
 */
const BINDING: Record<Operator, {left: number; right: number}> = {
  "+": {left: 10, right: 11},
  "-": {left: 10, right: 11},
  "*": {left: 20, right: 21},
  "/": {left: 20, right: 21},
  "^": {left: 31, right: 30},
};
const UNARY_MINUS = 25;

/** Something begun and not yet finished: an operator that waits for its right operand, or an open parenthesis. */
type Pending =
  | {kind: "binary"; token: Token; operator: Operator; binding: number}
  | {kind: "negate"; token: Token; binding: number}
  | {kind: "group"; token: Token; binding: 0}
  | {kind: "call"; token: Token; count: number; binding: 0};

/**
 * Pratt's operator precedence parsing, with its recursion on an explicit stack, so that depth has no limit.
 * @throws {ExpressionError}
 */
export function parseStatements(text: string): Statement[] {
  const tokens = tokenize(text);
  const statements: Statement[] = [];
  let at = 0;
  for (;;) {
    while (isBreak(tokens[at]!)) at++;
    if (tokens[at]!.kind === "end") break;
    const {statement, next} = parseStatement(tokens, at);
    statements.push(statement);
    at = next;
  }
  if (statements.length === 0) {
    throw new ExpressionError("There is no expression yet.", {
      position: 0,
      length: text.length,
      hint: "Write one, such as (x + y) * z.",
    });
  }
  return statements;
}

function parseStatement(tokens: readonly Token[], first: number): {statement: Statement; next: number} {
  const items: Item[] = [];
  const pending: Pending[] = [];
  const name = definedName(tokens, first);
  const start = tokens[first]!.position;
  let depth = 0;
  let at = name ? first + 2 : first;
  let wantsOperand = true;

  const finishDownTo = (binding: number) => {
    while (pending.length > 0 && pending.at(-1)!.binding > binding) items.push(toItem(pending.pop()!));
  };

  for (; ; at++) {
    const token = tokens[at]!;
    if (token.kind === "newline" && continues(tokens, at, depth, wantsOperand)) continue;
    const previous = lastWritten(tokens, first, at);
    if (wantsOperand) {
      const following = tokens[at + 1];
      if (token.kind === "number") {
        items.push({kind: "number", token, value: token.value!});
        wantsOperand = false;
      } else if (token.kind === "name" && following?.kind === "(") {
        if (!FUNCTIONS.has(token.text)) throw unknownFunction(token);
        if (tokens[at + 2]?.kind === ")") throw argumentCount(token, 0);
        pending.push({kind: "call", token, count: 1, binding: 0});
        depth++;
        at++;
      } else if (token.kind === "name") {
        checkVariable(token);
        items.push({kind: "name", token});
        wantsOperand = false;
      } else if (token.kind === "(") {
        pending.push({kind: "group", token, binding: 0});
        depth++;
      } else if (token.operator === "-") {
        pending.push({kind: "negate", token, binding: UNARY_MINUS});
      } else if (token.operator !== "+") {
        throw missingOperand(tokens, at, previous, pending.findLast((one) => one.binding === 0)?.token);
      }
    } else if (token.operator) {
      const {left, right} = BINDING[token.operator];
      finishDownTo(left - 1);
      pending.push({kind: "binary", token, operator: token.operator, binding: right});
      wantsOperand = true;
    } else if (token.kind === ")" || token.kind === ",") {
      finishDownTo(0);
      const open = pending.at(-1);
      if (token.kind === ")") {
        if (!open) {
          const hint = "Remove it, or add a ( before it.";
          throw new ExpressionError("This ) closes nothing.", {position: token.position, length: 1, hint});
        }
        pending.pop();
        depth--;
        if (open.kind === "call") items.push(toItem(open));
      } else {
        if (open?.kind !== "call") throw strayComma(token);
        open.count++;
        wantsOperand = true;
      }
    } else if (isBreak(token) || token.kind === "end") {
      finishDownTo(0);
      const open = pending.at(-1);
      if (open) throw neverClosed(open);
      const statement = {items, start, end: previous!.position + previous!.text.length, ...(name && {name})};
      return {statement, next: at};
    } else if (token.kind === "=") {
      throw new ExpressionError("Only a single name can stand before =.", {
        position: token.position,
        length: 1,
        hint: "Write a definition as q = x + y, on its own line or after a semicolon.",
      });
    } else {
      throw implicitMultiplication(previous!, token);
    }
  }
}

/** The token before tokens[at] in its statement, a line break aside. */
function lastWritten(tokens: readonly Token[], first: number, at: number): Token | undefined {
  const last = tokens[at - 1]?.kind === "newline" ? at - 2 : at - 1;
  return last >= first ? tokens[last] : undefined;
}

function definedName(tokens: readonly Token[], first: number): Token | undefined {
  const [name, equals] = [tokens[first]!, tokens[first + 1]!];
  if (name.kind !== "name" || equals.kind !== "=") return undefined;
  const problem = nameProblem(name.text);
  if (problem) {
    const {what, hint} = problem;
    throw new ExpressionError(what, {position: name.position, length: name.text.length, hint});
  }
  return name;
}

/**
 * Whether a statement goes on after a line break: inside parentheses, after an operator, and before one other than a
 * minus, which may as well begin a new line. Before `name =` it never does.
 */
function continues(tokens: readonly Token[], at: number, depth: number, wantsOperand: boolean): boolean {
  const next = tokens[at + 1]!;
  if (next.kind === "name" && tokens[at + 2]?.kind === "=") return false;
  if (wantsOperand) return next.kind !== "end";
  return depth > 0 || (next.operator !== undefined && next.operator !== "-");
}

function toItem(pending: Pending): Item {
  if (pending.kind === "binary") return {kind: "binary", token: pending.token, operator: pending.operator};
  if (pending.kind === "negate") return {kind: "negate", token: pending.token};
  const {least, most} = FUNCTIONS.get(pending.token.text)!;
  const {count} = pending as Extract<Pending, {kind: "call"}>;
  if (count < least || count > most) throw argumentCount(pending.token, count);
  return {kind: "call", token: pending.token, count};
}

function checkVariable(token: Token): void {
  if (FUNCTIONS.has(token.text)) {
    throw new ExpressionError(`${token.text} is a function and needs its argument in parentheses.`, {
      position: token.position,
      length: token.text.length,
      hint: `Write ${token.text}(${FUNCTIONS.get(token.text)!.least > 1 ? "a, b" : "x"}).`,
    });
  }
  const problem = nameProblem(token.text);
  if (!problem) return;
  const {what, hint} = problem;
  throw new ExpressionError(what, {position: token.position, length: token.text.length, hint});
}

function strayComma(token: Token): ExpressionError {
  const hint = "A comma separates the arguments of max and min; the decimal sign is a point: 0.5.";
  return new ExpressionError("This comma stands in no function.", {position: token.position, length: 1, hint});
}

function neverClosed({token, kind}: Pending): ExpressionError {
  const of = kind === "call" ? ` of ${token.text}` : "";
  const {position, text} = token;
  return new ExpressionError(`The parenthesis${of} is never closed.`, {
    position,
    length: text.length,
    hint: "Add the missing ).",
  });
}

function isBreak(token: Token): boolean {
  return token.kind === ";" || token.kind === "newline";
}
