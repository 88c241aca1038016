import {describe, expect, it} from "vitest";
import {isAnswered, placeOf, readSections, tally} from "../../../src/reader/progress/tally.ts";
import type {Json, WorkRecord} from "../../../src/reader/work/types.ts";

const record = (item: string, value: Json, hash = "h", lesson = "softmax"): WorkRecord => ({
  lesson,
  item,
  value,
  hash,
  time: 1,
});
const section = (id: string, hash: string) => ({id, title: id, hash});
const seen = (id: string, hash: string) => record(`section:${id}`, {seen: true}, hash);
const read = (sections: ReturnType<typeof section>[], ...records: WorkRecord[]) =>
  [...readSections(sections, records).keys()].sort();

describe("sections that were read", () => {
  const sections = [section("one", "1"), section("two", "2"), section("three", "3")];

  it("are those of their records", () => {
    expect(read(sections, seen("one", "1"), seen("three", "3"))).toEqual(["one", "three"]);
    expect(read(sections)).toEqual([]);
  });

  it("stay read when they are renamed, and when their text changes", () => {
    expect(read([section("uno", "1"), section("two", "2b")], seen("one", "1"), seen("two", "2"))).toEqual([
      "two",
      "uno",
    ]);
  });

  it("do not hand their mark to another section that takes their name", () => {
    expect(read([section("one", "new"), section("uno", "1")], seen("one", "1"))).toEqual(["uno"]);
    // The two have changed places and names.
    expect(read([section("two", "1"), section("one", "2")], seen("one", "1"))).toEqual(["two"]);
  });

  it("with the same text are told apart by their names", () => {
    expect(read([section("a", "same"), section("b", "same")], seen("b", "same"))).toEqual(["b"]);
  });

  it("need a mark that says so", () => {
    expect(read(sections, record("section:one", null, "1"), record("section:two", [true], "2"))).toEqual([]);
    expect(read(sections, record("quiz:one", {seen: true}, "1"))).toEqual([]);
  });
});

describe("the place in a lesson", () => {
  const sections = [section("one", "1"), section("two", "2")];
  it("is found under another name, and is nowhere when its section is gone", () => {
    expect(placeOf(sections, record("place", {section: "zwei"}, "2"))?.id).toBe("two");
    expect(placeOf(sections, record("place", {section: "one"}, "old"))?.id).toBe("one");
    expect(placeOf(sections, record("place", {section: "gone"}, "gone"))).toBeUndefined();
    expect(placeOf(sections, record("place", {section: null}, ""))).toBeUndefined();
    expect(placeOf(sections, record("place", "one", "1"))).toBeUndefined();
    expect(placeOf(sections, undefined)).toBeUndefined();
  });
});

describe("the tally of a lesson", () => {
  const item = (id: string, hash = "h") => ({id, hash, label: ""});
  const lesson = {
    lesson: "softmax",
    sections: [section("one", "1"), section("two", "2")],
    questions: ["a", "b", "c", "d", "e"].map((id) => item(id)),
    exercises: [item("x"), item("y")],
  };

  it("counts what was answered and what passed", () => {
    const records = [
      seen("one", "1"),
      record("quiz:a", {answer: 1, outcome: "right"}),
      record("quiz:b", {answer: 0, outcome: "wrong"}),
      record("quiz:c", {answer: null, outcome: "skipped"}),
      record("quiz:d", {answer: 0, outcome: null}),
      record("quiz:e", {answer: "…", outcome: "given"}),
      record("exercise:x", {code: "1", passed: true}),
      record("exercise:y", {code: "2", passed: false}),
    ];
    expect(tally(lesson, records)).toEqual({
      sections: {done: 1, of: 2},
      questions: {done: 3, of: 5},
      exercises: {done: 1, of: 2},
    });
  });

  it("does not count answers to an older text, another lesson's, or to what is gone", () => {
    const records = [
      record("quiz:a", {outcome: "right"}, "old"),
      record("quiz:b", {outcome: "right"}, "h", "perceptron"),
      record("quiz:gone", {outcome: "right"}),
      record("exercise:x", {passed: true}, "old"),
    ];
    const {questions, exercises} = tally(lesson, records);
    expect([questions.done, exercises.done]).toEqual([0, 0]);
  });

  it.each([null, "right", 3, ["right"], {}, {outcome: ["right"]}, {outcome: {right: 1}}])(
    "is not misled by %j",
    (value) => {
      expect(isAnswered(value as Json)).toBe(false);
    },
  );
});
