import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {checkExercises} from "../../src/cli/check-exercises.ts";
import {compilePage} from "../../src/compiler/index.ts";
import {nodeTab} from "../cli/node-tab.ts";
import {LIVE} from "./wrong-solutions.ts";

const lessons = readdirSync("content").filter((file) => file.endsWith(".md"));
const withExercises = lessons.filter((file) => readFileSync(`content/${file}`, "utf8").includes("<!-- exercise"));

describe("the lessons’ exercises: each solution passes its check, and no starter does", () => {
  it.each(withExercises)("%s", async (file) => {
    const page = compilePage(readFileSync(`content/${file}`, "utf8"), {path: `content/${file}`});
    expect(page.exercises.length).toBeGreaterThan(0);
    expect(await checkExercises(nodeTab(LIVE), page, "")).toEqual([]);
  });
});
