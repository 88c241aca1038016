// @vitest-environment jsdom
import {expect, it} from "vitest";
import {removeMarginNotes, setMarginNotes} from "../../../src/site/browser/margin.ts";

const prose = `<p>One.<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup> Two by
<a class="citation" href="#ref-glorot">Glorot, 2010</a> and again <a class="citation" href="#ref-glorot">2010</a>.
Live.<sup class="footnote-ref"><a href="#fn2" id="fnref2">[2]</a></sup> Lost <a class="citation" href="#ref-lost">?</a></p>
<section class="footnotes"><ol><li id="fn1"><p>First <em id="deep">note</em>. <a class="footnote-backref" href="#fnref1">↩</a></p><p>More.</p></li>
<li id="fn2"><p>Value <span class="cell-inline" data-cell="a">3</span></p></li></ol></section>
<section class="references"><ol><li id="ref-glorot">Glorot (2010). <a href="https://example.org">link</a></li></ol></section>`;

const setUp = () => {
  const root = document.createElement("div");
  root.innerHTML = prose;
  document.body.replaceChildren(root);
  return root;
};

it("sets notes and works beside their first mark, for the eye only", () => {
  const root = setUp();
  setMarginNotes(root);
  const notes = [...root.querySelectorAll(".margin-note")];
  expect(notes.map((note) => note.textContent?.trim())).toEqual(["1First note. More.", "Glorot (2010). link"]);
  expect(notes[0]?.previousElementSibling?.className).toBe("footnote-ref");
  for (const note of notes) {
    expect(note.getAttribute("aria-hidden")).toBe("true");
    expect(note.querySelector("a, p, [id], [tabindex]")).toBeNull();
    expect(note.closest("p")).not.toBeNull();
  }
});

it("can be called again, and leaves the prose as it was", () => {
  const root = setUp();
  const before = root.innerHTML;
  setMarginNotes(root);
  setMarginNotes(root);
  expect(root.querySelectorAll(".margin-note")).toHaveLength(2);
  removeMarginNotes(root);
  expect(root.innerHTML).toBe(before);
});
