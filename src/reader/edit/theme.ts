import {EditorView} from "@codemirror/view";

/** CodeMirror's own styles stand in no cascade layer, so the page's layered style sheet cannot change them: this does. */
export const theme = EditorView.theme({
  "&": {
    maxHeight: "var(--editor-height)",
    color: "var(--ink)",
    font: "400 0.875rem / 1.55 var(--font-code)",
    fontVariantLigatures: "none",
  },
  "&.cm-focused": {outline: "none"},
  ".cm-scroller": {overflow: "auto", font: "inherit"},
  ".cm-content": {caretColor: "var(--ink)"},
  ".cm-cursor": {borderLeftColor: "var(--ink)"},
  ".cm-gutters": {
    minWidth: "var(--editor-gutter)",
    justifyContent: "flex-end",
    border: "0",
    background: "transparent",
    color: "var(--ink-muted)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection":
    {
      background: "color-mix(in srgb, var(--accent) 25%, transparent)",
    },
  "&.cm-focused .cm-matchingBracket": {outline: "1px solid var(--accent)", background: "none"},
  ".cm-tooltip": {
    border: "1px solid var(--rule-strong)",
    borderRadius: "4px",
    background: "var(--surface-raised)",
    color: "var(--ink)",
    font: "400 var(--size-small) / 1.4 var(--font-ui)",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {background: "var(--accent)", color: "var(--ground)"},
  ".cm-completionDetail": {color: "inherit", fontStyle: "normal", marginLeft: "1em"},
  ".cm-changedLine, .cm-insertedLine": {background: "var(--good-ground)"},
  ".cm-changedText": {background: "none", textDecoration: "underline 2px var(--good)"},
  ".cm-deletedChunk": {paddingLeft: "0.4rem", background: "var(--bad-ground)", color: "var(--ink)"},
  ".cm-deletedChunk .cm-deletedText": {background: "none", textDecoration: "line-through"},
});
