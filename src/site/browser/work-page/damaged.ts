import {readRecord} from "../../../reader/work/record.ts";
import type {DamagedRecord} from "../../../reader/work/types.ts";
import {html} from "../../../units/shared/element.ts";
import {button, type KeptActions} from "./lessons.ts";
import {timeText} from "./words.ts";

/** What the device held and nothing could be made of: to look at, to copy and, where it is a record after all, to restore. */
export function showDamaged(
  damaged: readonly DamagedRecord[],
  {copy, restore}: Omit<KeptActions, "reset">,
): HTMLElement {
  return html(
    "section",
    {class: "work-lesson", "aria-labelledby": "work-damaged"},
    html("h2", {id: "work-damaged"}, "What could not be read"),
    html("p", {}, "Something has spoilt these records. They were set aside as they were found."),
    html("ul", {class: "work-items"}, ...damaged.map((each, i) => showOne(each, i, {copy, restore}))),
  );
}

function showOne(
  {key, raw, why, time}: DamagedRecord,
  i: number,
  {copy, restore}: Omit<KeptActions, "reset">,
): HTMLElement {
  const text = typeof raw === "string" ? raw : JSON.stringify(raw, null, 2);
  const record = readRecord(raw);
  const name = Array.isArray(key) ? key.join(", ") : JSON.stringify(key);
  return html(
    "li",
    {class: "work-item"},
    html("p", {class: "work-name"}, html("span", {class: "work-kind"}, "Record"), " ", name),
    html("p", {class: "work-facts"}, `${why} Found on ${timeText(time)}.`),
    html(
      "details",
      {"data-key": `damaged ${i}`},
      html("summary", {}, "Show"),
      html("pre", {tabindex: 0, role: "group", "aria-label": "What was found"}, text),
      html(
        "p",
        {class: "work-buttons"},
        button("Copy", `copy damaged ${i}`, () => copy(text)),
        typeof record !== "string" && button("Restore", `restore damaged ${i}`, () => restore(record)),
      ),
    ),
  );
}
