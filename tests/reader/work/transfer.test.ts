import {readdirSync, readFileSync} from "node:fs";
import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readFile, writeFile} from "../../../src/reader/work/transfer.ts";
import type {Json, WorkRecord} from "../../../src/reader/work/types.ts";

const now = Date.UTC(2026, 10, 29);
const read = (text: string) => readFile(text, {course: "course", now});
const folder = "tests/fixtures/work";
const fixture = (name: string) => read(readFileSync(`${folder}/${name}.json`, "utf8"));
const places = (name: string) => fixture(name).notes.map(({where}) => where);
const record = (more: Partial<WorkRecord> = {}): WorkRecord => ({
  lesson: "softmax",
  item: "other",
  value: 1,
  hash: "h",
  time: 1,
  ...more,
});

describe("a file of work", () => {
  it("is read as it was written", () => {
    const records = fc.array(
      fc.record({
        lesson: fc.constantFrom("softmax", "notebooks/playground"),
        item: fc.integer().map((n) => `other:${n}`),
        value: (fc.jsonValue({depthSize: "small"}) as fc.Arbitrary<Json>).filter(
          (v) => !/__proto__|constructor|prototype/.test(JSON.stringify(v)),
        ),
        hash: fc.string({maxLength: 20}),
        time: fc.integer({min: 0, max: now}),
      }),
    );
    fc.assert(
      fc.property(records, records, (all, history) => {
        const unique = [...new Map(all.map((each) => [`${each.lesson} ${each.item}`, each])).values()];
        const back = read(writeFile("course", unique, history, now));
        expect(back.notes).toEqual([]);
        // JSON knows no −0.
        expect(back.records).toEqual(JSON.parse(JSON.stringify(unique)));
        expect(back.history).toEqual(JSON.parse(JSON.stringify(history)));
        expect(back.exported).toBe("2026-11-29T00:00:00.000Z");
      }),
      {numRuns: 50},
    );
  });

  it("of every kind is good", () => {
    const {records, history, notes, refused} = fixture("good");
    expect({notes, refused}).toEqual({notes: [], refused: undefined});
    expect([records.length, history.length]).toEqual([7, 1]);
  });
});

describe("a file that is none", () => {
  it.each([
    ["cut-off", "ends too early"],
    ["empty", "is empty"],
    ["not-json", "is not JSON, from line 2, column 16 on"],
    ["other-format", "no file of work"],
    ["a-list", "no file of work"],
    ["wrong-version", "version is not what it has to be"],
    ["records-no-list", "records is not what it has to be"],
  ])("%s is refused: %s", (name, message) => {
    const {records, refused} = fixture(name);
    expect(refused).toContain(message);
    expect(records).toEqual([]);
  });

  it("never throws, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(read(text).refused).toBeTypeOf("string");
      }),
    );
    const near = fc.record(
      {
        format: fc.constant("deep-learning-live/work"),
        version: fc.oneof(fc.constant(1), fc.jsonValue()),
        course: fc.jsonValue(),
        exported: fc.jsonValue(),
        records: fc.oneof(
          fc.array(
            fc.oneof(
              fc.jsonValue(),
              fc.jsonValue().map((value) => ({...record(), value})),
            ),
          ),
          fc.jsonValue(),
        ),
        history: fc.jsonValue(),
      },
      {requiredKeys: ["format"]},
    );
    fc.assert(
      fc.property(near, (file) => {
        expect(read(JSON.stringify(file)).records).toBeInstanceOf(Array);
      }),
    );
    expect(
      read(`{"format":"deep-learning-live/work","version":1,"records":${"[".repeat(9000)}${"]".repeat(9000)}}`).records,
    ).toEqual([]);
  });
});

describe("what is good in a file", () => {
  it("is offered though the file is newer, or another course's", () => {
    expect(places("newer-version")).toEqual(["version", "records[1].value.outcome"]);
    expect(fixture("newer-version").records).toHaveLength(1);
    expect(places("other-course")).toEqual(["course"]);
    expect(fixture("other-course").notes[0]?.message).toContain("cooking");
    expect(fixture("other-course").records).toHaveLength(1);
  });

  it("is offered beside records that are none, each of which is told with its place", () => {
    expect(fixture("wrong-types").records).toHaveLength(1);
    expect(places("wrong-types")).toEqual([
      "records[0]",
      "records[1]",
      "records[2]",
      "records[3].lesson",
      "records[4].lesson",
      "records[5].item",
      "records[6].item",
      "records[7].hash",
      "records[8].time",
      "records[9].time",
      "records[10].time",
      "records[11].value.code",
      "records[12].value.passed",
      "records[13].value",
      "records[14].value.seen",
    ]);
    expect(fixture("wrong-types").notes[10]?.message).toBe("It is missing. This record is left out.");
  });

  it("holds no key that means something to JavaScript, and pollutes nothing", () => {
    const {records, notes} = fixture("prototype");
    expect(notes.map(({where}) => where)).toEqual([
      "records[0].value.__proto__",
      "records[1].value.deep[0].constructor",
    ]);
    expect(records).toEqual([{lesson: "softmax", item: "other:c", value: {a: 1}, hash: "h", time: 1}]);
    expect(({} as {polluted?: boolean}).polluted).toBeUndefined();
    for (const each of records) expect(Object.getPrototypeOf(each)).toBe(Object.prototype);
  });

  it("is the newest of what is listed twice, is no mark of the site's own, and is not of the future", () => {
    expect(fixture("twice").records.map(({time}) => time)).toEqual([1700000000000]);
    expect(places("twice")).toEqual(["records", "records"]);
    expect(fixture("site-marks").records).toHaveLength(1);
    expect(places("site-marks")).toEqual(["records[0].item"]);
    expect(fixture("future").records[0]?.time).toBe(now);
    expect(places("future")).toEqual(["records[0].time"]);
  });

  it("is not huge: long texts, deep nests and endless lists are left out", () => {
    const long = record({item: "quiz:a", value: {outcome: "given", answer: "a".repeat(600_000)}});
    let deep: Json = 1;
    for (let i = 0; i < 30; i++) deep = [deep];
    const file = read(writeFile("course", [long, record({value: deep}), record({item: "fine"})], [], now));
    expect(file.records.map(({item}) => item)).toEqual(["fine"]);
    expect(file.notes.map(({where}) => where.slice(0, 24))).toEqual([
      "records[0].value.answer",
      "records[1].value[0][0][0",
    ]);
    const many = Array.from({length: 6000}, (_, i) => record({item: `other:${i}`}));
    const read6000 = read(writeFile("course", many, [], now));
    expect(read6000.records).toHaveLength(5000);
    expect(read6000.notes[0]?.message).toContain("6000");
    const bad = read(
      writeFile(
        "course",
        Array.from({length: 50}, () => record({lesson: ""})),
        [],
        now,
      ),
    );
    expect(bad.notes).toHaveLength(21);
    expect(bad.notes[20]?.message).toBe("There are 30 more such places in the file.");
  });

  it("is text: markup is neither refused nor changed", () => {
    const {records} = fixture("markup");
    expect(records.map(({item}) => item)).toContain("exercise:soft-log-p");
    expect(JSON.stringify(records)).toContain("onerror");
  });
});

it("reads every fixture without an exception", () => {
  for (const file of readdirSync(folder)) expect(() => fixture(file.replace(/\.json$/, ""))).not.toThrow();
});
