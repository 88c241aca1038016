import {type Notice, notice} from "../notice.ts";
import {writeLink} from "./link.ts";
import type {SharedPage} from "./state.ts";

let told: Notice | undefined;

/** Copies a link to the page with the values of its controls, and says what it carries. */
export async function copyLink(page: SharedPage): Promise<void> {
  const values = page.changed();
  // The section that is being read is part of what one wants to show.
  const here = document.querySelector<HTMLAnchorElement>(".toc [aria-current]")?.hash;
  const url = new URL(location.href);
  if (here) url.hash = here;
  const link = writeLink(url.href, values);
  told?.close();
  told = notice("Link");
  const close = {text: "Close", run: () => told?.close()};
  try {
    await navigator.clipboard.writeText(link);
    told.show(`${saying(values.size)} It is copied.`, [], [close]);
  } catch {
    // No clipboard without a secure origin, or against the reader's will: the link itself can be copied.
    told.show(`${saying(values.size)} Copy it here:`, [], [{text: link, href: link}, close]);
  }
}

function saying(count: number): string {
  if (count === 0) return "No control of this page differs from what its author set: the link leads to the page.";
  return `The link carries ${count === 1 ? "the control" : `the ${count} controls`} that you have changed, and no code.`;
}
