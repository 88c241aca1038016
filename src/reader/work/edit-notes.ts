import {copy} from "../source-panel.ts";

/**
 * What there is to say of a cell's edit. `"unfinished"`: the page did not outlive it the last time. `"changed"`: the
 * author has another text now. `"draft"`: the reader's newest text has not been run.
 */
export type CellNote = "unfinished" | "changed" | "draft";

const texts: Record<CellNote, string> = {
  unfinished: "This edit did not finish the last time, so it does not run now.",
  changed: "The author’s text has changed since you edited this. Compare, in the editor, shows both.",
  draft: "You wrote more in this cell than has run.",
};

/** Puts a note below a cell, or takes it away. */
export function showCellNote(
  cell: HTMLElement,
  note: CellNote | undefined,
  actions: {run(): void; reset(): void},
): void {
  const old = cell.querySelector<HTMLElement>(":scope > .cell-note");
  if (old?.dataset.note === note) return;
  old?.remove();
  if (!note) return;
  const box = document.createElement("div");
  box.className = "cell-note";
  box.dataset.note = note;
  box.setAttribute("role", "note");
  const text = document.createElement("span");
  text.textContent = texts[note];
  box.append(
    text,
    button("Edit", () => openEditor(cell)),
  );
  if (note === "unfinished") box.append(button("Run", actions.run), button("Reset", actions.reset));
  cell.append(box);
}

function openEditor(cell: HTMLElement): void {
  cell.querySelector<HTMLElement>(":scope > .cell-source > .cell-copy > .cell-edit")?.click();
}

/** Lists, behind the prose, the edits whose cells the page does not have any more. */
export function showLostEdits(
  prose: HTMLElement,
  lost: readonly {id: string; text: string}[],
  forget: (id: string) => void,
): void {
  const old = prose.parentElement?.querySelector(":scope > .lost-edits");
  if (lost.length === 0) {
    old?.remove();
    return;
  }
  const section = document.createElement("section");
  section.className = "lost-edits";
  section.ariaLabel = "Your edits of cells that are gone";
  const lead = document.createElement("p");
  lead.textContent =
    lost.length === 1
      ? "You edited a cell that this page no longer has. Your text is kept:"
      : `You edited ${lost.length} cells that this page no longer has. Your texts are kept:`;
  section.append(
    lead,
    ...lost.map(({id, text}) => {
      const details = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = `Your text of “${id}”`;
      const pre = document.createElement("pre");
      pre.tabIndex = 0;
      pre.textContent = text;
      const copied = button("Copy", async () => {
        copied.textContent = (await copy(text)) ? "Copied" : "Select the text to copy it";
      });
      details.append(
        summary,
        pre,
        copied,
        button("Forget", () => forget(id)),
      );
      return details;
    }),
  );
  if (old) old.replaceWith(section);
  else prose.after(section);
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), {type: "button", textContent: text});
  made.addEventListener("click", act);
  return made;
}
