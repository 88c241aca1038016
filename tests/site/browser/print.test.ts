// @vitest-environment jsdom
import {expect, it} from "vitest";
import {openForPrint} from "../../../src/site/browser/print.ts";

it("opens what is folded while printing, and then only folds that", () => {
  document.body.innerHTML = `<details id="menu"></details>
    <main><details id="a"><details id="inner"></details></details><details id="b" open></details></main>`;
  openForPrint();
  const open = () => [...document.querySelectorAll<HTMLDetailsElement>("details[open]")].map(({id}) => id);
  dispatchEvent(new Event("beforeprint"));
  dispatchEvent(new Event("beforeprint"));
  expect(open()).toEqual(["a", "inner", "b"]);
  dispatchEvent(new Event("afterprint"));
  expect(open()).toEqual(["b"]);
});
