import {html as htmlNode, svg as svgNode} from "htl";

/** An element from markup; what is put in is text, an attribute's value, a node or a list of these, never markup. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): HTMLElement {
  return htmlNode(strings, ...values) as HTMLElement;
}

export function svg(strings: TemplateStringsArray, ...values: unknown[]): SVGElement {
  return svgNode(strings, ...values) as SVGElement;
}
