import type {Section} from "../../page/index.ts";

export interface SectionsSeen {
  /** The ends of these have come to rest on the screen. */
  onSeen(sections: Section[]): void;
  /** The reader has come to rest in another section; undefined above the first. */
  onPlace(section: Section | undefined): void;
}

/**
 * Tells which sections' ends the reader has had before them, and in which section they are. What flies past on the way to
 * somewhere else does not count: it looks when scrolling has come to rest. Returns a function that ends it.
 */
export function followSections(
  root: HTMLElement,
  sections: readonly Section[],
  {onSeen, onPlace}: SectionsSeen,
): () => void {
  const parts = sections.flatMap((section) => {
    const heading = root.querySelector<HTMLElement>(`h2[id="${CSS.escape(section.id)}"]`);
    return heading ? [{section, heading, top: topLevel(heading, root)}] : [];
  });
  const ends = new Map<Element, Section>();
  parts.forEach(({section, top}, i) => {
    ends.set(endOf(top, parts[i + 1]?.top), section);
  });

  const near = new Set<Element>();
  let scrolling = false;
  let place: Section | undefined;
  const look = () => {
    scrolling = false;
    const seen = [...near].filter((end) => {
      const {bottom} = end.getBoundingClientRect();
      return bottom > 0 && bottom <= innerHeight + 1;
    });
    if (seen.length > 0) onSeen(seen.map((end) => ends.get(end)!));
    const line = innerHeight / 3 + 1;
    const here = parts.findLast(({heading}) => heading.getBoundingClientRect().top <= line)?.section;
    if (here !== place) onPlace((place = here));
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const {target, isIntersecting} of entries) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
      }
      if (!scrolling) look();
    },
    // An end that is higher than the window is crossed by its lower edge between two of these.
    {threshold: [0, 0.25, 0.5, 0.75, 1]},
  );
  for (const end of ends.keys()) observer.observe(end);

  // Safari before 26.2 does not say when scrolling ends; there what passes counts.
  const saysEnd = "onscrollend" in window;
  const onScroll = () => {
    if (saysEnd) scrolling = true;
    else look();
  };
  addEventListener("scroll", onScroll, {passive: true});
  addEventListener("scrollend", look);
  return () => {
    observer.disconnect();
    removeEventListener("scroll", onScroll);
    removeEventListener("scrollend", look);
  };
}

/** The child of `root` that holds an element. */
function topLevel(element: HTMLElement, root: HTMLElement): Element {
  let top: Element = element;
  while (top.parentElement && top.parentElement !== root) top = top.parentElement;
  return top;
}

/** The last element of a section that begins at `start`. */
function endOf(start: Element, next: Element | undefined): Element {
  let end = start;
  for (let at = start.nextElementSibling; at && at !== next; at = at.nextElementSibling) {
    if (at.matches(".references, .footnotes")) break;
    if (at.getClientRects().length > 0) end = at;
  }
  return end;
}
