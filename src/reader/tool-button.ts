/** A button of the reader's tools. While it is `aria-disabled` it keeps its place and the focus, and does nothing. */
export function toolButton(text: string, title: string, act: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), {type: "button", textContent: text, title});
  made.addEventListener("click", () => {
    if (made.getAttribute("aria-disabled") !== "true") act();
  });
  return made;
}
