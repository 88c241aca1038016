// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {openWhenTouched, type Touched} from "../../../src/reader/edit/at-rest.ts";
import type {LiveCell} from "../../../src/reader/index.ts";
import {blockHtml, open, page} from "../page.ts";

const until = vi.waitFor;
let opened: ReturnType<typeof open> | undefined;

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  opened?.dispose();
  vi.restoreAllMocks();
});

/** Two cells, the second an `edit` fence. */
function pageOf(a = "const a = 1;", b = "a + 1") {
  const html = (cells: LiveCell[]) =>
    cells
      .map((cell) => {
        const text = blockHtml(cell);
        return cell.show === "editor" ? text.replace('"cell-source"', '"cell-source" data-show="editor" open') : text;
      })
      .join("");
  return page(
    [
      {id: "a", source: a},
      {id: "b", source: b, extra: {show: "editor"}},
    ],
    html,
  );
}

const panelOf = (id: string) => opened!.$(id).querySelector<HTMLDetailsElement>(".cell-source")!;
const shown = (id: string) => {
  const panel = panelOf(id);
  return (panel.querySelector(".cell-own") ?? panel.querySelector("pre"))?.textContent;
};
const summary = (id: string) => panelOf(id).querySelector("summary")!.textContent;

describe("the text in a cell's panel", () => {
  it("is the reader's while that runs, in colours, and the author's stands behind it", async () => {
    opened = open(pageOf());
    await opened.edit("a", 'const a = "ten"; // mine');
    await until(() => expect(shown("a")).toBe('const a = "ten"; // mine'));
    await until(() =>
      expect([...panelOf("a").querySelectorAll(".cell-own span")].map((word) => word.className)).toEqual([
        "hljs-keyword",
        "hljs-string",
        "hljs-comment",
      ]),
    );
    expect(panelOf("a").querySelector("pre")!.textContent).toBe("const a = 1;");
    expect(summary("a")).toBe("show code (edited by you)");
    await opened.edit("a", undefined);
    await until(() => expect(panelOf("a").querySelector(".cell-own")).toBeNull());
    expect(summary("a")).toBe("show code");
  });

  it("is what was written and not run only where the code looks like an editor", async () => {
    opened = open(pageOf());
    opened.setDraft("a", "const a = 2;");
    opened.setDraft("b", "a + 2");
    await until(() => expect(shown("b")).toBe("a + 2"));
    expect(shown("a")).toBe("const a = 1;");
    opened.setDraft("b", undefined);
    await until(() => expect(shown("b")).toBe("a + 1"));
  });

  it("stays through an author's save, and so does an editor that is open in it", async () => {
    opened = open(pageOf());
    await opened.edit("a", "const a = 5;");
    await until(() => expect(shown("a")).toBe("const a = 5;"));
    const editor = panelOf("b").appendChild(document.createElement("div"));
    panelOf("b").dataset.editing = "";
    panelOf("a").open = true;
    const [first, second] = [panelOf("a"), panelOf("b")];
    await opened.update(pageOf("const a = 3;", "a + 3"));
    await until(() => expect(opened!.output("b").textContent).toBe("8"));
    expect([panelOf("a"), panelOf("b")]).toEqual([first, second]);
    expect(editor.isConnected).toBe(true);
    expect(panelOf("a").open).toBe(true);
    expect(shown("a")).toBe("const a = 5;");
    expect(summary("a")).toBe("show code (edited by you)");
    expect(panelOf("a").querySelector("pre")!.textContent).toBe("const a = 3;");
    expect(shown("b")).toBe("a + 3");
    expect(panelOf("b").querySelectorAll(".cell-edit")).toHaveLength(1);
  });
});

describe("the code of an edit fence", () => {
  const noEditor = () => new Promise<void>(() => {});

  it("can be focused and written in as soon as the page is alive, and tells whose code it is", async () => {
    opened = open(pageOf());
    const code = panelOf("b").querySelector("code")!;
    await until(() => expect(code.getAttribute("contenteditable")).toMatch(/true|plaintext-only/));
    expect(code.getAttribute("role")).toBe("textbox");
    expect(code.getAttribute("aria-label")).toMatch(/^Code of the cell b\./);
    expect(panelOf("a").querySelector("[contenteditable]")).toBeNull();
  });

  /** A panel outside of any page, with code that the reader focuses. */
  function focused(open: (touched: Touched) => Promise<void>, keep = (_: string) => {}) {
    document.body.innerHTML = `<details class="cell-source" open><pre><code tabindex="0">const <b>a</b> = 1;</code></pre></details><button>`;
    const panel = document.querySelector("details")!;
    openWhenTouched(panel, open, keep);
    const code = panel.querySelector("code")!;
    code.focus();
    return code;
  }

  it("gives its editor the selection, when the pointer is up", async () => {
    let touched: Touched | undefined;
    const code = focused((given) => {
      touched = given;
      return noEditor();
    });
    getSelection()!.setBaseAndExtent(code.querySelector("b")!.firstChild!, 1, code.lastChild!, 3);
    expect(await touched!()).toEqual({anchor: 7, head: 10, scrolled: 0, typed: undefined});
    code.dispatchEvent(new Event("pointerdown", {bubbles: true}));
    let isUp = false;
    const next = touched!().then((touch) => [isUp, touch?.head]);
    getSelection()!.collapse(code.firstChild, 2);
    isUp = true;
    dispatchEvent(new Event("pointerup"));
    expect(await next).toEqual([true, 2]);
  });

  it("has no editor for someone who went on, save what they typed", async () => {
    let touched: Touched | undefined;
    const code = focused((given) => {
      touched = given;
      return noEditor();
    });
    document.querySelector("button")!.focus();
    expect(await touched!()).toBeUndefined();
    code.lastChild!.nodeValue = " = 12;";
    expect(await touched!()).toMatchObject({typed: "const a = 12;"});
    expect(code.innerHTML).toBe("const <b>a</b> = 1;"); // what was typed is the editor's now
  });

  it("keeps what is typed where no editor could be loaded, and tries again", async () => {
    let tries = 0;
    const kept: string[] = [];
    const code = focused(
      () => {
        tries++;
        return Promise.reject(new Error("offline"));
      },
      (text) => kept.push(text),
    );
    code.append("!");
    await until(() => expect(kept).toEqual(["const a = 1;!"]));
    code.append("?");
    code.dispatchEvent(new Event("input", {bubbles: true}));
    expect(kept.at(-1)).toBe("const a = 1;!?");
    expect(code.textContent).toBe("const a = 1;!?"); // nothing is taken from under the reader's hand
    document.querySelector("button")!.focus();
    expect(kept.at(-1)).toBe("const a = 1;!?");
    expect(code.innerHTML).toBe("const <b>a</b> = 1;");
    code.focus();
    expect(tries).toBe(2);
  });
});
