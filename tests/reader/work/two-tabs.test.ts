import "fake-indexeddb/auto";
import fc from "fast-check";
import {deleteDB} from "idb";
import {describe, expect, it} from "vitest";
import {HISTORY} from "../../../src/reader/work/change.ts";
import {CourseWork} from "../../../src/reader/work/course-work.ts";
import {databaseName} from "../../../src/reader/work/database.ts";

const course = "tabs";

/** What two tabs do, in which order, and whether each waits for the device before the next. */
const steps = fc.array(
  fc.record({
    tab: fc.constantFrom(0, 1),
    item: fc.constantFrom("quiz:x", "cell:y"),
    does: fc.oneof({weight: 6, arbitrary: fc.constant("put")}, fc.constant("remove")),
    waits: fc.boolean(),
    clock: fc.integer({min: 0, max: 20}),
  }),
  {maxLength: 25},
);

describe("two tabs that write at any time, by clocks that go as they like", () => {
  it("end with the last value, and keep among the older ones what the other tab wrote over", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const name = `${course} ${++run}`;
        let time = 0;
        const tabs = [0, 1].map(() => new CourseWork(name, {now: () => time}));
        const doing: Promise<void>[] = [];
        for (const [i, {tab, item, does, waits, clock}] of list.entries()) {
          time = clock;
          const work = tabs[tab]!;
          const done =
            does === "put"
              ? work.put({lesson: "l", item, value: {tab, i}, hash: ""})
              : work.remove({lesson: "l", item}, {history: "keep"});
          doing.push(done);
          // What is not waited for races with what the other tab does next; a tab's own order always holds.
          if (waits) await Promise.all(doing.splice(0));
        }
        await Promise.all(doing);

        const reader = new CourseWork(name);
        for (const item of ["quiz:x", "cell:y"]) {
          const record = await reader.get("l", item);
          const older = await reader.history({lesson: "l", item});
          expect(older.length).toBeLessThanOrEqual(HISTORY);
          const mine = list.map((step, i) => ({...step, i})).filter((step) => step.item === item);
          const values = [record, ...older].flatMap((each) => (each ? [JSON.stringify(each.value)] : []));
          // Each tab's last value is there, unless more than a history's worth of others came after it.
          for (const tab of [0, 1]) {
            const last = mine.findLast((step) => step.tab === tab && step.does === "put");
            if (!last || mine.filter(({i}) => i > last.i).length > HISTORY - 1) continue;
            const raced = mine.filter((step) => step.tab !== tab).length;
            if (raced <= HISTORY) expect(values).toContain(JSON.stringify({tab, i: last.i}));
          }
          // Times grow with each value.
          const times = [record, ...older].flatMap((each) => (each ? [each.time] : []));
          expect(times).toEqual([...times].sort((a, b) => b - a));
        }
        for (const work of [...tabs, reader]) work.dispose();
        await deleteDB(databaseName(name));
      }),
      {numRuns: 60},
    );
  });

  it("see at the end what stands on the device", async () => {
    const [here, there] = [new CourseWork(course), new CourseWork(course)];
    await Promise.all([
      here.put({lesson: "l", item: "a", value: 1, hash: ""}),
      there.put({lesson: "l", item: "a", value: 2, hash: ""}),
      here.put({lesson: "l", item: "b", value: 3, hash: ""}),
    ]);
    expect(await here.list()).toEqual(await there.list());
    const [a] = await here.list({item: "a"});
    const [older] = await here.history({item: "a"});
    expect([a?.value, older?.value].sort()).toEqual([1, 2]);
    for (const work of [here, there]) work.dispose();
    await deleteDB(databaseName(course));
  });
});
