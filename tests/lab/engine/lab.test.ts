import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {type Backend, describeBackend, type Listener} from "../../../src/lab/engine/backend.ts";
import type {Run} from "../../../src/lab/engine/drive.ts";
import {Lab} from "../../../src/lab/engine/lab.ts";
import {layerStatisticsBy} from "../../../src/lab/layer-statistics.ts";
import type {Report} from "../../../src/lab/layers/reports.ts";
import {stack} from "../../../src/lab/options.ts";

beforeEach(() => {
  vi.useFakeTimers({toFake: ["setTimeout", "clearTimeout", "performance"]});
});
afterEach(() => vi.useRealTimers());

const silent = {changed() {}, finished() {}, failed() {}};
const long = (seed: number) => stack({seed});
const short = stack({widths: [10], samples: 10});

/** A backend that records what it is told, for the test to answer. */
function fakeLab(shards = 2, opening = 0) {
  const told: (Run | "stop")[] = [];
  const started: (Error | undefined)[] = [];
  let listener!: Listener;
  const lab = new Lab(
    async (given, broken) => {
      listener = given;
      started.push(broken);
      const backend: Backend = {
        status: describeBackend("simd", shards, []),
        shards,
        begin: (run) => told.push(run),
        stop: () => told.push("stop"),
        dispose() {},
      };
      return backend;
    },
    {opening},
  );
  const last = () => told.at(-1) as Run;
  const finish = (run = last()) => {
    for (let i = 0; i < shards; i++) listener.done(run.id);
  };
  return {lab, told, started, last, finish, listener: () => listener};
}

const settled = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
const phases = (told: readonly (Run | "stop")[]) =>
  told.map((run) => (run === "stop" ? run : `${run.phase} ${run.net.seed}`));

describe("Lab", () => {
  it("previews all experiments before it runs any in full, one run at a time", async () => {
    const {lab, told, finish} = fakeLab();
    for (const seed of [1, 2]) lab.run(long(seed), silent);
    await settled();
    expect(phases(told)).toEqual(["preview 1"]);
    finish();
    expect(phases(told)).toEqual(["preview 1", "preview 2"]);
    finish();
    finish();
    finish();
    expect(phases(told)).toEqual(["preview 1", "preview 2", "full 1", "full 2"]);
  });

  it("interrupts a full run for a preview, and begins it anew afterwards", async () => {
    const {lab, told, finish} = fakeLab();
    lab.run(long(1), silent);
    await settled();
    finish();
    lab.run(long(2), silent);
    await settled();
    expect(phases(told)).toEqual(["preview 1", "full 1", "preview 2"]);
    finish();
    expect(phases(told).at(-1)).toBe("full 1");
  });

  it("ignores what comes of a run that was replaced", async () => {
    const {lab, told, finish, last} = fakeLab();
    lab.run(long(1), silent);
    await settled();
    finish();
    const replaced = last();
    lab.run(long(2), silent);
    await settled();
    finish(replaced);
    expect(phases(told).at(-1)).toBe("preview 2");
  });

  it("does at once what takes no longer than a preview", async () => {
    const {lab, told, finish} = fakeLab();
    lab.run(long(1), silent);
    await settled();
    finish();
    lab.run(short, silent);
    await settled();
    expect(told.at(-1)).toMatchObject({phase: "full", net: {samples: 10}});
  });

  it("waits for the reader's hand to rest before it runs in full", async () => {
    const {lab, told, finish} = fakeLab();
    let experiment = lab.run(long(0), silent);
    await settled();
    finish();
    for (let seed = 1; seed <= 60; seed++) {
      vi.advanceTimersByTime(16);
      lab.callOff(experiment);
      experiment = lab.run(long(seed), silent);
      await settled();
      finish();
    }
    expect(phases(told).filter((what) => what.startsWith("full"))).toEqual(["full 0"]);
    vi.advanceTimersByTime(79);
    expect(phases(told).at(-1)).toBe("preview 60");
    vi.advanceTimersByTime(1);
    expect(phases(told).at(-1)).toBe("full 60");
    vi.advanceTimersByTime(1000);
    expect(told.length).toBe(64); // with the stop of the full run of seed 0
  });

  it("leaves the page alone for a while after its very first preview, and later ones not", async () => {
    const {lab, told, finish} = fakeLab(2, 80);
    for (const seed of [1, 2]) lab.run(long(seed), silent);
    await settled();
    finish();
    finish();
    expect(phases(told)).toEqual(["preview 1", "preview 2"]);
    vi.advanceTimersByTime(79);
    expect(told).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(phases(told).at(-1)).toBe("full 1");
    finish();
    finish();
    lab.run(long(3), silent);
    await settled();
    finish();
    expect(phases(told)).toEqual(["preview 1", "preview 2", "full 1", "full 2", "preview 3", "full 3"]);
  });

  it("does not take for a drag that one experiment follows another that is done", async () => {
    const {lab, told, finish} = fakeLab();
    for (const seed of [1, 2]) {
      const layers = layerStatisticsBy(lab, {seed});
      void layers.next();
      await settled();
      finish();
      void layers.next();
      finish();
      await layers.next();
    }
    expect(phases(told)).toEqual(["preview 1", "full 1", "preview 2", "full 2"]);
  });

  it("stops the backend when the last experiment is called off, and leaves no timer", async () => {
    const {lab, told, finish} = fakeLab();
    const first = lab.run(long(1), silent);
    await settled();
    lab.callOff(first);
    expect(told.at(-1)).toBe("stop");
    const second = lab.run(long(2), silent);
    await settled();
    finish();
    lab.callOff(second);
    vi.advanceTimersByTime(1000);
    expect(phases(told)).toEqual(["preview 1", "stop", "preview 2"]);
    lab.callOff(second);
    expect(told).toHaveLength(3);
  });

  it("tells a failed experiment so, and goes on with the others", async () => {
    const {lab, told, last, listener} = fakeLab();
    const failed = vi.fn();
    lab.run(long(1), {...silent, failed});
    lab.run(long(2), silent);
    await settled();
    listener().failed(last().id, new RangeError("too large"));
    expect(failed).toHaveBeenCalledExactlyOnceWith(new RangeError("too large"));
    expect(phases(told)).toEqual(["preview 1", "preview 2"]);
  });

  it("starts another backend when the present one breaks, and runs there what was under way", async () => {
    const {lab, told, started, listener} = fakeLab();
    lab.run(long(1), silent);
    await settled();
    listener().broke(new Error("a worker stopped"));
    await settled();
    expect(started).toEqual([undefined, new Error("a worker stopped")]);
    expect(phases(told)).toEqual(["preview 1", "preview 1"]);
  });

  it("tells all when no backend can be started", async () => {
    const lab = new Lab(() => Promise.reject(new Error("nothing runs here")));
    await expect(layerStatisticsBy(lab, {}).next()).rejects.toThrow("nothing runs here");
  });

  it("keeps what it knows of an experiment while that is interrupted", async () => {
    const {lab, last, finish, listener} = fakeLab(1);
    const layers = layerStatisticsBy(lab, {widths: [500, 500], inputs: 500});
    const report = (layer: number, std: number): Report => ({
      kind: "forward",
      layer,
      outputs: {spread: {count: 10, mean: 0, std}, bins: new Float64Array(30), saturated: 0, nonFinite: 0},
    });
    const first = layers.next();
    await settled();
    listener().reported(last().id, [report(1, 1), report(2, 2)]);
    finish();
    const stds = (value: Awaited<typeof first>["value"]) => value!.map(({std, preview}) => [std, preview]);
    expect(stds((await first).value)).toEqual([
      [1, true],
      [2, true],
    ]);
    const second = layers.next();
    listener().reported(last().id, [report(1, 1.5)]);
    const half = [
      [1.5, false],
      [2, true],
    ];
    expect(stds((await second).value)).toEqual(half);
    lab.run(long(2), silent);
    await settled();
    finish();
    // Begun anew: the first layer stays known, though this run has not come to it.
    const third = layers.next();
    listener().reported(last().id, [report(1, 1.5)]);
    expect(stds((await third).value)).toEqual(half);
  });
});
