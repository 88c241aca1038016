// @vitest-environment jsdom
import "fake-indexeddb/auto";
import {deleteDB} from "idb";
import {afterEach, describe, expect, it, vi} from "vitest";
import {CourseWork} from "../../../src/reader/work/course-work.ts";
import {databaseName} from "../../../src/reader/work/database.ts";
import {keepTyping} from "../../../src/reader/work/keep-typing.ts";
import {memoryWork} from "../../../src/reader/work/memory.ts";

const draft = (value: string, item = "cell:x") => ({lesson: "l", item, value, hash: ""});

afterEach(async () => {
  vi.useRealTimers();
  localStorage.clear();
  await deleteDB(databaseName("late"));
});

describe("a page that is left", () => {
  it("hands what the device has not taken to the next one, where it is no newer than it was", async () => {
    let time = 10;
    const first = new CourseWork("late", {now: () => time});
    await first.put(draft("kept", "cell:y"));
    // No answer reaches a page that has gone, so neither put is waited for.
    window.dispatchEvent(new Event("pagehide"));
    const open = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("", "UnknownError");
    });
    await first.put(draft("last"));
    await first.put(draft("old", "cell:y"));
    first.dispose();
    open.mockRestore();
    time = 5;
    const other = new CourseWork("late", {now: () => 20});
    expect((await other.list()).map(({value}) => value)).toEqual(["last", "old"]);
    expect((await other.history()).map(({value}) => value)).toEqual(["kept"]);
    await other.put(draft("newer"));
    localStorage.setItem("work of late, written last", JSON.stringify([{...draft("older"), time: 15}, "rubbish"]));
    const third = new CourseWork("late");
    expect((await third.get("l", "cell:x"))?.value).toBe("newer");
    expect((await third.history({item: "cell:x"})).map(({value}) => value)).toContain("older");
    expect(localStorage).toHaveLength(0);
    for (const work of [other, third]) work.dispose();
  });
});

describe("a text that is typed", () => {
  it("is kept soon after its first letter, once for all letters of the while", async () => {
    vi.useFakeTimers();
    const work = memoryWork();
    const put = vi.spyOn(work, "put");
    const typing = keepTyping(work, {delay: 300});
    const kept = typing.keep(draft("a"));
    vi.advanceTimersByTime(200);
    void typing.keep(draft("ab"));
    vi.advanceTimersByTime(99);
    expect(put).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    await kept;
    expect(put.mock.calls).toEqual([[draft("ab")]]);
    typing.dispose();
  });

  it("is kept at once when the page is hidden or left, and when asked to", async () => {
    const work = memoryWork();
    const put = vi.spyOn(work, "put");
    const typing = keepTyping(work);
    void typing.keep(draft("a"));
    const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    hidden.mockRestore();
    expect(put).toHaveBeenCalledTimes(1);
    void typing.keep(draft("b"));
    window.dispatchEvent(new Event("pagehide"));
    expect(put).toHaveBeenCalledTimes(2);
    void typing.keep(draft("c"));
    void typing.keep(draft("d", "cell:y"));
    typing.drop("l", "cell:x");
    await typing.flush();
    expect(put.mock.lastCall).toEqual([draft("d", "cell:y")]);
    expect(put).toHaveBeenCalledTimes(3);
    await typing.flush();
    typing.dispose();
  });
});
