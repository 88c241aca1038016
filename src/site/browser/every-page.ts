import {offerHovercards} from "./hovercards.ts";
import {whenIdle} from "./idle.ts";
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
  if (!import.meta.env.DEV) whenLoaded(() => void import("./offline.ts").then(({keepOffline}) => keepOffline()));
}

/** Once the page has loaded and has nothing to do: what follows competes with nothing that the reader waits for. */
function whenLoaded(work: () => void): void {
  const idle = () => whenIdle(work, 5000);
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, {once: true});
}
