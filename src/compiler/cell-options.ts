import type {Token} from "markdown-it";
import type {Cell, Position} from "../page/index.ts";
import {parseAttributes} from "./attributes.ts";
import type {PageContext} from "./context.ts";
import {didYouMean} from "./suggest.ts";

export interface CellOptions {
  language: Cell["language"];
  show: Cell["show"];
  height?: number;
  id?: {id: string; position: Position};
}

export type ExerciseRole = "starter" | "check" | "solution";

const OPTIONS = ["echo", "run", "edit", "id", "height"];
const ROLES: readonly string[] = ["starter", "check", "solution"] satisfies ExerciseRole[];

/** The first word of a fence's info string. */
export function fenceLanguage(token: Token): string {
  return /^\s*(\S*)/.exec(token.info)?.[1] ?? "";
}

/** Where a fence's opening line starts, behind the marks of what it stands in. */
export function fencePosition(token: Token, {source}: PageContext): Position {
  const line = token.map?.[0] ?? 0;
  return source.at(line, Math.max(source.line(line).lastIndexOf(token.markup + token.info), 0));
}

/** Fences that look as if they should run, or be set, and are only shown. */
export function checkFenceLanguage(token: Token, context: PageContext): void {
  const language = fenceLanguage(token);
  const meant = /^\{?\.?(js|ts)(?![\w-])/i.exec(language)?.[1]?.toLowerCase();
  const message =
    meant && language !== meant
      ? `“${language}” does not run, for its name is not “${meant}”. Begin with “${token.markup}${meant}”, and put options behind a space.`
      : /^(?:javascript|typescript)$/i.test(language) && /\s(?:echo|edit|run|id|height)\b/.test(token.info)
        ? `A fence “${language}” is only shown. To run it, begin with “${token.markup}${language.slice(0, 1).toLowerCase()}s”.`
        : language === "math"
          ? "A fence “math” shows the TeX as it is. Write a formula between two lines “$$”."
          : undefined;
  if (message) context.problems.warning("fence-language", fencePosition(token, context), message);
}

/** What a fence in an exercise is for, if its info string says so: ```` ```js starter ````. */
export function exerciseRole(token: Token): ExerciseRole | undefined {
  const [, language, word] = /^\s*(\S+)\s+(\S+)/.exec(token.info) ?? [];
  return (language === "js" || language === "ts") && word && ROLES.includes(word) ? (word as ExerciseRole) : undefined;
}

/** The options of a fence that runs, or nothing if it is one to be shown only. */
export function parseFenceInfo(token: Token, context: PageContext): CellOptions | undefined {
  const language = fenceLanguage(token);
  if (language !== "js" && language !== "ts") return undefined;
  const line = token.map?.[0] ?? 0;
  const infoStart = context.source.line(line).lastIndexOf(token.info);
  const skipped = token.info.indexOf(language) + language.length;
  const at = (offset: number) => context.source.at(line, infoStart + skipped + offset);
  const options: CellOptions = {language, show: "folded"};
  let run = true;
  for (const {name, value, start, end} of parseAttributes(token.info.slice(skipped))) {
    const wrong = (message: string) => context.problems.warning("fence-option", at(start), message, {end: at(end)});
    if (name === "echo" || name === "edit" || name === "run") {
      if (value !== undefined && value !== "true" && value !== "false")
        wrong(`“${name}” is either true or false, not “${value}”.`);
      const on = value !== "false";
      if (name === "run") run = on;
      else if (on) options.show = name === "edit" || options.show === "editor" ? "editor" : "open";
    } else if (name === "id") {
      if (value && /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(value)) options.id = {id: value, position: at(start)};
      else wrong(`A cell's id is made of letters, digits, “-” and “_” and starts with a letter: id=my-cell.`);
    } else if (name === "height") {
      const height = Number(value);
      if (value && height > 0 && height <= 10_000) options.height = height;
      else wrong(`“height” is a number of pixels: height=320.`);
    } else if (ROLES.includes(name))
      context.problems.error(
        "outside-exercise",
        at(start),
        `A “${name}” fence belongs between <!-- exercise id=… --> and <!-- /exercise -->.`,
        {end: at(end)},
      );
    else wrong(`A cell has no option “${name}”: it has ${OPTIONS.join(", ")}.${didYouMean(name, OPTIONS)}`);
  }
  return run ? options : undefined;
}

/** Whether a fence lacks its closing line: the block parser ends it silently where its container ends. */
export function isUnclosed(token: Token): boolean {
  const [start, end] = token.map ?? [0, 0];
  const breaks = token.content.split("\n").length - 1;
  const lines = token.content === "" || token.content.endsWith("\n") ? breaks : breaks + 1;
  return end - start < lines + 2;
}
