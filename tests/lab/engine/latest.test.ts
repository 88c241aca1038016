import {describe, expect, it, vi} from "vitest";
import {latest, type Telling} from "../../../src/lab/engine/latest.ts";

function counter(signal?: AbortSignal) {
  let telling!: Telling;
  let value = 0;
  const stop = vi.fn();
  const start = vi.fn((given: Telling) => {
    telling = given;
    return stop;
  });
  const generator = latest(start, () => value, signal);
  return {
    generator,
    start,
    stop,
    set(to: number) {
      value = to;
      telling.changed();
    },
    finish: () => telling.finished(),
    fail: (error: unknown) => telling.failed(error),
  };
}

describe("latest", () => {
  it("begins with the first next, and gives what changes while it waits", async () => {
    const {generator, start, set} = counter();
    expect(start).not.toHaveBeenCalled();
    const first = generator.next();
    expect(start).toHaveBeenCalledOnce();
    set(1);
    expect(await first).toEqual({done: false, value: 1});
  });

  it("gives only the latest of what came between", async () => {
    const {generator, set, finish} = counter();
    const first = generator.next();
    set(1);
    await first;
    set(2);
    set(3);
    expect((await generator.next()).value).toBe(3);
    set(4);
    finish();
    expect((await generator.next()).value).toBe(4);
    expect((await generator.next()).done).toBe(true);
  });

  it("serves several who wait, in their order", async () => {
    const {generator, set, finish} = counter();
    const waiting = [generator.next(), generator.next(), generator.next()];
    set(1);
    set(2);
    finish();
    expect(await Promise.all(waiting)).toEqual([
      {done: false, value: 1},
      {done: false, value: 2},
      {done: true, value: undefined},
    ]);
  });

  it("stops on return, though a value is waited for", async () => {
    const {generator, stop} = counter();
    const waiting = generator.next();
    await generator.return();
    expect(stop).toHaveBeenCalledOnce();
    expect((await waiting).done).toBe(true);
    await generator.return();
    expect(stop).toHaveBeenCalledOnce();
  });

  it("passes a failure on, once", async () => {
    const {generator, fail, stop} = counter();
    const waiting = generator.next();
    fail(new RangeError("too large"));
    await expect(waiting).rejects.toThrow("too large");
    expect(stop).toHaveBeenCalledOnce();
    expect((await generator.next()).done).toBe(true);
  });

  it("keeps a failure for who asks later", async () => {
    const {generator, set, fail} = counter();
    const first = generator.next();
    set(1);
    await first;
    fail(new Error("broke"));
    await expect(generator.next()).rejects.toThrow("broke");
  });

  it("heeds its signal, and lets go of it at the end", async () => {
    const controller = new AbortController();
    const {generator, stop} = counter(controller.signal);
    const waiting = generator.next();
    controller.abort(new Error("the reader left"));
    await expect(waiting).rejects.toThrow("the reader left");
    expect(stop).toHaveBeenCalledOnce();
    const late = counter(controller.signal);
    await expect(late.generator.next()).rejects.toThrow("the reader left");
    expect(late.start).not.toHaveBeenCalled();
  });
});
