import {html} from "../shared/element.ts";

/** A formula as text with its marks raised and lowered, "x_1" and "u^−3/2", and its letters in italics. */
export function richText(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(/_(\w+)|\^([−\d/]+)|x̂|(?<![A-Za-z])[a-zL](?![A-Za-z])|[γβμσε]/g)) {
    fragment.append(text.slice(end, match.index));
    const [whole, below, above] = match;
    if (below !== undefined) fragment.append(html("sub", {}, below));
    else if (above !== undefined) fragment.append(html("sup", {}, above));
    else fragment.append(html("i", {}, whole));
    end = match.index + whole.length;
  }
  fragment.append(text.slice(end));
  return fragment;
}

/** The same for the ear and for titles: "x1", "x hat 1", "to the power of −3/2". */
export function spokenText(text: string): string {
  return text
    .replaceAll("∂L/∂", "gradient of ")
    .replaceAll("∂", "gradient of ")
    .replace(/x̂_?(\w*)/g, (_, sample: string) => (sample ? `x hat ${sample}` : "x hat"))
    .replace(/_(\w+)/g, "$1")
    .replace(/\^([−\d/]+)/g, " to the power of $1")
    .replaceAll("σ²", "sigma squared")
    .replaceAll("γ", "gamma")
    .replaceAll("β", "beta")
    .replaceAll("μ", "mu")
    .replaceAll("ε", "epsilon");
}
