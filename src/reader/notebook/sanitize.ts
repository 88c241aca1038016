import DOMPurify from "dompurify";

const purify = DOMPurify(window);

/** Of styles only those that the compiler and KaTeX write: lengths and colours, nothing that loads or covers the page. */
purify.addHook("afterSanitizeAttributes", (element) => {
  if (!(element instanceof Element)) return;
  const style = element.getAttribute("style");
  if (style !== null && /url\s*\(|image-set|expression|position\s*:\s*(?:fixed|absolute|sticky)|\\/i.test(style))
    element.removeAttribute("style");
  for (const name of ["src", "srcset", "poster", "background"]) {
    const url = element.getAttribute(name);
    // A picture from elsewhere would tell its host of every reader.
    if (url !== null && /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url) && !/^\s*data:image\//i.test(url))
      element.removeAttribute(name);
  }
});

/**
 * HTML of a text that may come from anywhere: without what runs, loads, submits or covers. What the compiler itself writes
 * (placeholders of cells, mathematics, marks of problems) stays as it is.
 */
export function sanitize(html: string): string {
  return purify.sanitize(html, {
    FORBID_TAGS: ["style", "form", "dialog", "iframe", "object", "embed", "link", "meta", "base", "template", "slot"],
    FORBID_ATTR: ["autofocus", "contenteditable", "popover", "popovertarget", "ping", "formaction", "target", "is"],
    // Comments mark where a notebook's blocks begin.
    ADD_TAGS: ["semantics", "annotation", "#comment"],
    ADD_ATTR: ["encoding", "aria-hidden"],
    FORCE_BODY: true, // else a comment at the start would belong to no element, and be lost
    ALLOW_DATA_ATTR: true,
    ALLOW_ARIA_ATTR: true,
    // Headings and cells need ids of any name; the page's own code asks for none that they could take.
    SANITIZE_DOM: false,
    SANITIZE_NAMED_PROPS: false,
  });
}
