/**
 * Shows a text of the reader's in a cell's panel in place of the author's, which stays behind it; undefined shows the
 * author's again.
 */
export function showOwnText(panel: Element, text: string | undefined): void {
  const own = panel.querySelector(":scope > .cell-own");
  if (text === undefined) {
    own?.remove();
    return;
  }
  if (own?.textContent === text) return;
  const author = panel.querySelector(":scope > pre:not(.cell-own)");
  if (!author) return;
  const fresh = own ?? (author.cloneNode(true) as Element);
  fresh.classList.add("cell-own");
  const code = fresh.querySelector("code")!;
  code.textContent = text;
  if (!own) author.after(fresh);
  void colour(code, text);
}

async function colour(code: HTMLElement, text: string): Promise<void> {
  const words = await import("../../compiler/javascript/words.ts").catch(() => undefined);
  if (!words) return; // It can be read without them.
  // The colours would take the reader's caret away.
  if (code.textContent !== text || code === document.activeElement) return;
  code.replaceChildren(
    ...words.wordsOf(text).map(({text, kind}) => {
      if (kind === "") return text;
      const word = document.createElement("span");
      word.className = `hljs-${kind}`;
      word.textContent = text;
      return word;
    }),
  );
}
