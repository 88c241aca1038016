// @vitest-environment jsdom
import {readFileSync} from "node:fs";
import {expect, it, vi} from "vitest";
import {withoutInlineHandlers} from "../../src/vite/htl-handlers.ts";

const files = ["node_modules/htl/dist/index.js", "node_modules/@observablehq/inputs/node_modules/htl/src/index.js"];

it.each(files)("%s makes elements with handlers, and never markup with one", async (file) => {
  const code = withoutInlineHandlers(readFileSync(file, "utf8"), file);
  const {html, svg} = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(`${code}//${file}`)}`);
  const written = vi.spyOn(Element.prototype, "innerHTML", "set");
  let clicks = 0;
  const click = () => clicks++;
  const button = html`<button class=${"a"} style=${{color: "red"}} onclick=${click}
    onFocus=${click}>on=::1 ${html`<b>on</b>`}</button>`;
  expect(button.outerHTML).toBe('<button class="a" style="color: red;">on=::1 <b>on</b></button>');
  const circle = svg`<circle r=${3} onclick=${click} />`;
  expect(circle.outerHTML).toContain('<circle r="3"');
  document.body.append(button, circle);
  button.click();
  button.dispatchEvent(new Event("focus"));
  circle.dispatchEvent(new Event("click"));
  expect(clicks).toBe(3);
  for (const [markup] of written.mock.calls) expect(markup).not.toMatch(/\son\w+=/i);
  expect(written).toHaveBeenCalled();
  written.mockRestore();
});

it("refuses another htl than it knows", () => {
  expect(() => withoutInlineHandlers("export const html = 1;", "htl")).toThrow("another htl");
});
