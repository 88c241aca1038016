import {showOwnText} from "./own-text.ts";

/** What a reader did with code that stands as text, before its editor was there. */
export interface Touch {
  /** The text, if letters have been typed already. */
  typed?: string;
  /** The selection, as offsets in the text. */
  anchor: number;
  head: number;
  /** How far the code is scrolled down, in pixels. */
  scrolled: number;
}

/** Waits until the reader's hand is off the code; undefined if they have gone elsewhere meanwhile. */
export type Touched = () => Promise<Touch | undefined>;

/**
 * Lets the code of an `edit` fence be clicked and written in as if it were an editor. Its first focus opens one, at the
 * caret and with what was typed while it was loaded.
 * @param open resolves when the editor stands in the place of the code
 * @param keep keeps a text for which no editor came
 */
export function openWhenTouched(
  panel: HTMLDetailsElement,
  open: (touched: Touched) => Promise<void>,
  keep: (text: string) => void,
): void {
  const code = panel.querySelector<HTMLElement>(":scope > pre > code");
  if (!code) return;
  code.setAttribute("contenteditable", "plaintext-only");
  if (code.contentEditable !== "plaintext-only") code.setAttribute("contenteditable", "true"); // an older browser
  for (const [name, value] of Object.entries(attributes)) code.setAttribute(name, value);
  code.setAttribute("aria-label", `Code of the cell ${panel.parentElement?.dataset.cell ?? ""}. You can change it.`);

  /** Resolves when the pointer is up and a word that is being composed is whole. */
  let hand = Promise.resolve();
  const holds = (...ends: string[]) => {
    hand = new Promise((resolve) => {
      for (const end of ends) addEventListener(end, () => resolve(), {once: true, capture: true});
    });
  };
  panel.addEventListener("pointerdown", () => holds("pointerup", "pointercancel"));
  panel.addEventListener("compositionstart", () => holds("compositionend"));

  /** The code as it was before the reader wrote in it: it gets that back when their text is kept elsewhere. */
  let clean: {code: HTMLElement; text: string; nodes: Node[]} | undefined;
  let opening = false;
  let failed = false;
  const typed = () => {
    const text = clean?.code.textContent ?? "";
    return text === clean?.text ? undefined : text;
  };
  const restore = () => {
    if (typed() !== undefined) clean?.code.replaceChildren(...clean.nodes);
    clean = undefined;
  };

  panel.addEventListener("focusin", ({target}) => {
    if (opening || !isCode(target)) return;
    // A notebook that its reader changes has editors of its own.
    if (panel.closest("[data-notebook]")) return target.blur();
    opening = true;
    failed = false;
    const nodes = [...target.childNodes].map((node) => node.cloneNode(true));
    clean = {code: target, text: target.textContent ?? "", nodes};
    open(async () => {
      await hand;
      if (document.activeElement !== target && typed() === undefined) return undefined;
      const touch = {...selectionIn(target), scrolled: target.parentElement!.scrollTop, typed: typed()};
      restore();
      return touch;
    })
      .catch(() => {
        failed = true; // Until the next focus, which tries again, the text is kept from here.
        keepTyped();
        if (document.activeElement !== target) restore();
      })
      .finally(() => {
        opening = false;
      });
  });

  const keepTyped = () => {
    const text = typed();
    if (failed && text !== undefined) keep(text);
  };
  panel.addEventListener("input", keepTyped);
  panel.addEventListener("focusout", () => {
    if (!failed || !clean) return;
    const text = typed();
    restore();
    if (text === undefined) return;
    keep(text);
    showOwnText(panel, text);
  });
}

const isCode = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.matches("pre > code");

const attributes = {
  role: "textbox",
  "aria-multiline": "true",
  spellcheck: "false",
  autocapitalize: "off",
  autocorrect: "off",
};

function selectionIn(code: HTMLElement): {anchor: number; head: number} {
  const selection = getSelection();
  const offset = (node: Node | null | undefined, at: number) => {
    if (!node || !code.contains(node)) return 0;
    const range = document.createRange();
    range.setStart(code, 0);
    range.setEnd(node, at);
    return range.toString().length;
  };
  return {
    anchor: offset(selection?.anchorNode, selection?.anchorOffset ?? 0),
    head: offset(selection?.focusNode, selection?.focusOffset ?? 0),
  };
}
