import {describe, expect, it} from "vitest";
import {newBudget, StoppedError} from "../../../src/reader/edit/budget.ts";

/** A budget of 100 ms on a clock that the test moves; `pause` ends the present task. */
function budget() {
  let time = 0;
  let looks = 0;
  const waiting: (() => void)[] = [];
  const made = newBudget({
    limit: 100,
    now() {
      looks++;
      return time;
    },
    soon: (callback) => waiting.push(callback),
  });
  return {
    ...made,
    pass: (ms: number) => {
      time += ms;
    },
    pause: () => {
      for (const callback of waiting.splice(0)) callback();
    },
    looks: () => looks,
  };
}

describe("a budget", () => {
  it("stops what does not pause, and goes on stopping it until it does", () => {
    const {guard, pass, pause} = budget();
    guard();
    pass(101);
    for (let i = 0; i < 3; i++) expect(guard).toThrow(StoppedError);
    pause();
    expect(guard).not.toThrow();
  });

  it("lets what pauses go on for ever", () => {
    const {guard, pass, pause} = budget();
    for (let i = 0; i < 1000; i++) {
      guard();
      pass(90);
      guard();
      pause();
    }
  });

  it("asks the clock seldom where turns are short, and each time where they are long", () => {
    const quick = budget();
    for (let i = 0; i < 100_000; i++) {
      quick.guard();
      quick.pass(0.0001);
    }
    expect(quick.looks()).toBeLessThan(200);
    const slow = budget();
    let turns = 0;
    expect(() => {
      for (; ; turns++) {
        slow.guard();
        slow.pass(10);
      }
    }).toThrow(StoppedError);
    expect(turns).toBeLessThan(15);
  });

  it("notices turns that become long", () => {
    const {guard, pass} = budget();
    for (let i = 0; i < 10_000; i++) guard();
    let turns = 0;
    expect(() => {
      for (; ; turns++) {
        guard();
        pass(0.1);
      }
    }).toThrow(StoppedError);
    expect(turns * 0.1).toBeLessThan(100 + 0.1 * 4096 + 1);
  });

  it("is stopped by hand at the next turn, with a word on who did it", () => {
    const {guard, stop} = budget();
    guard();
    stop();
    expect(guard).toThrow("You stopped this code.");
  });
});
