/** How long a pointer must rest before a card comes, and how long it may be away before the card goes, in milliseconds. */
const COMES = 350;
const GOES = 250;

const LINKS = "a.term[data-term], a.citation[href^='#'], .footnote-ref a[href^='#'], a.equation-ref[href^='#']";

/**
 * Shows what a term, a citation, a footnote or an equation's number stands for beside it, when a pointer rests on it or
 * the keyboard reaches it. Escape, and leaving it, take the card away; a pointer may move into it. A finger cannot hover:
 * its tap shows the card, which holds a link to where the tapped one leads, so that a look costs nobody their place.
 */
export function offerHovercards(root: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: {link: HTMLAnchorElement; close(): void} | undefined;
  /** The link that a card has been asked for last; a card that comes later than this is too late. */
  let wanted: HTMLAnchorElement | undefined;

  const linkOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLAnchorElement>(LINKS) : null;
  const inCard = (target: EventTarget | null) => target instanceof Element && target.closest(".hovercard") !== null;

  async function show(link: HTMLAnchorElement, tapped = false): Promise<void> {
    if (shown?.link === link) return;
    const {openCard} = await import("./hovercards/card.ts");
    const card = await openCard(link, {tapped, stillWanted: () => wanted === link});
    if (!card) return;
    shown?.close();
    shown = {link, close: card.close};
    card.element.addEventListener("pointerleave", later);
    card.element.addEventListener("pointerenter", () => clearTimeout(timer));
    card.element.addEventListener("click", ({target}) => {
      if ((target as Element).closest("a")) hide(); // It may lead to another place of this page.
    });
  }
  function hide(): void {
    clearTimeout(timer);
    wanted = undefined;
    shown?.close();
    shown = undefined;
  }
  /** Hides the card soon, unless the keyboard is still at its link. */
  function later(event: PointerEvent): void {
    clearTimeout(timer);
    if (event.pointerType === "touch" || shown?.link === document.activeElement) return;
    timer = setTimeout(hide, GOES);
  }
  function soon(link: HTMLAnchorElement): void {
    clearTimeout(timer);
    wanted = link;
    timer = setTimeout(() => void show(link), COMES);
  }

  root.addEventListener("pointerover", (event) => {
    const link = linkOf(event.target);
    if (!link || event.pointerType === "touch") return;
    if (shown?.link === link) clearTimeout(timer);
    else soon(link);
  });
  root.addEventListener("pointerout", (event) => {
    if (!linkOf(event.target) || event.pointerType === "touch" || linkOf(event.relatedTarget) === wanted) return;
    if (shown) later(event);
    else hide();
  });
  root.addEventListener("focusin", ({target}) => {
    const link = linkOf(target);
    if (link?.matches(":focus-visible")) soon(link);
  });
  root.addEventListener("focusout", ({target, relatedTarget}) => {
    if (linkOf(target) && !inCard(relatedTarget)) hide();
  });
  root.addEventListener("click", (event) => {
    const link = linkOf(event.target);
    if (!link) return;
    if ((event as PointerEvent).pointerType !== "touch" || event.ctrlKey || event.metaKey || shown?.link === link) {
      hide();
      return;
    }
    event.preventDefault();
    wanted = link;
    void show(link, true);
  });
  addEventListener("pointerdown", ({target}) => {
    if (shown && !inCard(target) && linkOf(target) !== shown.link) hide();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !wanted) return;
    const {link} = shown ?? {};
    const within = inCard(document.activeElement);
    hide();
    if (within) link?.focus();
  });
}
