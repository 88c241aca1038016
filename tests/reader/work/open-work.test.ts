import "fake-indexeddb/auto";
import {deleteDB, openDB} from "idb";
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {CourseWork} from "../../../src/reader/work/course-work.ts";
import {databaseName} from "../../../src/reader/work/database.ts";
import {memoryWork} from "../../../src/reader/work/memory.ts";
import {openWork} from "../../../src/reader/work/open-work.ts";
import type {Work, WorkChange} from "../../../src/reader/work/types.ts";

const course = "test";
const opened: Work[] = [];

/** A tab that shows the course. */
async function tab(options?: ConstructorParameters<typeof CourseWork>[1]): Promise<Work> {
  const work = options ? new CourseWork(course, options) : await openWork(course);
  opened.push(work);
  return work;
}

const answer = (lesson: string, item: string, value: unknown = 1) => ({lesson, item, value: value as never, hash: "h"});
const values = (records: {value: unknown}[]) => records.map(({value}) => value);

/** What a work tells its watcher. */
function heard(work: Work): WorkChange[] {
  const changes: WorkChange[] = [];
  work.watch((change) => changes.push(change));
  return changes;
}

/** The course's database as anybody may open it. */
const database = (version?: number) => openDB(databaseName(course), version);

beforeEach(async () => {
  await deleteDB(databaseName(course));
});

afterEach(() => {
  for (const work of opened.splice(0)) work.dispose();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("kept work", () => {
  it("is there after the page was closed, in order of lesson and item", async () => {
    const first = await tab();
    await first.put(answer("softmax", "quiz:b", {answer: [0, 2]}));
    await first.put(answer("softmax", "quiz:a", "x"));
    await first.put(answer("notebooks/bench", "notebook", {markdown: "# A"}));
    first.dispose();
    const second = await tab();
    expect((await second.list()).map(({lesson, item}) => `${lesson} ${item}`)).toEqual([
      "notebooks/bench notebook",
      "softmax quiz:a",
      "softmax quiz:b",
    ]);
    expect(values(await second.list({lesson: "softmax"}))).toEqual(["x", {answer: [0, 2]}]);
    expect(values(await second.list({item: "quiz:a"}))).toEqual(["x"]);
    expect((await second.get("softmax", "quiz:b"))?.value).toEqual({answer: [0, 2]});
    expect(await second.get("soft", "quiz:b")).toBeUndefined();
    expect(second.status.kind).toBe("saved");
  });

  it("of one course is not another's", async () => {
    await (await tab()).put(answer("a", "x"));
    const other = await openWork("other");
    expect(await other.list()).toEqual([]);
    other.dispose();
  });

  it("is written in one go with its strict promise", async () => {
    const work = await tab();
    const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
    await work.put(answer("a", "x"));
    expect(transaction.mock.lastCall?.slice(1)).toEqual(["readwrite", {durability: "strict"}]);
  });

  it("does not change with the object that it was given as", async () => {
    const work = await tab();
    const value = {text: "one"};
    const kept = work.put(answer("a", "x", value));
    value.text = "two";
    await kept;
    expect(values(await work.list())).toEqual([{text: "one"}]);
  });

  it.each([Number.NaN, undefined, new Date(0), {a: () => 1}, [1, undefined], new Map()])(
    "cannot be %o, which is no plain data",
    async (value) => {
      const work = await tab();
      await expect(work.put({...answer("a", "x"), value: value as never})).rejects.toThrow(TypeError);
      expect(await work.list()).toEqual([]);
    },
  );

  it("has times that grow though the clock is put back", async () => {
    let time = 1000;
    const work = await tab({now: () => time});
    await work.put(answer("a", "x", 1));
    time = 10;
    await work.put(answer("a", "x", 2));
    expect(await work.get("a", "x")).toMatchObject({value: 2, time: 1001});
  });

  it("is forgotten by item, by lesson and by course, with its older values", async () => {
    const [work, other] = [await tab(), await tab()];
    for (const lesson of ["a", "b"])
      for (const item of ["x", "y"]) {
        await work.put(answer(lesson, item, 1));
        await other.put(answer(lesson, item, 2));
      }
    await work.remove({lesson: "a", item: "x"});
    expect((await work.list()).map(({lesson, item}) => lesson + item)).toEqual(["ay", "bx", "by"]);
    expect((await work.history()).map(({lesson, item}) => lesson + item)).toEqual(["ay", "bx", "by"]);
    await work.remove({lesson: "b"});
    expect((await work.history()).map(({lesson, item}) => lesson + item)).toEqual(["ay"]);
    await work.remove({item: "y"});
    expect(await work.list()).toEqual([]);
    await work.put(answer("c", "z"));
    await work.remove({});
    expect([...(await work.list()), ...(await work.history())]).toEqual([]);
  });

  it("tells of a removal at once, so that what the reader does next is not taken away", async () => {
    const work = await tab();
    await work.put(answer("a", "quiz:x", "old"));
    const changes = heard(work);
    const removed = work.remove({lesson: "a", item: "quiz:x"});
    expect(changes).toEqual([{removed: {lesson: "a", item: "quiz:x"}}]);
    const kept = work.put(answer("a", "quiz:x", "new"));
    await Promise.all([removed, kept]);
    expect(changes.filter((change) => "removed" in change)).toHaveLength(1);
    expect((await work.get("a", "quiz:x"))?.value).toBe("new");
  });

  it("leaves a removed value among the older ones if asked to", async () => {
    const work = await tab();
    await work.put(answer("a", "cell:x", 1));
    await work.remove({lesson: "a", item: "cell:x"}, {history: "keep"});
    expect(await work.get("a", "cell:x")).toBeUndefined();
    expect(values(await work.history({lesson: "a"}))).toEqual([1]);
  });

  it("brings many values at once, with their times, and keeps what they replace", async () => {
    const work = await tab({now: () => 50});
    await work.put(answer("a", "x", "mine"));
    const changes = heard(work);
    await work.putAll([{...answer("a", "x", "theirs"), time: 20}, answer("b", "y")]);
    expect((await work.list()).map(({value, time}) => [value, time])).toEqual([
      ["theirs", 20],
      [1, 50],
    ]);
    expect(values(await work.history())).toEqual(["mine"]);
    expect(changes.filter((change) => "record" in change)).toHaveLength(2);
  });

  it("hides the marks of the site's own, which have no history", async () => {
    const [work, other] = [await tab(), await tab()];
    await work.put(answer("a", "~running:x", 1));
    await other.put(answer("a", "~running:x", 2));
    expect([...(await work.list()), ...(await work.history())]).toEqual([]);
    expect((await work.get("a", "~running:x"))?.value).toBe(2);
  });
});

describe("two tabs", () => {
  it("tell each other of what they keep and forget", async () => {
    const [here, there] = [await tab(), await tab()];
    const [changes, own] = [heard(there), heard(here)];
    await here.put(answer("a", "x", 1));
    await vi.waitFor(() => expect(changes).toMatchObject([{record: {value: 1}}]));
    await here.remove({lesson: "a"});
    await vi.waitFor(() => expect(changes.at(-1)).toEqual({removed: {lesson: "a"}}));
    expect(own.filter((change) => "record" in change)).toEqual([]);
  });

  it("lose nothing when both write the same item", async () => {
    const [here, there] = [await tab(), await tab()];
    await here.put(answer("a", "x", "here 1"));
    await here.put(answer("a", "x", "here 2"));
    await there.put(answer("a", "x", "there 1"));
    await there.put(answer("a", "x", "there 2"));
    await here.put(answer("a", "x", "here 3"));
    expect((await there.get("a", "x"))?.value).toBe("here 3");
    expect(values(await there.history({lesson: "a", item: "x"}))).toEqual(["there 2", "here 2"]);
    for (let i = 0; i < 8; i++) await (i % 2 ? here : there).put(answer("a", "x", i));
    expect(values(await here.history())).toEqual([6, 5, 4, 3, 2]);
  });
});

describe("what is damaged", () => {
  it("is set aside, told once, and hides nothing", async () => {
    const work = await tab();
    await work.put(answer("a", "x", 1));
    await work.put(answer("b", "y", 2));
    const raw = await database();
    await raw.put("records", {lesson: "a", item: "x", value: {text: "half"}}, ["a", "x"]);
    await raw.put("records", "garbage", 7);
    await raw.put("records", {lesson: "a", item: "z", value: 1, hash: "", time: 1}, ["b", "w"]);
    await raw.put("history", {not: "a list"}, ["b", "y"]);
    const circle: unknown[] = [];
    circle.push(circle);
    await raw.put("records", {lesson: "c", item: "c", value: circle, hash: "", time: 1}, ["c", "c"]);
    raw.close();
    const changes = heard(work);
    expect(values(await work.list())).toEqual([2]);
    const damaged = changes.flatMap((change) => ("damaged" in change ? [change.damaged] : []));
    expect(damaged.map(({key, why}) => [key, why])).toEqual([
      [7, "It is no record."],
      [["a", "x"], "Its hash is missing."],
      [["b", "w"], "It stands at another record's place."],
      [["c", "c"], "It is nested too deeply."],
      [["b", "y"], "It is no list of older values."],
    ]);
    expect(damaged[1]?.raw).toEqual({lesson: "a", item: "x", value: {text: "half"}});
    await work.list();
    expect(changes.filter((change) => "damaged" in change)).toHaveLength(5);
    expect(await work.damaged()).toEqual(damaged);
    await work.put(answer("a", "x", 3));
    expect((await work.get("a", "x"))?.value).toBe(3);
    await work.remove({lesson: "a"});
    expect(await work.damaged()).toHaveLength(4);
    await work.remove({});
    expect(await work.damaged()).toEqual([]);
  });

  it("is set aside when a new value takes its place unread", async () => {
    const work = await tab();
    const raw = await database();
    await raw.put("records", {time: "yesterday"}, ["a", "x"]);
    raw.close();
    await work.put(answer("a", "x", 1));
    expect((await work.damaged()).map(({raw: found}) => found)).toEqual([{time: "yesterday"}]);
    expect(values(await work.list())).toEqual([1]);
  });
});

describe("a database of an older version", () => {
  it("is brought to the present one with what it holds", async () => {
    const old = await openDB(databaseName(course), 1, {
      upgrade(made) {
        made.createObjectStore("records");
      },
    });
    await old.put("records", {...answer("a", "x", "old"), time: 1}, ["a", "x"]);
    old.close();
    const work = await tab();
    expect(values(await work.list())).toEqual(["old"]);
    await work.put(answer("a", "x", "new"));
    expect(values(await work.history())).toEqual(["old"]);
  });

  it("that another tab holds open is waited for, and takes what was done meanwhile", async () => {
    const old = await openDB(databaseName(course), 1, {
      upgrade(made) {
        made.createObjectStore("records");
      },
    });
    const work = await tab();
    expect(work.status).toMatchObject({kind: "memory", why: "another tab still shows an older version of this course"});
    await work.put(answer("a", "x", 1));
    expect(work.status).toMatchObject({kind: "memory", unsaved: 1});
    expect(values(await work.list())).toEqual([1]);
    old.close();
    await vi.waitFor(() => expect(work.status.kind).toBe("saved"));
    expect(values(await (await tab()).list())).toEqual([1]);
  });
});

describe("a newer version of the site in another tab", () => {
  it("gets the database, and this tab says so and keeps its work in memory", async () => {
    const work = await tab();
    await work.put(answer("a", "x", 1));
    const newer = await database(99);
    expect(work.status).toMatchObject({kind: "memory", why: "a newer version of this course is open in another tab"});
    await work.put(answer("a", "y", 2));
    expect(work.status).toMatchObject({kind: "memory", unsaved: 1});
    expect(values(await work.list())).toEqual([2]);
    newer.close();
  });
});

describe("a device that fails", () => {
  it("that has no storage leaves the work in memory, and says so at once", async () => {
    vi.stubGlobal("indexedDB", undefined);
    const work = await tab();
    expect(work.status).toMatchObject({kind: "memory", why: expect.stringContaining("lets the page keep nothing")});
    await work.put(answer("a", "x", 1));
    await work.put(answer("a", "x", 2));
    expect(values(await work.list())).toEqual([2]);
    vi.unstubAllGlobals();
    await work.put(answer("b", "y", 3));
    expect(work.status.kind).toBe("saved");
    expect(values(await (await tab()).list())).toEqual([2, 3]);
  });

  it("that does not answer is not waited for, and takes the work when it does", async () => {
    // Another tab is in the middle of making the database.
    let release = () => {};
    const making = openDB(databaseName(course), 1, {
      async upgrade(made, _old, _new, transaction) {
        made.createObjectStore("records");
        let free = false;
        release = () => {
          free = true;
        };
        while (!free) await transaction.objectStore("records").count();
      },
    });
    const work = await tab({patience: 20});
    await work.put(answer("a", "x", 1));
    expect(work.status).toMatchObject({kind: "memory", why: "this browser's storage does not answer"});
    release();
    (await making).close();
    await vi.waitFor(() => expect(work.status.kind).toBe("saved"));
    expect(values(await work.list())).toEqual([1]);
  });

  it("that is full keeps the others, and takes the large one when there is room", async () => {
    const work = await tab();
    let full = true;
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value, key) {
      if (full && JSON.stringify(value).length > 1000) {
        this.transaction.abort();
        throw new DOMException("", "QuotaExceededError");
      }
      return put.call(this, value, key);
    });
    const changes = heard(work);
    const large = "x".repeat(2000);
    await work.put(answer("a", "large", large));
    expect(work.status).toMatchObject({kind: "memory", why: "this device has no more room for this site", unsaved: 1});
    await work.put(answer("a", "small", 1));
    expect(work.status).toMatchObject({kind: "memory", unsaved: 1});
    expect(values(await work.list())).toEqual([large, 1]);
    expect(values(await (await tab()).list())).toEqual([1]);
    full = false;
    await work.put(answer("a", "small", 2));
    expect(work.status.kind).toBe("saved");
    expect(values(await (await tab()).list())).toEqual([large, 2]);
    expect(changes.at(-1)).toMatchObject({status: {kind: "saved"}});
  });

  it("that is full lets the reader forget what found no room", async () => {
    const work = await tab();
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore) {
      this.transaction.abort();
      throw new DOMException("", "QuotaExceededError");
    });
    await work.put(answer("a", "x", 1));
    await work.remove({});
    expect(work.status.kind).toBe("saved");
    expect(await work.list()).toEqual([]);
  });

  it("whose database was deleted under the page gets a new one", async () => {
    const work = await tab();
    await work.put(answer("a", "x", 1));
    await deleteDB(databaseName(course));
    await work.put(answer("a", "x", 2));
    expect(work.status.kind).toBe("saved");
    expect(values(await (await tab()).list())).toEqual([2]);
  });
});

describe("work in memory", () => {
  it("does what work on the device does, and says what it was told to say", async () => {
    const work = memoryWork({kind: "memory", why: "a test", todo: "Nothing."}, () => 5);
    await work.put(answer("b", "y", 1));
    await work.put(answer("a", "x", 1));
    await work.putAll([answer("a", "x", 2)]);
    expect((await work.list()).map(({lesson, value, time}) => [lesson, value, time])).toEqual([
      ["a", 2, 5],
      ["b", 1, 5],
    ]);
    expect(values(await work.history())).toEqual([1]);
    await work.remove({lesson: "a"});
    expect(values(await work.list())).toEqual([1]);
    expect(await work.history()).toEqual([]);
    expect(work.status).toEqual({kind: "memory", why: "a test", todo: "Nothing."});
  });
});
