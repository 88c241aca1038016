import * as v from "valibot";
import {type Document, isMap, isScalar, type Node, type Pair, parseDocument, visit} from "yaml";
import type {Position} from "../page/index.ts";
import type {ProblemList} from "./problems.ts";
import {didYouMean} from "./suggest.ts";

/** A YAML text that was read, with the place of everything in it. */
export interface YamlText {
  value: unknown;
  /** The place of the value at a path, or of its key: `["lessons", 2, "slug"]`. */
  position(path: readonly (string | number)[], part?: "key" | "value"): Position;
  /** Lines whose syntax is wrong, and whose value therefore is none to complain of. */
  broken: ReadonlySet<number>;
}

/**
 * Reads YAML and reports what is wrong with its syntax. `locate` turns an offset in the text into a place in the file.
 * Nothing comes back if there is no value to speak of.
 */
export function readYaml(
  text: string,
  locate: (offset: number) => Position,
  problems: ProblemList,
): YamlText | undefined {
  let document: Document.Parsed;
  let value: unknown;
  const broken = new Set<number>();
  try {
    document = parseDocument(text, {prettyErrors: false, logLevel: "error"});
    for (const error of document.errors) {
      const at = locate(error.pos[0]);
      // What follows on the line follows from it.
      if (broken.has(at.line)) continue;
      broken.add(at.line);
      problems.error("yaml", at, explain(error.code, error.message), {end: locate(error.pos[1])});
    }
    const complex = findComplexKey(document);
    if (complex) {
      const at = locate(complex.range?.[0] ?? 0);
      if (!broken.has(at.line))
        problems.error("yaml", at, "A key is a word, not a list or a map. Check the brackets and the quotes.");
      return undefined;
    }
    value = document.toJS();
  } catch (error) {
    problems.error("yaml", locate(0), `This YAML cannot be read: ${firstLine((error as Error).message)}`);
    return undefined;
  }
  const position: YamlText["position"] = (path, part = "value") => {
    let node: unknown = document.contents;
    let offset = 0;
    for (const [i, step] of path.entries()) {
      const pair = isMap(node)
        ? (node.items as Pair[]).find(({key}) => String(isScalar(key) ? key.value : key) === String(step))
        : undefined;
      if (pair && part === "key" && i === path.length - 1) return locate((pair.key as Node).range?.[0] ?? offset);
      node = pair ? (pair.value ?? pair.key) : (document.getIn(path.slice(0, i + 1), true) as unknown);
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    }
    return locate(path.length === 0 ? ((node as Node | null)?.range?.[0] ?? 0) : offset);
  };
  return {value, position, broken};
}

/** A key that is itself a list or a map. No file of ours has one, and to make text of a nested one takes cubic time. */
function findComplexKey(document: Document.Parsed): Node | undefined {
  let found: Node | undefined;
  visit(document, {
    Pair(_, {key}) {
      if (key === null || isScalar(key)) return undefined;
      found = key as Node;
      return visit.BREAK;
    },
  });
  return found;
}

const firstLine = (message: string) => message.split("\n")[0] as string;

function explain(code: string, message: string): string {
  const text = firstLine(message);
  if (/call stack/.test(text)) return "This is nested too deeply.";
  switch (code) {
    case "DUPLICATE_KEY":
      return "This key stands here twice. Remove one.";
    case "TAB_AS_INDENT":
      return "YAML is indented by spaces, not by tabs.";
    case "BAD_INDENT":
    case "BLOCK_AS_IMPLICIT_KEY":
      return `${text}. Check the indentation, and put a value that holds “: ” in quotes.`;
    case "MISSING_CHAR":
      return `${text}. Close what was opened before: a quotation mark or a bracket is missing.`;
    default:
      return /[.!?]$/.test(text) ? text : `${text}.`;
  }
}

/** Keeps the parts of a map that its schema accepts; reports the others, and keys that it does not have. */
export function checkMap<T extends v.ObjectEntries>(
  yaml: YamlText,
  path: readonly (string | number)[],
  value: unknown,
  schema: v.ObjectSchema<T, undefined>,
  problems: ProblemList,
  noun: string,
): Partial<v.InferOutput<v.ObjectSchema<T, undefined>>> {
  const known = Object.keys(schema.entries);
  const at = (...more: (string | number)[]) => yaml.position([...path, ...more]);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    problems.error("schema", at(), `${noun} must be a list of “key: value” lines with ${known.join(", ")}.`);
    return {};
  }
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value))
    if (!Object.hasOwn(schema.entries, key))
      problems.warning(
        "unknown-key",
        yaml.position([...path, key], "key"),
        `${noun} has no key “${key}”.${didYouMean(key, known) || ` It has ${known.join(", ")}.`}`,
      );
  for (const key of known) {
    const entry = schema.entries[key] as v.GenericSchema;
    const given = (value as Record<string, unknown>)[key];
    const parsed = v.safeParse(entry, given ?? undefined);
    if (parsed.success) {
      if (parsed.output !== undefined) result[key] = parsed.output;
      continue;
    }
    const [issue] = parsed.issues;
    const inner = (issue.path ?? []).map((item) => item.key as string | number);
    const missing = given === undefined || given === null;
    const place = missing ? at() : at(key, ...inner);
    if (yaml.broken.has(place.line)) continue;
    problems.error(
      missing ? "missing-key" : "schema",
      place,
      missing ? `${noun} needs “${key}”: ${issue.message}` : `“${key}”: ${issue.message}`,
    );
  }
  return result as Partial<v.InferOutput<v.ObjectSchema<T, undefined>>>;
}
