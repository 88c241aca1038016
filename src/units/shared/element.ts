/** What an attribute may be set to; `null`, `undefined` and `false` leave it out, `true` writes it empty. */
export type AttributeValue = string | number | boolean | null | undefined;

// biome-ignore lint/suspicious/noExplicitAny: a listener for one kind of event is not a listener for every event
type Listener = (event: any) => void;

/** Attributes by name. A function under "onclick", "oninput" … is added as a listener. */
export type Attributes = Record<string, AttributeValue | Listener>;

export type Child = Node | string | number | null | undefined | false;

/** A new HTML element: `html("button", {type: "button", onclick: step}, "Next")`. */
export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** A new SVG element: `svg("circle", {cx: 10, cy: 10, r: 4})`. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** Sets or removes one attribute, by the rules of {@link AttributeValue}. */
export function setAttribute(element: Element, name: string, value: AttributeValue): void {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else setAttribute(element, name, value);
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(typeof child === "number" ? String(child) : child);
  }
  return element;
}
