import {afterEach, describe, expect, it, vi} from "vitest";
import {connect, type Request} from "../../../src/lab/playground/connection.ts";
import type {FromTrainer} from "../../../src/lab/playground/protocol.ts";
import {Runner} from "../../../src/lab/playground/runner.ts";
import {serveTrainer, type TrainerScope} from "../../../src/lab/playground/serve.ts";
import {Session} from "../../../src/lab/playground/session.ts";
import {defaultState, type PlaygroundState} from "../../../src/lab/playground/state.ts";

const state = (change: Partial<PlaygroundState> = {}): PlaygroundState => ({...defaultState(), ...change});
type SnapshotMessage = Extract<FromTrainer, {kind: "snapshot"}>;

/** A runner over a clock that is moved by hand, and goes on by `tick` at each look; and all that it says. */
function started(tick = 1) {
  let time = 0;
  const heard: FromTrainer[] = [];
  const waiting: (() => void)[] = [];
  const runner = new Runner(1, (message) => heard.push(message), {
    now: () => (time += tick),
    pause: () => new Promise((resolve) => waiting.push(resolve)),
  });
  const ask = (request: Request) => runner.receive({...request, id: 1} as never);
  return {
    ask,
    heard,
    snapshots: () => heard.filter((message): message is SnapshotMessage => message.kind === "snapshot"),
    /** Lets the loop go on, after so many milliseconds. */
    async goOn(ms = 0) {
      time += ms;
      waiting.shift()?.();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe("a runner", () => {
  it("opens a run and shows it, finely", () => {
    const {ask, heard} = started();
    ask({kind: "open", spec: {state: state()}});
    expect(heard.map(({kind}) => kind)).toEqual(["opened", "snapshot"]);
    expect(heard[1]).toMatchObject({heard: 1, isPlaying: false, snapshot: {epochs: 0, maps: {density: 100}}});
  });

  it("plays at its pace, and shows no more than is drawn", async () => {
    const {ask, snapshots, goOn} = started(0);
    ask({kind: "open", spec: {state: state()}});
    ask({kind: "drawn"});
    ask({kind: "play", speed: 200});
    for (let i = 0; i < 30; i++) await goOn(10);
    // One at rest, one as it began, and no other until that is drawn.
    expect(snapshots()).toHaveLength(2);
    ask({kind: "drawn"});
    await goOn(10);
    const {epochs, maps} = snapshots()[2]!.snapshot;
    // 310 ms at 200 epochs a second.
    expect(epochs).toBe(62);
    expect(maps.density).toBeLessThan(100);
    // A long gap is not made up for.
    ask({kind: "drawn"});
    await goOn(10_000);
    expect(snapshots().at(-1)!.snapshot.epochs).toBeLessThan(62 + 15);
  });

  it("pauses with a last, fine picture, once the one before is drawn", async () => {
    const {ask, snapshots, goOn} = started();
    ask({kind: "open", spec: {state: state()}});
    ask({kind: "drawn"});
    ask({kind: "play", speed: 0});
    await goOn();
    ask({kind: "pause"});
    await goOn();
    ask({kind: "drawn"});
    expect(snapshots().at(-1)).toMatchObject({isPlaying: false, snapshot: {maps: {density: 100}}});
  });

  it("stops training for a page that draws nothing any more", async () => {
    const {ask, snapshots, goOn} = started();
    ask({kind: "open", spec: {state: state()}});
    ask({kind: "play", speed: 0});
    for (let i = 0; i < 300; i++) await goOn(10);
    ask({kind: "pause"});
    ask({kind: "drawn"});
    await goOn();
    const first = snapshots().at(-1)!.snapshot.epochs;
    const still = started();
    still.ask({kind: "open", spec: {state: state()}});
    still.ask({kind: "play", speed: 0});
    for (let i = 0; i < 3000; i++) await still.goOn(10);
    still.ask({kind: "pause"});
    still.ask({kind: "drawn"});
    await still.goOn();
    expect(still.snapshots().at(-1)!.snapshot.epochs).toBe(first);
  });

  it("refuses what cannot be, and goes on", () => {
    const {ask, heard} = started();
    ask({kind: "open", spec: {state: state()}});
    ask({kind: "open", spec: {state: state(), numbers: Float64Array.of(1)}});
    expect(heard.at(-1)).toMatchObject({kind: "refused", message: "the network has 25 numbers, not 1"});
    ask({kind: "drawn"});
    ask({kind: "step"});
    expect(heard.at(-1)).toMatchObject({kind: "snapshot", heard: 3, snapshot: {epochs: 1}});
  });

  it("gives what a session gives, wherever it runs", () => {
    const {ask, snapshots} = started();
    ask({kind: "open", spec: {state: state({seed: 5})}});
    for (let i = 0; i < 3; i++) {
      ask({kind: "drawn"});
      ask({kind: "step"});
    }
    const session = new Session({state: state({seed: 5})});
    for (let i = 0; i < 3; i++) session.trainEpoch();
    expect(snapshots().at(-1)!.snapshot).toEqual(session.snapshot(100));
  });
});

describe("a worker", () => {
  it("says that it is there, and hands its pictures over", () => {
    const posted: {message: FromTrainer; transfer: Transferable[]}[] = [];
    const scope: TrainerScope = {onmessage: null, postMessage: (message, transfer) => posted.push({message, transfer})};
    serveTrainer(scope);
    expect(posted.shift()?.message).toEqual({id: 0, kind: "ready"});
    scope.onmessage?.({data: {id: 4, kind: "open", spec: {state: state()}}} as MessageEvent);
    expect(posted.map(({message}) => message.kind)).toEqual(["opened", "snapshot"]);
    expect(posted[1]?.transfer.length).toBeGreaterThan(5);
    // Each buffer once, and none that something else still needs.
    expect(new Set(posted[1]?.transfer).size).toBe(posted[1]?.transfer.length);
  });
});

describe("a connection without workers", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it("trains here, and says so", async () => {
    vi.stubGlobal("Worker", undefined);
    const heard: FromTrainer[] = [];
    const connection = connect(
      (message) => heard.push(message),
      () => {},
    );
    connection.ask({kind: "open", spec: {state: state()}});
    await vi.waitFor(() => expect(heard.map(({kind}) => kind)).toEqual(["opened", "snapshot"]), {timeout: 5000});
    expect(connection.fallback).toMatch(
      /^This trains on the page's own thread, .+: no worker runs \(there are none here\)\.$/,
    );
  });
});

describe("a connection whose worker breaks", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.doUnmock("../../../src/lab/playground/new-worker.ts");
    vi.resetModules();
  });

  /** A worker that serves in this thread, until it is told to break. */
  class FakeWorker {
    onmessage: ((event: {data: FromTrainer}) => void) | null = null;
    onerror: ((event: {message: string}) => void) | null = null;
    terminated = false;
    readonly #scope: TrainerScope = {
      onmessage: null,
      postMessage: (data) => queueMicrotask(() => !this.terminated && this.onmessage?.({data})),
    };
    constructor() {
      queueMicrotask(() => serveTrainer(this.#scope));
    }
    postMessage(data: unknown): void {
      this.#scope.onmessage?.({data} as MessageEvent);
    }
    terminate(): void {
      this.terminated = true;
    }
  }

  it("asks for the run anew, and goes on here", async () => {
    let worker: FakeWorker | undefined;
    vi.stubGlobal("Worker", FakeWorker);
    vi.resetModules();
    vi.doMock("../../../src/lab/playground/new-worker.ts", () => ({
      newPlaygroundWorker: () => (worker = new FakeWorker()),
    }));
    const fresh = await import("../../../src/lab/playground/connection.ts");
    const heard: FromTrainer[] = [];
    const lost: string[] = [];
    const connection = fresh.connect(
      (message) => heard.push(message),
      (why) => {
        lost.push(why);
        connection.ask({kind: "open", spec: {state: state()}});
      },
    );
    connection.ask({kind: "open", spec: {state: state()}});
    await vi.waitFor(() => expect(heard.map(({kind}) => kind)).toEqual(["opened", "snapshot"]));
    expect(connection.fallback).toBeUndefined();
    worker?.onerror?.({message: "out of memory"});
    expect(lost).toEqual(["out of memory"]);
    await vi.waitFor(() => expect(heard).toHaveLength(4), {timeout: 5000});
    expect(worker?.terminated).toBe(true);
    expect(connection.fallback).toContain("no worker runs (out of memory)");
  });
});
