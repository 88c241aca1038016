import {html, type Markup, raw} from "./markup.ts";

/** A line drawing on a field of 24 by 24, for a tool of the header. */
export function toolIcon(shapes: string): Markup {
  return html`<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${raw(shapes)}</svg>`;
}
