import {expect, it} from "vitest";
import {linkHtml} from "../../src/vite/link-html.ts";
import {temporary} from "./temporary.ts";

it("writes URLs of files beside the page from the root", async () => {
  const root = temporary({"content/a b.png": "", "content/img/c.svg": "", "notebooks/d.csv": ""});
  const text = `<p><img alt="x" src="a%20b.png"><img src="./img/c.svg#layer"><a href="../notebooks/d.csv" download>d</a></p>`;
  const {html, missing} = await linkHtml({html: text, path: "content/x.md"}, root);
  expect(html).toBe(
    `<p><img alt="x" src="/content/a%20b.png"><img src="/content/img/c.svg#layer"><a href="/notebooks/d.csv" download>d</a></p>`,
  );
  expect(missing).toEqual([]);
});

it("leaves other URLs and links between pages, and tells what is missing", async () => {
  const text = `<img src="https://example.org/a.png"><img src="/b.png"><img src="data:,"><a href="#top"></a>
<a href="other.html#x"></a><a href="mailto:a@b.c"></a><img src="none.png"><code>src="code.png"</code>`;
  const {html, missing} = await linkHtml({html: text, path: "content/x.md"}, temporary({}));
  expect(html).toBe(text);
  expect(missing).toEqual(["none.png"]);
});

it("tells versions of a file apart where it is asked to", async () => {
  const root = temporary({"content/a.png": ""});
  const {html} = await linkHtml({html: '<img src="a.png#x">', path: "content/x.md"}, root, async () => "h1");
  expect(html).toBe('<img src="/content/a.png?v=h1#x">');
});
