import {describe, expect, it} from "vitest";
import {Turns} from "../../src/reader/turns.ts";

/** A clock that moves when told, and frames that are drawn when told. */
function stage() {
  let time = 0;
  const frames: (() => void)[] = [];
  const turns = new Turns({now: () => time, nextPaint: () => new Promise((drawn) => frames.push(drawn))});
  const log: string[] = [];
  const ask = (name: string, rank: number, cost: number) =>
    turns
      .of(rank)()
      .then(() => {
        log.push(name);
        time += cost;
      });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return {ask, log, frames, settle};
}

describe("turns", () => {
  it("come in the order of their ranks, whoever asks first", async () => {
    const {ask, log, settle} = stage();
    ask("third", 3, 0);
    ask("first", 1, 0);
    ask("second", 2, 0);
    await settle();
    expect(log).toEqual(["first", "second", "third"]);
  });

  it("let the page be drawn after a few milliseconds of work", async () => {
    const {ask, log, frames, settle} = stage();
    for (let i = 0; i < 6; i++) ask(String(i), i, 4);
    await settle();
    expect(log).toEqual(["0", "1"]);
    frames.shift()!();
    await settle();
    expect(log).toEqual(["0", "1", "2", "3"]);
    frames.shift()!();
    await settle();
    expect(log).toHaveLength(6);
  });

  it("pass over a cell that has not asked yet, and come to it later", async () => {
    const {ask, log, frames, settle} = stage();
    ask("late in the page", 9, 10);
    await settle();
    ask("early in the page, but it waited for its input", 1, 0);
    expect(log).toEqual(["late in the page"]);
    frames.shift()!();
    await settle();
    expect(log).toHaveLength(2);
  });

  it("begin again after all had theirs", async () => {
    const {ask, log, settle} = stage();
    await ask("once", 0, 0);
    await settle();
    await ask("again", 0, 0);
    expect(log).toEqual(["once", "again"]);
  });
});
