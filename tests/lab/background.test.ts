import {afterEach, describe, expect, it, vi} from "vitest";
import {serveTasks, type TaskScope} from "../../src/lab/background/serve.ts";
import {TaskWorker} from "../../src/lab/background/task-worker.ts";
import {type SweepRow, trainingSweep} from "../../src/lab/training-sweep.ts";

const small = {rates: [0.1, 1e6], seeds: [1, 2], widths: [8], steps: 20, data: {perArm: 20}};

/** A worker on this thread: it gets clones of what is posted, a task later, as real ones do. */
class NearWorker {
  static last: NearWorker;
  onmessage: ((event: {data: unknown}) => void) | null = null;
  onerror: ((event: {message: string}) => void) | null = null;
  readonly sent: {kind: string}[] = [];
  isAlive = true;
  readonly #scope: TaskScope;

  constructor(tasks: Parameters<typeof serveTasks>[1]) {
    NearWorker.last = this;
    this.#scope = {
      onmessage: null,
      postMessage: (message) => this.#later(() => this.onmessage?.({data: message}), structuredClone(message)),
    };
    serveTasks(this.#scope, tasks);
  }

  postMessage(message: {kind: string}) {
    const data = structuredClone(message);
    this.sent.push(data);
    this.#later(() => this.#scope.onmessage?.({data} as never), data);
  }

  terminate() {
    this.isAlive = false;
  }

  #later(deliver: () => void, _data: unknown) {
    setImmediate(() => this.isAlive && deliver());
  }
}

async function all<T>(values: AsyncGenerator<T, void, void>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}

/** The module anew, its worker running `tasks`, or without workers. */
async function load(tasks?: Parameters<typeof serveTasks>[1]) {
  vi.resetModules();
  vi.unstubAllGlobals();
  if (tasks) {
    vi.stubGlobal("Worker", NearWorker);
    vi.doMock("../../src/lab/background/new-worker.ts", () => ({newTaskWorker: () => new NearWorker(tasks)}));
  }
  return import("../../src/lab/background.ts");
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.doUnmock("../../src/lab/background/new-worker.ts");
});

describe("background", () => {
  it("gives what the training itself gives, in a worker and without", async () => {
    const expected = await all<SweepRow>(trainingSweep(small));
    const inWorker = await load({trainingSweep});
    expect(await all(inWorker.background("trainingSweep")(small))).toEqual(expected);
    expect(await inWorker.backgroundStatus()).toEqual({where: "worker"});
    const without = await load();
    expect(await all(without.background("trainingSweep")(small))).toEqual(expected);
    expect(await without.backgroundStatus()).toMatchObject({where: "page", fallback: /no worker runs/});
  });

  it("lets the worker run only a few values ahead of the reader", async () => {
    let made = 0;
    const endless = async function* () {
      for (;;) yield ++made;
    };
    const {background} = await load({trainingSweep: endless as never});
    const values = background("trainingSweep")() as unknown as AsyncGenerator<number>;
    for (let i = 1; i <= 20; i++) expect((await values.next()).value).toBe(i);
    await vi.waitFor(() => expect(made).toBe(28));
    await values.return(undefined);
    expect(made).toBeLessThan(30);
  });

  it("ends at once when the reader leaves, and so does the work", async () => {
    let isOver = false;
    const waits = async function* () {
      try {
        yield 1;
        await new Promise((resolve) => setImmediate(resolve));
        yield 2;
        yield 3;
      } finally {
        isOver = true;
      }
    };
    const {background} = await load({trainingSweep: waits as never});
    const values = background("trainingSweep")();
    await values.next();
    const waiting = values.next();
    const leaving = values.return();
    await leaving;
    await waiting;
    await expect(values.next()).resolves.toEqual({done: true, value: undefined});
    await vi.waitFor(() => expect(isOver).toBe(true));
  });

  it("rejects with what the training throws, after the values before it", async () => {
    const fails = async function* () {
      yield 1;
      throw new RangeError("rate is NaN");
    };
    const inWorker = await load({trainingSweep: fails as never});
    const values = inWorker.background("trainingSweep")();
    expect((await values.next()).value).toBe(1);
    await expect(values.next()).rejects.toThrow(RangeError);
    await expect(values.next()).resolves.toEqual({done: true, value: undefined});
    const without = await load();
    await expect(
      without
        .background("trainingSweep")({...small, steps: 0.5})
        .next(),
    ).rejects.toThrow(/steps is 0.5/);
  });

  it("refuses options that no worker could get", async () => {
    const {background} = await load();
    const values = background("trainingSweep")({...small, pause: () => {}} as never);
    await expect(values.next()).rejects.toThrow(/options of trainingSweep must be plain data/);
  });

  it("stops with the reason when it is aborted, before and while it runs", async () => {
    const {background} = await load({trainingSweep});
    const abort = new AbortController();
    const values = background("trainingSweep")({...small, steps: 1e9, signal: abort.signal});
    const waiting = values.next();
    abort.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    await expect(background("trainingSweep")({...small, signal: abort.signal}).next()).rejects.toThrow("enough");
  });

  it("goes on with the page when the worker dies, without a value twice or lost", async () => {
    const {background, backgroundStatus} = await load({trainingSweep});
    const values = background("trainingSweep")(small);
    const rows = [(await values.next()).value, (await values.next()).value];
    NearWorker.last.onerror?.({message: "out of memory"});
    rows.push(...(await all(values)));
    expect(rows).toEqual(await all(trainingSweep(small)));
    expect(await backgroundStatus()).toMatchObject({where: "page", fallback: /out of memory/});
  });
});

describe("a worker that does not start", () => {
  it("is told why", async () => {
    const broken = new NearWorker({});
    broken.isAlive = false;
    const start = TaskWorker.start(() => broken as unknown as Worker);
    broken.onerror?.({message: "blocked"});
    await expect(start).rejects.toThrow("blocked");
  });
});
