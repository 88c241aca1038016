/**
 * Marks, in the margin's table of contents, the section that is being read: the last heading above the upper third of the
 * window. Returns a function that looks the headings up anew, for after the text has changed.
 */
export function followSections(root: HTMLElement): () => void {
  const links = new Map<string, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.toc-margin a[href^="#"]'))
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  if (links.size === 0) return () => {};

  let headings: HTMLElement[] = [];
  let current: HTMLAnchorElement | undefined;
  const mark = () => {
    // Only headings' places are read, and only when one has crossed the line: no work while the reader scrolls.
    const line = innerHeight / 3 + 1;
    const heading = headings.findLast((each) => each.getBoundingClientRect().top <= line);
    const link = heading && links.get(heading.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    if (link) keepInView(link);
  };
  // Everything above the line counts as inside, however far: a leap that passes over a heading is noticed too.
  const observer = new IntersectionObserver(mark, {rootMargin: "1000000px 0px -66.6% 0px", threshold: [0, 1]});
  const look = () => {
    observer.disconnect();
    headings = [...root.querySelectorAll<HTMLElement>("h2[id], h3[id]")].filter(({id}) => links.has(id));
    for (const heading of headings) observer.observe(heading);
    mark();
  };
  look();
  return look;
}

/** Scrolls a long table of contents, and never the page. */
function keepInView(link: HTMLElement): void {
  const box = link.closest<HTMLElement>(".toc-margin");
  if (!box || box.scrollHeight <= box.clientHeight) return;
  const top = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (top < 0 || top > box.clientHeight - link.offsetHeight) box.scrollTop += top - box.clientHeight / 2;
}
