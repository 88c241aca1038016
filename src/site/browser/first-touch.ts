/** What shows that somebody uses the page. */
const TOUCHES = ["pointerdown", "keydown", "wheel", "scroll", "touchstart", "focusin"] as const;

/** Resolves when the reader first does something on the page; at once on one that is scrolled already. */
export function firstTouch(): Promise<void> {
  return new Promise((resolve) => {
    if (scrollY > 0) resolve();
    const touched = () => {
      for (const type of TOUCHES) removeEventListener(type, touched, {capture: true});
      resolve();
    };
    for (const type of TOUCHES) addEventListener(type, touched, {capture: true, passive: true});
  });
}
