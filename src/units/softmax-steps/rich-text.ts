import {html} from "../shared/element.ts";

/** A formula as text with marks: a subscript after _ ("s_A"), a power in ^{…}. Lone letters are in italics. */
export function richText(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(/_(\w+)|\^\{([^}]*)\}|(?<![A-Za-z])[a-zL](?![A-Za-z])/g)) {
    fragment.append(text.slice(end, match.index));
    const [whole, below, above] = match;
    if (below !== undefined) fragment.append(html("sub", {}, below));
    else if (above !== undefined) fragment.append(html("sup", {}, richText(above)));
    else fragment.append(html("i", {}, whole));
    end = match.index + whole.length;
  }
  fragment.append(text.slice(end));
  return fragment;
}

/** The same for the ear: "e to the power of 3.2". */
export function spokenText(text: string): string {
  return text.replace(/_(\w+)/g, " $1").replace(/\^\{([^}]*)\}/g, " to the power of $1");
}
