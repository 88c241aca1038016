import {
  autocompletion,
  type Completion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
} from "@codemirror/autocomplete";
import {defaultKeymap, history, historyKeymap} from "@codemirror/commands";
import {javascript, localCompletionSource, scopeCompletionSource} from "@codemirror/lang-javascript";
import {bracketMatching, indentOnInput, syntaxHighlighting} from "@codemirror/language";
import {type Diagnostic, setDiagnostics} from "@codemirror/lint";
import {search, searchKeymap} from "@codemirror/search";
import {Compartment, EditorState, type Text} from "@codemirror/state";
import {EditorView, keymap, lineNumbers} from "@codemirror/view";
import {tagHighlighter, tags} from "@lezer/highlight";
import type {Position, Problem} from "../../page/index.ts";
import {theme} from "./theme.ts";

export interface CodeEditorOptions {
  parent: HTMLElement;
  text: string;
  /** What a screen reader calls the field. */
  label: string;
  /** "text" is prose: no colours, no names. */
  language: "js" | "ts" | "text";
  readOnly?: boolean;
  /** Names in scope, asked for whenever a list of them is opened. */
  names?: () => Promise<Completion[]>;
  /** Members of the value at a path of names, asked for behind a dot. */
  members?: (path: string[]) => Promise<Completion[]>;
  run: () => void;
  leave: () => void;
  changed: () => void;
}

export interface CodeEditor {
  readonly text: string;
  setText(text: string): void;
  /** Marks a place of the text, or none. */
  mark(problem: Pick<Problem, "line" | "column" | "end" | "message"> | undefined): void;
  /** Shows what is new and what is gone in comparison to this text; undefined ends it. */
  compare(original: string | undefined): Promise<void>;
  /** Selects from anchor to head, offsets in the text, and scrolls so many pixels down. */
  select(anchor: number, head: number, scrolled: number): void;
  focus(): void;
  destroy(): void;
}

/** The classes of the highlighted code that is in the page already, so that one set of colours serves both. */
const classes = tagHighlighter([
  {tag: tags.comment, class: "hljs-comment"},
  {tag: [tags.keyword, tags.bool, tags.null, tags.self], class: "hljs-keyword"},
  {tag: [tags.string, tags.regexp, tags.special(tags.string)], class: "hljs-string"},
  {tag: tags.number, class: "hljs-number"},
  {tag: [tags.function(tags.definition(tags.variableName)), tags.className, tags.typeName], class: "hljs-title"},
  {tag: tags.definition(tags.propertyName), class: "hljs-attr"},
]);

/** What the find panel says, where CodeMirror's own words are terse. */
const phrases = {
  next: "Next",
  previous: "Previous",
  all: "Select all",
  "match case": "Match case",
  regexp: "Regular expression",
  "by word": "Whole words",
  replace: "Replace",
  "replace all": "Replace all",
  Replace: "Replace by",
  close: "Close the search",
  "current match": "Match",
};

/**
 * A JavaScript editor. Ctrl/Cmd-Enter runs, Ctrl/Cmd-F finds, Escape closes what is open and then leaves; Tab goes on to
 * the next control, as everywhere on a page.
 */
export function openCodeEditor(options: CodeEditorOptions): CodeEditor {
  const {parent, text, label, language, readOnly = false, names, members, run, leave, changed} = options;
  const comparison = new Compartment();
  const inScope: CompletionSource = async (context) => {
    const word = context.matchBefore(/[\p{L}_$][\p{L}\p{N}_$]*/u);
    if (!names || (!word && !context.explicit)) return null;
    if (context.matchBefore(/\.\s*[\p{L}\p{N}_$]*/u)) return null; // a property is no name in scope
    return {from: word?.from ?? context.pos, options: await names(), validFor: /^[\p{L}\p{N}_$]*$/u};
  };
  const ofValue: CompletionSource = async (context) => {
    const path = context.matchBefore(/(?:[\p{L}_$][\p{L}\p{N}_$]*\s*\.\s*)+[\p{L}\p{N}_$]*/u);
    if (!path || !members || /[.\])\p{N}]\s*$/u.test(context.state.sliceDoc(Math.max(0, path.from - 20), path.from)))
      return null;
    const parts = path.text.split(".").map((part) => part.trim());
    const last = parts.pop() ?? "";
    return {from: context.pos - last.length, options: await members(parts), validFor: /^[\p{L}\p{N}_$]*$/u};
  };
  const {language: syntax, ...script} = javascript({typescript: language === "ts"});
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        language === "text"
          ? []
          : [
              syntax,
              script.support,
              syntax.data.of({autocomplete: inScope}),
              syntax.data.of({autocomplete: ofValue}),
              syntax.data.of({autocomplete: localCompletionSource}),
              syntax.data.of({
                autocomplete: scopeCompletionSource({Math, Array, Object, Number, String, JSON, Promise}),
              }),
              syntaxHighlighting(classes),
              bracketMatching(),
              closeBrackets(),
              indentOnInput(),
            ],
        EditorState.readOnly.of(readOnly),
        autocompletion({icons: false}),
        search({top: true}),
        EditorState.phrases.of(phrases),
        keymap.of([
          {key: "Mod-Enter", run: done(run)},
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
          // Behind the keymaps above: the first Escape closes a list of names, a selection or the search.
          {key: "Escape", run: done(leave)},
        ]),
        EditorView.lineWrapping,
        theme,
        EditorView.contentAttributes.of({"aria-label": label, spellcheck: "false"}),
        EditorView.updateListener.of(({docChanged}) => docChanged && changed()),
        comparison.of([]),
      ],
    }),
  });
  let compared: string | undefined;
  return {
    get text() {
      return view.state.doc.toString();
    },
    setText(next) {
      view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: next}});
    },
    mark(problem) {
      view.dispatch(setDiagnostics(view.state, problem ? [diagnostic(problem, view.state.doc)] : []));
    },
    async compare(original) {
      compared = original;
      const {unifiedMergeView} = await import("@codemirror/merge");
      if (compared !== original) return; // said otherwise meanwhile
      const extension = original === undefined ? [] : unifiedMergeView({original, mergeControls: false, gutter: true});
      view.dispatch({effects: comparison.reconfigure(extension)});
    },
    select(anchor, head, scrolled) {
      const within = (offset: number) => Math.min(offset, view.state.doc.length);
      view.dispatch({selection: {anchor: within(anchor), head: within(head)}});
      view.scrollDOM.scrollTop = scrolled;
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

const done = (action: () => void) => () => {
  action();
  return true;
};

function diagnostic(
  {end, message, ...start}: Pick<Problem, "line" | "column" | "end" | "message">,
  doc: Text,
): Diagnostic {
  const from = offset(start, doc);
  const to = Math.max(from, end ? offset(end, doc) : Math.min(from + 1, doc.lineAt(from).to));
  return {from, to, severity: "error", message};
}

function offset({line, column}: Position, doc: Text): number {
  const {from, to} = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + Math.max(column - 1, 0), to);
}
