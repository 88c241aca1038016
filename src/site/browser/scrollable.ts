const boxes = "pre, table, .katex-display, form[class*='-table']";
const marked = "data-scrollable";

/**
 * Lets the keyboard reach what scrolls sideways in a box of its own: it becomes a named, focusable region for as long as
 * it is wider than its box. Returns a function that looks at every box anew, for after the text has changed.
 * @param touched resolves when the reader first does something: before that nobody goes anywhere by keyboard
 */
export function reachScrollable(root: HTMLElement, touched: Promise<void>): () => void {
  const watched = new Set<Element>();
  const resized = new ResizeObserver((entries) => {
    for (const {target} of entries) mark(target as HTMLElement);
  });
  // Far from the window nothing is laid out and no observer reports, but the keyboard goes there at once: when it may, a few
  // boxes in every idle moment are laid out to be measured.
  let isTouched = false;
  void touched.then(() => {
    isTouched = true;
    measureSoon();
  });
  const unmeasured = new Set<HTMLElement>();
  let measuring = false;
  const measure: IdleRequestCallback = (deadline) => {
    for (const box of unmeasured) {
      unmeasured.delete(box);
      if (!box.isConnected || isShut(box)) continue;
      mark(box);
      if (deadline.timeRemaining() < 4) break;
    }
    measuring = false;
    measureSoon();
  };
  // Safari has no idle moments; there the observer reports when the box comes near. A page that computes has few.
  const measureSoon = () => {
    if (!isTouched || unmeasured.size === 0 || measuring || !("requestIdleCallback" in globalThis)) return;
    measuring = true;
    requestIdleCallback(measure, {timeout: 500});
  };
  const find = () => {
    for (const box of watched)
      if (!box.isConnected) {
        resized.unobserve(box);
        watched.delete(box);
      }
    for (const box of root.querySelectorAll(boxes))
      if (!watched.has(box)) {
        watched.add(box);
        resized.observe(box);
        unmeasured.add(box as HTMLElement);
      }
    measureSoon();
  };

  // Cells bring and fill boxes whenever they run: one look a frame, and only at boxes whose content has changed.
  const changed = new Set<HTMLElement>();
  let waiting = false;
  const lookSoon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      find();
      for (const box of changed) {
        // To measure what is not laid out yet would lay it out; it is measured when it comes near.
        if (!box.checkVisibility({contentVisibilityAuto: true})) continue;
        changed.delete(box);
        mark(box);
      }
    });
  };
  new MutationObserver((records) => {
    for (const {target} of records) {
      const box = (target as Element).closest<HTMLElement>(boxes);
      if (box) changed.add(box);
    }
    lookSoon();
  }).observe(root, {childList: true, subtree: true});
  root.addEventListener("contentvisibilityautostatechange", lookSoon, {capture: true});
  root.addEventListener(
    "toggle",
    ({target}) => {
      for (const box of (target as Element).querySelectorAll<HTMLElement>(boxes)) if (!isShut(box)) mark(box);
    },
    {capture: true},
  );
  // A font that arrives late widens text, and neither its box nor its nodes change.
  document.fonts?.addEventListener("loadingdone", () => {
    for (const box of watched) unmeasured.add(box as HTMLElement);
    measureSoon();
  });

  find();
  return () => {
    find();
    for (const box of watched) mark(box as HTMLElement);
  };
}

/** In a closed `<details>` no key gets to it, and measuring would lay out all of it. It is measured when that opens. */
function isShut(box: HTMLElement): boolean {
  return box.closest("details:not([open])") !== null;
}

function mark(box: HTMLElement): void {
  const overflows = box.scrollWidth > box.clientWidth + 1;
  if (overflows === box.hasAttribute(marked)) return;
  if (overflows) {
    if (box.hasAttribute("tabindex")) return;
    box.setAttribute(marked, "");
    box.tabIndex = 0;
    // A table keeps its own role: as a group it would no longer be read as one.
    if (box.tagName !== "TABLE" && !box.hasAttribute("role")) {
      box.setAttribute("role", "group");
      if (!box.hasAttribute("aria-label")) box.setAttribute("aria-label", nameOf(box));
    }
  } else {
    box.removeAttribute(marked);
    box.removeAttribute("tabindex");
    if (box.getAttribute("role") === "group") {
      box.removeAttribute("role");
      box.removeAttribute("aria-label");
    }
  }
}

function nameOf(box: HTMLElement): string {
  if (box.tagName === "PRE") return "Code, scrolls sideways";
  if (box.classList.contains("katex-display")) return "Formula, scrolls sideways";
  return "Table, scrolls sideways";
}
