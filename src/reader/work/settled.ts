/** How long what an edit sets going may take before the edit counts as harmless, in milliseconds. */
const TRIAL = 3000;

/** Resolves when the page has outlived what it was given: no cell runs any more, or the trial is over. Not while it is hidden, when nothing runs. */
export async function settled(root: HTMLElement): Promise<void> {
  const start = performance.now();
  do {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    // A cell that sleeps is pending, and not busy.
  } while (root.querySelector('[data-cell][data-state="pending"][aria-busy]') && performance.now() - start < TRIAL);
}
