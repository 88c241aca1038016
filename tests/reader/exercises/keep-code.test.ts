// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {keepCode} from "../../../src/reader/exercises/keep-code.ts";
import {memoryWork} from "../../../src/reader/work/memory.ts";
import type {Json} from "../../../src/reader/work/types.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const work = memoryWork();
  const put = vi.spyOn(work, "put");
  const changed = vi.fn();
  const keeper = keepCode(work, "momentum", "step", () => "hash", changed);
  return {work, put, changed, keeper};
}

describe("an exercise's code", () => {
  it("is kept 300 ms after the first key at the latest, as it is then", async () => {
    const {keeper, put} = open();
    for (let i = 0; i < 10; i++) {
      keeper.put({code: `${i}`, passed: false});
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(put.mock.calls.map(([{value}]) => value)).toEqual([{code: "5", passed: false}]);
    await vi.advanceTimersByTimeAsync(300);
    expect(put).toHaveBeenCalledTimes(2);
    expect(await keeper.load()).toEqual({code: "9", passed: false, hash: "hash"});
  });

  it("is kept at once when the page goes", () => {
    const {keeper, put} = open();
    keeper.put({code: "a", passed: true});
    dispatchEvent(new Event("pagehide"));
    expect(put).toHaveBeenCalledWith({
      lesson: "momentum",
      item: "exercise:step",
      value: {code: "a", passed: true},
      hash: "hash",
    });
    dispatchEvent(new Event("pagehide"));
    expect(put).toHaveBeenCalledTimes(1);
  });

  it("is gone when it is reset elsewhere, also what still waits", async () => {
    const {keeper, put, changed, work} = open();
    keeper.put({code: "a", passed: false});
    await work.remove({lesson: "softmax"});
    expect(changed).not.toHaveBeenCalled();
    await work.remove({lesson: "momentum"});
    expect(changed).toHaveBeenCalledWith(undefined);
    await vi.advanceTimersByTimeAsync(1000);
    expect(put).not.toHaveBeenCalled();
  });

  it.each<Json>([null, 3, "text", [], {}, {code: 1}, {code: null, passed: true}])(
    "is not taken from %j",
    async (value) => {
      const {keeper, work} = open();
      await work.put({lesson: "momentum", item: "exercise:step", value, hash: "x"});
      expect(await keeper.load()).toBeUndefined();
    },
  );
});
