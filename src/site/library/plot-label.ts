/** Plot's options that say in words what a picture shows. */
export interface Labelled {
  ariaLabel?: string | null;
  title?: unknown;
  subtitle?: unknown;
  caption?: unknown;
}

/**
 * Makes a plot one picture with a name. Plot labels its groups ("line", "x-axis tick label"), which ARIA prohibits on
 * elements without a role and which say nothing to a listener; as children of an image they are not read at all. The
 * labels stay where style sheets look for them, and their groups become `presentation`al.
 */
export function labelPicture<T extends Element>(picture: T, options: Labelled): T {
  const name =
    [options.ariaLabel, options.title, options.caption, options.subtitle].map(textOf).find(Boolean) ?? "Plot";
  for (const svg of picture.localName === "svg" ? [picture] : picture.querySelectorAll(":scope > svg")) {
    svg.setAttribute("role", "img");
    if (!svg.hasAttribute("aria-label")) svg.setAttribute("aria-label", name);
    for (const group of svg.querySelectorAll("[aria-label]")) {
      group.setAttribute("data-mark", group.getAttribute("aria-label") ?? "");
      group.removeAttribute("aria-label");
      group.removeAttribute("aria-description");
    }
  }
  return picture;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value.trim();
  return value instanceof Node ? (value.textContent ?? "").trim() : "";
}
