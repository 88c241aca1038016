// @vitest-environment jsdom
import {afterEach, beforeEach, expect, it, vi} from "vitest";
import {followShell} from "../../src/vite/client/refresh.ts";

const reload = vi.fn();

function html({title = "One", next = '<a rel="next" href="two.html">Two</a>', prose = "Text.", cards = ""}) {
  return `<html><head><title>${title}</title><meta name="description" content="About ${title}"></head>
<body><header><a href="/">Course</a><nav><span>←</span>${next}</nav><fieldset><input type="radio"></fieldset></header>
<div class="page"><nav class="toc"><ol><li>${prose}</li></ol></nav><main><article><h1>${title}</h1><div class="prose">${prose}</div></article>${cards}</main></div>
<footer>End</footer></body></html>`;
}

let served = "";

function open(page: string) {
  const {documentElement} = new DOMParser().parseFromString(page, "text/html");
  document.documentElement.innerHTML = documentElement.innerHTML;
  return followShell(".prose");
}

beforeEach(() => {
  vi.stubGlobal("fetch", async () => new Response(served));
  vi.stubGlobal("location", {href: "http://x/one.html", reload});
  reload.mockClear();
});
afterEach(() => vi.unstubAllGlobals());

it("changes title and links, and leaves prose and what scripts have touched", async () => {
  const refresh = open(html({}));
  const prose = document.querySelector(".prose")!;
  prose.innerHTML = "<input>";
  document.querySelector("input[type=radio]")!.setAttribute("data-wired", "");
  document.querySelector(".toc li")!.textContent = "Rebuilt";
  document.body.append(Object.assign(document.createElement("aside"), {className: "problem-panel"}));
  served = html({title: "First", next: '<a rel="next" href="other.html">Other</a>', prose: "Newer text."});
  await refresh();
  expect(document.title).toBe("First");
  expect(document.querySelector("meta")?.getAttribute("content")).toBe("About First");
  expect(document.querySelector("h1")?.textContent).toBe("First");
  expect(document.querySelector("[rel=next]")?.outerHTML).toContain("other.html");
  expect(document.querySelector(".prose")).toBe(prose);
  expect(prose.innerHTML).toBe("<input>");
  expect(document.querySelector("input[data-wired]")).not.toBeNull();
  expect(document.querySelector(".toc li")?.textContent).toBe("Rebuilt");
  expect(document.querySelector(".problem-panel")).not.toBeNull();
  expect(reload).not.toHaveBeenCalled();
});

it("replaces an element by one of another kind, and adds and removes what stands around the prose", async () => {
  const refresh = open(html({next: "<span>→</span>"}));
  const prose = document.querySelector(".prose");
  served = html({cards: "<nav class=cards>Two</nav>"});
  await refresh();
  expect(document.querySelector("[rel=next]")?.textContent).toBe("Two");
  expect(document.querySelector("main > .cards")?.previousElementSibling?.tagName).toBe("ARTICLE");
  served = html({next: "<span>→</span>"});
  await refresh();
  expect(document.querySelector("[rel=next], .cards")).toBeNull();
  expect(document.querySelector(".prose")).toBe(prose);
  expect(reload).not.toHaveBeenCalled();
});

it("looks once after the other, so that the last word is the server's latest", async () => {
  const refresh = open(html({}));
  const answers = [html({title: "Second"}), html({title: "Third"})];
  const delays = [30, 0];
  vi.stubGlobal("fetch", async () => {
    const [answer, delay] = [answers.shift(), delays.shift()];
    await new Promise((resolve) => setTimeout(resolve, delay));
    return new Response(answer);
  });
  await Promise.all([refresh(), refresh()]);
  expect(document.querySelector("h1")?.textContent).toBe("Third");
});

it("loads the page anew where its shape is another", async () => {
  const refresh = open(html({}));
  document.querySelector("article")?.before(document.createElement("hr"));
  served = html({title: "Changed"});
  await refresh();
  expect(reload).toHaveBeenCalledOnce();
});
