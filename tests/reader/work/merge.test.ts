import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {asForeign, compareWork, mergeWork, recordsToWrite} from "../../../src/reader/work/merge.ts";
import {place} from "../../../src/reader/work/record.ts";
import type {Json, WorkRecord} from "../../../src/reader/work/types.ts";

const record = (item: string, value: Json, time: number, more: Partial<WorkRecord> = {}): WorkRecord => ({
  lesson: "softmax",
  item,
  value,
  hash: "h",
  time,
  ...more,
});
const answer = (outcome: string) => ({answer: 1, outcome});

describe("what two sides have of an item", () => {
  const kinds = (mine: WorkRecord[], theirs: WorkRecord[]) =>
    compareWork(mine, theirs).map(({item, kind, choice}) => [item, kind, choice]);

  it("is new, the same, or newer on one side, and the newer is proposed", () => {
    const mine = [
      record("quiz:a", answer("wrong"), 1),
      record("quiz:b", answer("wrong"), 5),
      record("quiz:c", answer("right"), 5),
      record("quiz:here", answer("right"), 1),
    ];
    const theirs = [
      record("quiz:a", answer("right"), 2),
      record("quiz:b", answer("given"), 2),
      record("quiz:c", {outcome: "right", answer: 1}, 9),
      record("quiz:there", answer("right"), 1),
    ];
    expect(kinds(mine, theirs)).toEqual([
      ["quiz:a", "newer-theirs", "theirs"],
      ["quiz:b", "newer-mine", "mine"],
      ["quiz:c", "same", "theirs"],
      ["quiz:here", "mine", "mine"],
      ["quiz:there", "theirs", "theirs"],
    ]);
  });

  it("is a conflict at one time, and where the older one is right and the newer is not", () => {
    expect(kinds([record("quiz:a", answer("wrong"), 1)], [record("quiz:a", answer("right"), 1)])).toEqual([
      ["quiz:a", "conflict", "mine"],
    ]);
    expect(kinds([record("quiz:a", answer("right"), 1)], [record("quiz:a", answer("wrong"), 2)])).toEqual([
      ["quiz:a", "conflict", "theirs"],
    ]);
    const code = (passed: boolean, time: number) => record("exercise:a", {code: String(time), passed}, time);
    expect(kinds([code(false, 3)], [code(true, 2)])).toEqual([["exercise:a", "conflict", "mine"]]);
  });

  it("differs where it answers another text of the question", () => {
    const [mine, theirs] = [record("quiz:a", answer("right"), 1), record("quiz:a", answer("right"), 2, {hash: "new"})];
    expect(kinds([mine], [theirs])).toEqual([["quiz:a", "newer-theirs", "theirs"]]);
  });

  it("is the same where only the running of a cell differs", () => {
    expect(kinds([record("cell:a", {text: "1"}, 1)], [record("cell:a", {text: "1", runs: null}, 2)])[0]?.[1]).toBe(
      "same",
    );
  });
});

describe("code from a file", () => {
  const written = (theirs: WorkRecord, mine?: WorkRecord) =>
    recordsToWrite(compareWork(mine ? [mine] : [], [theirs]))[0];

  it("is kept as text that nobody has run, while what ran goes on", () => {
    const theirs = record("cell:a", {text: "evil()", runs: "evil()"}, 9);
    expect(written(theirs)?.value).toEqual({text: "evil()", runs: null});
    expect(written(theirs, record("cell:a", {text: "mine()"}, 1))?.value).toEqual({text: "evil()", runs: "mine()"});
    expect(written(theirs, record("cell:a", {text: "draft", runs: null}, 1))?.value).toEqual({
      text: "evil()",
      runs: null,
    });
    expect(written(theirs, record("cell:a", {text: "draft", runs: "old()"}, 1))?.value).toEqual({
      text: "evil()",
      runs: "old()",
    });
  });

  it("waits in a notebook, which runs as a whole", () => {
    expect(written(record("notebook", {markdown: "# M", runs: true}, 9))?.value).toEqual({
      markdown: "# M",
      runs: false,
    });
  });

  it("leaves everything else as it is", () => {
    const theirs = record("exercise:a", {code: "1", passed: false}, 9);
    expect(asForeign(theirs)).toBe(theirs);
  });
});

describe("a merge", () => {
  const value = fc.oneof(
    fc.constantFrom<Json>(
      {outcome: "right"},
      {outcome: "wrong"},
      {outcome: "open", answer: [1, {a: null}]},
      "text",
      null,
    ),
    fc.jsonValue() as fc.Arbitrary<Json>,
  );
  const side: fc.Arbitrary<WorkRecord[]> = fc.uniqueArray(
    fc.record({
      lesson: fc.constantFrom("a", "b"),
      item: fc.constantFrom("quiz:1", "quiz:2", "exercise:1", "place", "section:x", "other"),
      value,
      hash: fc.constantFrom("h", "g"),
      time: fc.integer({min: 0, max: 4}),
    }),
    {selector: place},
  );
  const merge = (mine: WorkRecord[], theirs: WorkRecord[]) => mergeWork(compareWork(mine, theirs));
  const tie = (mine: WorkRecord[], theirs: WorkRecord[]) =>
    mine.some((a) => theirs.some((b) => place(a) === place(b) && a.time === b.time));

  it("done twice is done once", () => {
    fc.assert(
      fc.property(side, side, (mine, theirs) => {
        const once = merge(mine, theirs);
        expect(merge(once, theirs)).toEqual(once);
        expect(merge(mine, mine)).toEqual(merge(mine, []));
      }),
    );
  });

  it("loses no item of either side, and invents none", () => {
    fc.assert(
      fc.property(side, side, (mine, theirs) => {
        const merged = merge(mine, theirs);
        expect(new Set(merged.map(place))).toEqual(new Set([...mine, ...theirs].map(place)));
        for (const each of merged) expect([...mine, ...theirs]).toContain(each);
      }),
    );
  });

  it("is the same from both sides, up to ties", () => {
    fc.assert(
      fc.property(side, side, (mine, theirs) => {
        fc.pre(!tie(mine, theirs));
        expect(merge(mine, theirs)).toEqual(merge(theirs, mine));
      }),
    );
  });

  it("writes exactly what makes this side the merged one, whatever the reader chooses", () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.infiniteStream(fc.constantFrom("mine" as const, "theirs" as const)),
        (mine, theirs, choices) => {
          const rows = compareWork(mine, theirs);
          for (const row of rows) row.choice = choices.next().value;
          const after = new Map<string, WorkRecord>(mine.map((each) => [place(each), each]));
          for (const each of recordsToWrite(rows)) after.set(place(each), each);
          for (const row of rows) {
            const now = after.get(place(row));
            if (row.kind === "same" || row.kind === "mine" || row.choice === "mine") expect(now).toBe(row.mine);
            else expect(now).toBe(row.theirs);
          }
        },
      ),
    );
  });
});
