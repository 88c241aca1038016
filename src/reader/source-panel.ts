/**
 * Gives a cell's "show code" a button that copies the source and, if it may be edited, one that opens an editor. The code itself is in the page's HTML; the button needs
 * a script, so the script brings it.
 */
export function addCodeButtons(
  root: HTMLElement,
  source: () => string,
  edit?: (panel: HTMLDetailsElement) => void,
): void {
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
  panel.querySelector(":scope > summary")?.after(bar);
  if (edit) {
    const change = document.createElement("button");
    change.type = "button";
    change.className = "cell-edit";
    change.textContent = "Edit";
    change.setAttribute("aria-label", "Edit code");
    change.addEventListener("click", () => edit(panel));
    bar.append(change);
  }
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
