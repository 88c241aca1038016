/** An element with a class and a text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = "",
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** A button, which does nothing while it is `aria-disabled`: it keeps its place and the focus. */
export function button(text: string, act: () => void, {className = "", title = ""} = {}): HTMLButtonElement {
  const made = element("button", className, text);
  made.type = "button";
  if (title) made.title = title;
  made.addEventListener("click", () => {
    if (made.getAttribute("aria-disabled") !== "true") act();
  });
  return made;
}

/** Text in which `backticks` mark code. */
export function textWithCode(text: string): (string | HTMLElement)[] {
  return text.split(/`([^`\n]+)`/).map((part, i) => (i % 2 === 0 ? part : element("code", "", part)));
}
