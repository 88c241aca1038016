import katex from "katex";

/**
 * Mathematics made while the page runs: tex`x^2` in a line, tex.block`…` in a line of its own. For what is known when
 * the page is written, `$…$` in the text is better, since it needs no script.
 */
export const tex = Object.assign(template(false), {block: template(true)});

function template(displayMode: boolean) {
  return (strings: TemplateStringsArray, ...values: unknown[]): Element => {
    const holder = document.createElement("div");
    katex.render(String.raw(strings, ...values), holder, {displayMode, throwOnError: true, output: "htmlAndMathml"});
    const element = holder.firstElementChild as Element;
    element.remove(); // What has a parent already cannot be displayed.
    return element;
  };
}
