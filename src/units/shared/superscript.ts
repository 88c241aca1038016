import {html} from "./element.ts";

const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * A text with its powers as raised elements: "4.48×10⁻³⁰⁹" and "e^−s". Few fonts hold all superscript signs, and signs
 * from two fonts stand at two heights.
 */
export function withSuperscripts(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+|\^([−\w]+)/g)) {
    fragment.append(text.slice(end, match.index));
    const raised = match[1] ?? [...match[0]].map((sign) => (sign === "⁻" ? "−" : DIGITS.indexOf(sign))).join("");
    fragment.append(html("sup", {}, raised));
    end = match.index + match[0].length;
  }
  fragment.append(text.slice(end));
  return fragment;
}
