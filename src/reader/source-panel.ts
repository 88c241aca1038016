import type {Touched} from "./edit/at-rest.ts";

export interface PanelActions {
  source(): string;
  /** Opens the cell's editor; where the reader has begun to write already, at their caret. */
  edit(panel: HTMLDetailsElement, touched?: Touched): Promise<void>;
  /** Keeps a text that the reader wrote and that no editor holds. */
  keep(text: string): void;
}

/**
 * Gives a cell's "show code" a button that copies the source and one that opens an editor. The code itself is in the
 * page's HTML; the buttons need a script, so the script brings them.
 */
export function addCodeButtons(root: HTMLElement, {source, edit, keep}: PanelActions): void {
  const panel = root.querySelector<HTMLDetailsElement>(":scope > .cell-source");
  if (!panel || panel.querySelector(":scope > .cell-copy")) return;
  const bar = document.createElement("div");
  bar.className = "cell-copy";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "Copy code");
  const status = document.createElement("span");
  status.className = "cell-copy-status";
  status.setAttribute("role", "status");
  bar.append(button, status);
  // Where it stands for the eye, it stands for the keyboard.
  if (panel.dataset.show === "editor") panel.append(bar);
  else panel.querySelector(":scope > summary")?.after(bar);
  const change = document.createElement("button");
  change.type = "button";
  change.className = "cell-edit";
  change.textContent = "Edit";
  change.setAttribute("aria-label", "Edit code");
  change.addEventListener("click", () => void edit(panel));
  bar.append(change);
  if (panel.dataset.show === "editor")
    void import("./edit/at-rest.ts").then(({openWhenTouched}) =>
      openWhenTouched(panel, (touched) => edit(panel, touched), keep),
    );
  button.addEventListener("click", async () => {
    const copied = await copy(source());
    button.textContent = copied ? "Copied" : "Copy";
    status.textContent = copied ? "Copied" : "The browser did not allow copying. Select the code instead.";
    status.classList.toggle("cell-copy-failed", !copied);
  });
  // Back to the offer as soon as the reader turns to something else: no clock.
  button.addEventListener("blur", () => {
    button.textContent = "Copy";
    status.textContent = "";
  });
}

/**
 * Says at a cell's "show code" whether its text is the reader's, and shows it: `runs` is the reader's text that runs,
 * `draft` what they wrote and have not run. Where they are writing, nothing changes.
 */
export function showWhoseText(
  root: HTMLElement,
  {edited, runs, draft}: {edited: boolean; runs: string | undefined; draft: string | undefined},
): void {
  const panel = root.querySelector<HTMLDetailsElement>(":scope > .cell-source");
  if (!panel) return;
  const summary = panel.querySelector(":scope > summary");
  const words = edited ? "show code (edited by you)" : "show code";
  if (summary && summary.textContent !== words) summary.textContent = words;
  const text = (panel.dataset.show === "editor" ? draft : undefined) ?? runs;
  const isWriting = panel.dataset.editing !== undefined || panel.querySelector(":scope > pre > code:focus") !== null;
  if (isWriting || (text === undefined && !panel.querySelector(".cell-own"))) return;
  void import("./edit/own-text.ts").then(({showOwnText}) => showOwnText(panel, text));
}

/** Copies a text; false if the browser does not allow it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // An insecure origin has no clipboard.
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.cssText = "position: fixed; opacity: 0";
  const focused = document.activeElement as HTMLElement | null;
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    focused?.focus();
  }
}
