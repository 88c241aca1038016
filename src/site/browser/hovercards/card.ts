import {contentOf} from "./content.ts";
import {placeCard} from "./place.ts";

interface CardOptions {
  /** Whether a finger asked: the card then takes the focus, so that it is read out, and leads on itself. */
  tapped: boolean;
  /** Whether the reader still waits for this card when what it says has come. */
  stillWanted: () => boolean;
}

const ID = "hovercard";

/** Opens the card of a link. Undefined if it has nothing to say, or nobody waits for it any more. */
export async function openCard(
  link: HTMLAnchorElement,
  {tapped, stillWanted}: CardOptions,
): Promise<{element: HTMLElement; close(): void} | undefined> {
  const content = await contentOf(link).catch(() => undefined);
  if (!stillWanted() || !link.isConnected) return undefined;
  if (!content) {
    // A tap that shows nothing must lead on.
    if (tapped) location.assign(link.href);
    return undefined;
  }
  document.getElementById(ID)?.remove();
  const card = document.createElement("div");
  card.id = ID;
  card.className = "hovercard";
  card.popover = "manual";
  card.role = "group";
  card.ariaLabel = content.label;
  card.tabIndex = -1;
  if (link.dataset.term !== undefined) {
    const head = document.createElement("p");
    head.className = "hovercard-head";
    head.textContent = content.label;
    card.append(head);
  }
  const body = document.createElement("div");
  body.className = "hovercard-body";
  body.append(...content.body);
  card.append(body);
  if (tapped) {
    const more = document.createElement("a");
    more.className = "hovercard-more";
    more.href = link.href;
    more.textContent = content.more;
    card.append(more);
  }
  document.body.append(card);
  card.showPopover();
  placeCard(card, link);
  link.setAttribute("aria-describedby", ID);
  if (tapped) card.focus({preventScroll: true});
  const move = () => placeCard(card, link);
  addEventListener("scroll", move, {passive: true});
  addEventListener("resize", move);
  return {
    element: card,
    close() {
      removeEventListener("scroll", move);
      removeEventListener("resize", move);
      link.removeAttribute("aria-describedby");
      card.remove();
    },
  };
}
