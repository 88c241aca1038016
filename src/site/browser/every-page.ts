import {offerHovercards} from "./hovercards.ts";
import {followMissingParts} from "./missing-part.ts";
import {openTargets} from "./open-target.ts";
import {openForPrint} from "./print.ts";
import {offerSearch} from "./search.ts";
import {followTheme} from "./theme.ts";

/** What every page of the site has, be there cells on it or not. */
export function furnish(): void {
  followTheme();
  openForPrint();
  openTargets();
  offerSearch();
  const main = document.querySelector("main");
  if (main) offerHovercards(main);
  followMissingParts();
  if (!import.meta.env.DEV) whenIdle(() => void import("./offline.ts").then(({keepOffline}) => keepOffline()));
}

/** Once the page has loaded and has nothing to do: what follows competes with nothing that the reader waits for. */
function whenIdle(work: () => void): void {
  // Safari has no idle moments.
  const idle = () =>
    "requestIdleCallback" in globalThis ? requestIdleCallback(work, {timeout: 5000}) : setTimeout(work, 2000);
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, {once: true});
}
