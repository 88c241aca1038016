import {html} from "./element.ts";

/**
 * A text with each ∂ in an element of its own, which the style sheet spaces: the sign leans, and would run into the letter
 * behind it.
 */
export function withPartials(text: string): (string | HTMLElement)[] {
  return text
    .split(/(∂)/)
    .filter((part) => part !== "")
    .map((part) => (part === "∂" ? html("span", {class: "unit-partial"}, part) : part));
}
