/** What shows that somebody uses the page. */
const TOUCHES = ["pointerdown", "keydown", "wheel", "scroll", "touchstart", "focusin"] as const;

/** For how long a page that nobody touches does nothing but what its first view needs, in milliseconds. */
const PATIENCE = 5000;

/**
 * Resolves when the reader first does something on the page, at once on one that is scrolled already; or when it has been
 * looked at for a while, unless the reader saves data.
 */
export function firstTouch(): Promise<void> {
  return new Promise((resolve) => {
    const {connection} = navigator as Navigator & {connection?: {saveData?: boolean}};
    if (!connection?.saveData) afterLoad(() => setTimeout(() => whenVisible(resolve), PATIENCE));
    // Asked only when the page has been laid out anyway.
    requestAnimationFrame(() => setTimeout(() => scrollY > 0 && resolve()));
    const touched = ({type, target}: Event) => {
      if (type === "scroll" && target !== document) return; // A script scrolls a box in the page, too.
      // Who only asks for a newer version needs no more of this one; and Chromium changes versions when nothing is loaded.
      if (target instanceof Element && target.closest(".notices")) return;
      for (const type of TOUCHES) removeEventListener(type, touched, {capture: true});
      resolve();
    };
    for (const type of TOUCHES) addEventListener(type, touched, {capture: true, passive: true});
  });
}

function afterLoad(work: () => void): void {
  if (document.readyState === "complete") work();
  else addEventListener("load", work, {once: true});
}

function whenVisible(work: () => void): void {
  if (!document.hidden) work();
  else document.addEventListener("visibilitychange", work, {once: true});
}

/** Resolves when one of these elements is on the screen or half a window from it; else when the page is touched. */
export function nearOrTouched(elements: Iterable<Element>, touched: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({isIntersecting}) => isIntersecting)) resolve();
      },
      {rootMargin: "50% 0px"},
    );
    for (const element of elements) observer.observe(element);
    void touched.then(resolve).finally(() => observer.disconnect());
  });
}

/** Resolves when the page does not scroll. */
export async function atRest(): Promise<void> {
  for (let before = Number.NaN; before !== scrollY; ) {
    before = scrollY;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
