import {html} from "./element.ts";
import {withPartials} from "./partials.ts";

/** One polite sentence for those who listen: what the reader's own step has just done. */
export interface LiveRegion {
  readonly node: HTMLElement;
  /** Says a sentence. The same sentence twice is said twice. */
  say(sentence: string): void;
}

/** A live region whose text is also shown, as a unit's line of commentary. */
export function liveRegion(className = "unit-says"): LiveRegion {
  const node = html("p", {class: className, role: "status", "aria-live": "polite"});
  return {
    node,
    say(sentence) {
      // A region whose text does not change stays silent; a no-break space makes it change without being heard.
      node.replaceChildren(...withPartials(node.textContent === sentence ? `${sentence}\u00a0` : sentence));
    },
  };
}
