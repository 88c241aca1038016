// @vitest-environment jsdom
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import type {FromWorker, ToWorker} from "../../../src/reader/exercises/protocol.ts";
import {type RunOutcome, runExercise} from "../../../src/reader/exercises/run.ts";

/** A worker that says what a test has it say. */
class FakeWorker {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  readonly heard: ToWorker[] = [];
  terminated = false;
  postMessage(message: ToWorker): void {
    this.heard.push(structuredClone(message));
  }
  terminate(): void {
    this.terminated = true;
  }
  say(data: FromWorker): void {
    this.onmessage?.({data} as MessageEvent<FromWorker>);
  }
}

const exercise = {starter: "", check: "near(live('a'), 1, 'a')"};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Starts a run and waits until its worker was made. */
async function start(code = "1", value: (name: string) => unknown = () => 1) {
  const worker = new FakeWorker();
  const told: FromWorker[] = [];
  let made: () => void;
  const ready = new Promise<void>((resolve) => {
    made = resolve;
  });
  let outcome: RunOutcome | undefined;
  const ended = runExercise(code, exercise, {
    createWorker: () => {
      made();
      return worker as unknown as Worker;
    },
    value: async (name) => value(name),
    tell: (message) => told.push(message),
  }).then((one) => {
    outcome = one;
  });
  await Promise.race([ready, ended]);
  await vi.advanceTimersByTimeAsync(0);
  return {worker, told, ended, outcome: () => outcome};
}

describe("a run", () => {
  it("sends the program with the values that its check reads, passes on what is told, and ends the worker", async () => {
    const {worker, told, ended, outcome} = await start("1", () => ({gradients: {x: 2}}));
    expect(worker.heard).toEqual([]);
    worker.say({kind: "ready"});
    expect(worker.heard).toMatchObject([{kind: "run", live: {a: {value: {gradients: {x: 2}}}}}]);
    worker.say({kind: "log", level: "log", text: "hello"});
    worker.say({kind: "holds", label: "a"});
    worker.say({kind: "end", outcome: {kind: "passed"}});
    await ended;
    expect(told).toHaveLength(2);
    expect(outcome()).toEqual({kind: "passed"});
    expect(worker.terminated).toBe(true);
    worker.say({kind: "log", level: "log", text: "too late"});
    expect(told).toHaveLength(2);
  });

  it("is stopped after two seconds, whatever its worker is doing", async () => {
    const {worker, outcome} = await start();
    worker.say({kind: "ready"});
    await vi.advanceTimersByTimeAsync(1990);
    expect(worker.terminated).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(worker.terminated).toBe(true);
    expect(outcome()).toMatchObject({kind: "error", message: expect.stringMatching(/^Stopped after 2 seconds/)});
  });

  it("says so when no worker comes", async () => {
    const {worker, outcome} = await start();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(worker.terminated).toBe(true);
    expect(outcome()).toMatchObject({kind: "unavailable", message: expect.stringMatching(/Your code is kept/)});
  });

  it("tells what cannot be read of the page, and never sends what cannot be sent", async () => {
    const values: [unknown, RegExp][] = [
      [undefined, /has no value\./],
      [() => 1, /cannot be taken/],
    ];
    for (const [value, said] of values) {
      const {worker} = await start("1", () => value);
      worker.say({kind: "ready"});
      expect(worker.heard).toMatchObject([{live: {a: {missing: expect.stringMatching(said)}}}]);
    }
  });

  it.each([
    ["const x = ______;", "blank", 1],
    ["1;\nconst x = (;", "syntax", 2],
    ["import x from 'y'", "import", 1],
    ["export const x = 1", "import", 1],
    ["const f = () => import('y')", "import", 1],
    ["const x = import.meta.url", "import", 1],
    ["const x = 1;\nconst x = 2;", "syntax", 2],
  ])("of %j needs no worker", async (code, kind, line) => {
    const {worker, outcome, ended} = await start(code);
    await ended;
    expect(outcome()).toMatchObject({kind: "problem", problem: {code: kind, line}});
    expect(worker.heard).toEqual([]);
  });
});
