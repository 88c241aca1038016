import MarkdownIt from "markdown-it";
import {cellMarkup} from "./cell-markup.ts";
import {headings} from "./headings.ts";
import {problemMarks} from "./marks.ts";
import {alerts} from "./rules/alerts.ts";
import {citations} from "./rules/citations.ts";
import {footnotes} from "./rules/footnotes.ts";
import {htmlBlocks} from "./rules/html-blocks.ts";
import {inlineExpressions} from "./rules/inline-expressions.ts";
import {inlineText} from "./rules/inline-text.ts";
import {math} from "./rules/math.ts";
import {questionBlocks} from "./rules/question-blocks.ts";
import {tables} from "./rules/tables.ts";
import {taskLists} from "./rules/task-lists.ts";

/** The parser of the dialect. It keeps nothing of a page, so one serves all. */
export const markdown = new MarkdownIt({html: true, linkify: true, typographer: true})
  .use(inlineText)
  .use(inlineExpressions)
  .use(math)
  .use(tables)
  .use(questionBlocks)
  .use(taskLists)
  .use(alerts)
  .use(htmlBlocks)
  .use(footnotes)
  .use(citations)
  .use(headings)
  .use(cellMarkup)
  .use(problemMarks);

// Quotes become curly; (c), +- and -- stay as they were typed.
markdown.disable("replacements");

// Only what is written as an address becomes one: “index.html” and “numpy.random” are no links.
markdown.linkify.set({fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false});
