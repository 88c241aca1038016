import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {LARGEST_CSV, MOST_POINTS, pointsFromCsv} from "../../../src/lab/playground/csv.ts";

const places = (text: string) => [...(pointsFromCsv(text).points?.places ?? [])];

describe("pointsFromCsv", () => {
  it("reads classes by name, with or without a header", () => {
    const expected = {
      kind: "classes",
      names: ["blue", "orange"],
      places: Float64Array.of(1, 2, -3, 0.5),
      targets: Float64Array.of(1, 0),
    };
    expect(pointsFromCsv("x1,x2,class\n1,2,orange\n-3,0.5,blue\n")).toEqual({
      points: expected,
      rows: 2,
      problems: [],
      notes: [],
    });
    expect(pointsFromCsv("1,2,orange\n-3,0.5,blue").points).toEqual(expected);
  });

  it.each([
    ["quotes", '"1","2","a, ""b"""\r\n3,4,c\r\n', ['a, "b"', "c"]],
    ["semicolons and decimal commas", "x1;x2;class\n1,5;2;a\n3;4,5;b\n", ["a", "b"]],
    ["tabs", "1\t2\ta\n3\t4\tb", ["a", "b"]],
    ["a byte order mark and old line ends", "\uFEFF1,2,a\r3,4,b\r", ["a", "b"]],
    ["empty lines and spaces", "\n 1 , 2 , a \n\n3,4,b\n\n", ["a", "b"]],
    ["a line end within quotes", '1,2,"a\nb"\n3,4,c', ["a b", "c"]],
    ["spreadsheets' empty columns at the end", "x1,x2,class,,\n1,2,a,,\n3,4,b,,\n", ["a", "b"]],
    ["one number in several spellings", "1,2,1.0\n3,4,0\n", ["0", "1"]],
    ["formulas and markup as mere text", "1,2,=A1+1\n3,4,<img src=x>", ["<img src=x>", "=A1+1"]],
    ["names that objects are born with", "1,2,__proto__\n3,4,constructor", ["__proto__", "constructor"]],
    ["signs that turn the text around", "1,2,a\u202Eb\n3,4,c", ["a\uFFFDb", "c"]],
  ])("knows %s", (_, text, names) => {
    const {points, problems} = pointsFromCsv(text);
    expect(problems).toEqual([]);
    expect(points?.names).toEqual(names);
    expect(points?.targets).toHaveLength(2);
  });

  it.each(["NaN,NaN,a", "Infinity,-inf,a", "=A1,=B1,a", "#REF!,#REF!,a", "n/a,null,a"])(
    "takes a first row of %s for a bad row and not for a header",
    (row) => {
      const {points, rows, problems} = pointsFromCsv(`${row}\n1,2,b\n3,4,c`);
      expect(rows).toBe(3);
      expect(problems).toEqual([expect.stringMatching(/^Line 1: x1 is “.+”, which is no finite number\.$/)]);
      expect(points?.targets).toHaveLength(2);
    },
  );

  it("says when there is one class only, and nothing to scale", () => {
    const {points, notes} = pointsFromCsv("9,1,a\n9,2,a");
    expect(points?.names).toEqual(["a", "0"]);
    expect(notes).toEqual([
      "All points are of the class “a”: there is nothing to tell apart yet.",
      "Each x1 is 9: all were set to 0.",
    ]);
    expect(pointsFromCsv("x1,x2,y\n1,1,7\n2,2,7").notes).toEqual(["All targets are 7: they were set to 0."]);
  });

  it("reads what is as large as may be without delay", () => {
    for (const text of ['"'.repeat(LARGEST_CSV), "\n".repeat(LARGEST_CSV), "1,".repeat(LARGEST_CSV / 2)]) {
      const start = performance.now();
      const {points, problems} = pointsFromCsv(text);
      expect(points).toBeUndefined();
      expect(problems).toHaveLength(1);
      expect(problems[0]!.length).toBeLessThan(200);
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });

  it("takes decimal commas for numbers", () => {
    expect(places("1,5;2;a\n3;−4,5;b")).toEqual([1.5, 2, 3, -4.5]);
  });

  it("tells numbers to predict from classes", () => {
    expect(pointsFromCsv("1,2,0.25\n3,4,-1").points).toMatchObject({
      kind: "numbers",
      targets: Float64Array.of(0.25, -1),
    });
    expect(pointsFromCsv("1,2,0\n3,4,1").points).toMatchObject({kind: "classes", names: ["0", "1"]});
    expect(pointsFromCsv("x1,x2,target\n1,2,0\n3,4,1").points?.kind).toBe("numbers");
    expect(pointsFromCsv("x1,x2,label\n1,2,0.5\n3,4,1.5").points).toMatchObject({
      kind: "classes",
      names: ["0.5", "1.5"],
    });
  });

  it("scales what leaves the picture, and says so", () => {
    const {points, notes} = pointsFromCsv("0,1,100\n200,2,300\n100,3,200.5");
    expect([...points!.places]).toEqual([-5, 1, 5, 2, 0, 3]);
    expect([...points!.targets].map((t) => t.toFixed(3))).toEqual(["-1.000", "1.000", "0.005"]);
    expect(notes).toEqual(["Targets from 100 to 300 were scaled to −1 … 1.", "x1 from 0 to 200 was scaled to −5 … 5."]);
  });

  it("names each bad row by its line, and keeps the good ones apart", () => {
    const {points, rows, problems} = pointsFromCsv(
      'x1,x2,class\n1,2,a\n\n2,b,a\n3,4\n1e999,0,a\n"5\n6",1,a\n7,8,\n"9,1,b\n',
    );
    expect(rows).toBe(7);
    expect(points?.places).toEqual(Float64Array.of(1, 2));
    expect(problems).toEqual([
      "Line 4: x2 is “b”, which is no finite number.",
      "Line 5: there are 2 fields, but a point has 3: x1, x2 and its class or number.",
      "Line 6: x1 is “1e999”, which is no finite number.",
      "Line 7: x1 is “5 6”, which is no finite number.",
      "Line 9: the class is missing.",
      "Line 10: a quoted field is never closed: its second quote is missing.",
      "Line 10: there is 1 field, but a point has 3, with commas, semicolons or tabs between: x1, x2 and its class or number.",
    ]);
  });

  it("refuses what is huge or no text, and a sixth class", () => {
    expect(pointsFromCsv("1,2,a\n".repeat(LARGEST_CSV)).problems[0]).toContain("at most 1000000 are read");
    expect(pointsFromCsv("1,2,a\n".repeat(MOST_POINTS + 1)).problems[0]).toBe(
      "There are 2001 rows; at most 2000 are read. Take a sample of them.",
    );
    expect(pointsFromCsv("PK\0\0").problems[0]).toContain("This is no text");
    expect(pointsFromCsv("").problems).toEqual(["There are no rows."]);
    expect(pointsFromCsv("x1,x2,class\n").problems).toEqual(["There is a header, but no row of data."]);
    const six = pointsFromCsv(["1,1,a", "1,1,b", "1,1,c", "1,1,d", "1,1,e", "1,1,f"].join("\n"));
    expect(six.points?.names).toHaveLength(5);
    expect(six.problems).toEqual(["Line 6: “f” would be a further class; there can be 5."]);
    expect(pointsFromCsv("x\n".repeat(100)).problems.at(-1)).toBe("And 80 more.");
  });

  it("never throws, and its points are always finite and within the picture", () => {
    const field = fc.oneof(fc.double().map(String), fc.string({maxLength: 8}), fc.constantFrom('"', "", "1", "a"));
    const row = fc.array(field, {minLength: 1, maxLength: 4}).map((fields) => fields.join(","));
    fc.assert(
      fc.property(fc.array(row, {maxLength: 12}), (rows) => {
        const {points} = pointsFromCsv(rows.join("\n"));
        if (!points) return;
        expect(points.places.every((x) => Math.abs(x) <= 6)).toBe(true);
        expect(points.targets.every(Number.isFinite)).toBe(true);
        expect(points.places).toHaveLength(2 * points.targets.length);
      }),
      {numRuns: 500},
    );
  });
});
