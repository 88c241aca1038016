/** Between a link and its card, and between the card and the window's edge, in pixels. */
const GAP = 6;
const EDGE = 8;

/** Sets a card under its link, or above where there is more room, and within the window. */
export function placeCard(card: HTMLElement, link: HTMLElement): void {
  // A link that is broken over two lines has two boxes; the card belongs to the first.
  const box = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const {offsetWidth: width, offsetHeight: height} = card;
  const below = innerHeight - box.bottom;
  const left = Math.min(
    Math.max(EDGE, box.left - GAP),
    Math.max(EDGE, document.documentElement.clientWidth - width - EDGE),
  );
  const top = below >= height + GAP + EDGE || below >= box.top ? box.bottom + GAP : box.top - GAP - height;
  card.style.left = `${Math.round(left)}px`;
  card.style.top = `${Math.round(top)}px`;
}
