import {offerHovercards} from "./hovercards.ts";
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
}
