import type {StudyContext, StudyPart} from "../study.ts";
import type {NotebookEditor} from "./editor.ts";
import {type KeptNotebook, readKept} from "./keep.ts";

/**
 * Lets the reader add, move, name and delete the blocks of a notebook, and keep it as a file. What that needs is loaded
 * when they begin, or when they come back to a version of their own.
 */
export function openNotebook(context: StudyContext): StudyPart {
  const {work, lesson} = context;
  let author = context.page;
  let editor: Promise<NotebookEditor> | undefined;
  const bar = document.querySelector<HTMLElement>(".notebook-bar");
  if (!bar || !author.source) return {update() {}};
  const begin = bar.appendChild(Object.assign(document.createElement("button"), {type: "button"}));
  begin.className = "notebook-begin";
  begin.textContent = "Edit this notebook";
  begin.addEventListener("click", () => void open().then((opened) => opened.begin()));
  const status = bar.appendChild(document.createElement("p"));
  status.className = "notebook-status";
  status.setAttribute("role", "status");
  void work.get(lesson, "notebook").then((record) => {
    const kept = record && readKept(record);
    if (kept) void open(kept);
  });

  function open(kept?: KeptNotebook): Promise<NotebookEditor> {
    editor ??= load(kept);
    editor.catch(() => {
      editor = undefined; // A chunk that could not be loaded may be there at the next try.
      status.textContent = "The editor could not be loaded. Check your connection, and try again.";
    });
    return editor;
  }

  async function load(kept?: KeptNotebook): Promise<NotebookEditor> {
    const [{NotebookEditor}, {source}] = await Promise.all([import("./editor.ts"), author.source!()]);
    const opened = new NotebookEditor({...context, page: author}, source, bar!);
    if (kept) await opened.restore(kept);
    return opened;
  }

  return {
    update(page) {
      author = page;
      void editor?.then(async (opened) => opened.follow(page, (await page.source!()).source));
    },
  };
}
