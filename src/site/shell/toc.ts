import type {Heading} from "../../page/index.ts";
import {html, type Markup, raw} from "./markup.ts";

/** The headings of levels 2 and 3 as a nested list. `undefined` where there is nothing worth a list. */
export function tocList(toc: Heading[]): Markup | undefined {
  const headings = toc.filter(({level}) => level === 2 || level === 3);
  if (headings.length < 2) return undefined;
  const groups: {heading?: Heading; under: Heading[]}[] = [];
  for (const heading of headings) {
    const last = groups.at(-1);
    if (heading.level === 2) groups.push({heading, under: []});
    else if (last) last.under.push(heading);
    else groups.push({under: [heading]});
  }
  return html`<ol>${groups.map(
    ({heading, under}) =>
      html`<li>${heading && link(heading)}${under.length > 0 && html`<ol>${under.map((each) => html`<li>${link(each)}</li>`)}</ol>`}</li>`,
  )}</ol>`;
}

function link({id, html: text}: Heading): Markup {
  return html`<a href="#${encodeURIComponent(id)}">${raw(text)}</a>`;
}
