import * as v from "valibot";
import type {PageMeta} from "../page/index.ts";
import type {SourceText} from "./positions.ts";
import type {ProblemList} from "./problems.ts";
import {typeset} from "./typeset.ts";
import {checkMap, readYaml} from "./yaml.ts";

const text = v.string("write text, in quotes if it looks like a number or a date.");
const texts = v.array(text, "write a list: one line “- …” for each entry.");
const flag = v.boolean("write true or false.");

const SCHEMA = v.object({
  title: v.optional(text),
  description: v.optional(text),
  objectives: v.optional(texts),
  minutes: v.optional(
    v.pipe(v.number("write a number of minutes."), v.minValue(1, "write a number of minutes, at least 1.")),
  ),
  draft: v.optional(flag),
  toc: v.optional(flag),
  keywords: v.optional(texts),
});

const KEY = new RegExp(`^(?:${Object.keys(SCHEMA.entries).join("|")}):`);

export interface FrontMatter {
  meta: PageMeta;
  /** How many lines it takes, its two rules included. */
  lines: number;
}

/** Reads the YAML between `---` and `---` at the start of a file. What is wrong in it costs no more than itself. */
export function readFrontMatter(source: SourceText, problems: ProblemList): FrontMatter {
  const meta: PageMeta = {title: "", description: "", objectives: [], draft: false, toc: true, keywords: []};
  const start = source.lines.findIndex((line) => line.trim() !== "");
  if (!/^---[ \t]*$/.test(source.lines[start] ?? "")) return {meta, lines: 0};
  if (start > 0) {
    // A rule, unless what stands below it can only be meant as front matter.
    if (!KEY.test(source.lines[start + 1] ?? "")) return {meta, lines: 0};
    problems.error(
      "late-front-matter",
      source.at(start, 0),
      "The front matter must begin on the first line of the file. Remove what stands above it.",
    );
  }
  const end = source.lines.findIndex((line, i) => i > start && /^---[ \t]*$/.test(line));
  if (end < 0) {
    // A lone rule at the top of a text is fine; one with a key below it is a front matter that lost its end.
    if (/^[\w-]+:(?:\s|$)/.test(source.lines[start + 1] ?? ""))
      problems.error(
        "unclosed-front-matter",
        source.at(start, 0),
        "The front matter is never closed. Add a line “---” below it.",
      );
    return {meta, lines: 0};
  }
  const yamlText = source.lines.slice(start + 1, end).join("\n");
  const starts = [0];
  for (const line of source.lines.slice(start + 1, end)) starts.push((starts.at(-1) as number) + line.length + 1);
  const locate = (offset: number) => {
    let row = starts.findLastIndex((each) => each <= offset);
    row = Math.max(Math.min(row, end - start - 2), 0);
    return source.at(start + row + 1, offset - (starts[row] as number));
  };
  const yaml = readYaml(yamlText, locate, problems);
  if (yaml && yaml.value !== null && yaml.value !== undefined)
    Object.assign(meta, checkMap(yaml, [], yaml.value, SCHEMA, problems, "The front matter"));
  meta.title = typeset(meta.title);
  meta.description = typeset(meta.description);
  meta.objectives = meta.objectives.map(typeset);
  return {meta, lines: end + 1};
}
