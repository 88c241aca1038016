// @vitest-environment jsdom
import {expect, it} from "vitest";
import {library} from "../../src/site/library.ts";

it.each(Object.keys(library))("%s is there", async (name) => {
  expect(await library[name]!(), name).toSatisfy(
    (value) => ["function", "object"].includes(typeof value) && value !== null,
  );
});

it("the names of Plot and d3 are all there", async () => {
  for (const name of ["Plot", "d3", "Inputs"]) {
    for (const [key, value] of Object.entries((await library[name]!()) as object)) {
      expect(value, `${name}.${key}`).toBeDefined();
    }
  }
});

it("tex and md make nodes that can be displayed", async () => {
  const tex = (await library.tex!()) as (s: TemplateStringsArray, ...v: unknown[]) => Element;
  const formula = tex`\frac{1}{${2}}`;
  expect(formula.parentNode).toBeNull();
  expect(formula.querySelector("annotation")?.textContent).toBe("\\frac{1}{2}");
  const md = (await library.md!()) as typeof tex;
  const inner = document.createElement("b");
  const text = md`
    # Title

    *x* and ${inner} and ${3}
  `;
  expect(text.querySelector("h1")?.textContent).toBe("Title");
  expect(text.querySelector("em")?.textContent).toBe("x");
  expect(inner.parentElement?.textContent).toBe("x and  and 3");
});
