import {describe, expect, it} from "vitest";
import {findWork} from "../../../src/reader/work/find-work.ts";
import {memoryWork} from "../../../src/reader/work/memory.ts";

async function workOf(...records: [lesson: string, item: string][]) {
  let time = 0;
  const work = memoryWork(undefined, () => ++time);
  for (const [lesson, item] of records) await work.put({lesson, item, value: `${lesson} ${item}`, hash: "h"});
  return work;
}

describe("work on an item", () => {
  it("is found in its lesson, and says whether the item's text has changed", async () => {
    const work = await workOf(["a", "quiz:x"], ["b", "quiz:x"]);
    expect(await findWork(work, "a", "quiz:x", "h")).toMatchObject({record: {lesson: "a"}, changed: false});
    expect(await findWork(work, "a", "quiz:x", "g")).toMatchObject({record: {lesson: "a"}, changed: true});
  });

  it("is found under the lesson from which a question or an exercise has moved: the newest of them", async () => {
    const work = await workOf(["a", "quiz:x"], ["b", "quiz:x"], ["gone", "exercise:y"]);
    expect(await findWork(work, "c", "quiz:x", "h")).toMatchObject({record: {lesson: "b"}, changed: false});
    expect(await findWork(work, "c", "exercise:y", "g")).toMatchObject({record: {lesson: "gone"}, changed: true});
  });

  it("is never another item's, nor another lesson's cell, section or notebook", async () => {
    const work = await workOf(["a", "quiz:x"], ["a", "cell:x"], ["a", "notebook"], ["a", "section:x"]);
    for (const item of ["quiz:y", "quiz:", "cell:x", "notebook", "section:x"])
      expect(await findWork(work, "b", item, "h")).toBeUndefined();
  });
});
