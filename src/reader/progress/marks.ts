/** Marks the sections that have been read in the tables of contents, and says how many there are. */
export function markContents(read: ReadonlySet<string>, of: number): void {
  for (const toc of document.querySelectorAll<HTMLElement>(".toc")) {
    for (const link of toc.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
      const isRead = read.has(decodeURIComponent(link.hash.slice(1)));
      const mark = link.querySelector(".toc-read");
      if (isRead && !mark) link.append(readMark());
      else if (!isRead) mark?.remove();
    }
    toc.querySelector(".toc-progress")?.remove();
    if (read.size > 0) (toc.querySelector("summary") ?? toc).append(progress(read.size, of));
  }
}

/** The marks follow a table of contents that is written anew, as it is for an author. Returns what ends it. */
export function watchContents(mark: () => void): () => void {
  const observer = new MutationObserver(mark);
  for (const list of document.querySelectorAll(".toc-margin > ol, .toc-inline ol:not(ol ol)"))
    observer.observe(list, {childList: true});
  return () => observer.disconnect();
}

function readMark(): HTMLElement {
  const mark = document.createElement("span");
  mark.className = "toc-read";
  const text = document.createElement("span");
  text.className = "visually-hidden";
  text.textContent = " (read)";
  mark.append(text);
  return mark;
}

function progress(read: number, of: number): HTMLElement {
  const line = document.createElement("span");
  line.className = "toc-progress";
  line.textContent = `${read} of ${of === 1 ? "1 section" : `${of} sections`} read`;
  return line;
}
