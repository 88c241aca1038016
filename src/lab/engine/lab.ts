import type {Stack} from "../options.ts";
import type {Backend, LabStatus, Listener} from "./backend.ts";
import type {Run} from "./drive.ts";
import {Experiment} from "./experiment.ts";
import type {Telling} from "./latest.ts";

/** Starts a backend. Called once, when the first experiment begins, and again if the backend breaks. */
export type StartBackend = (listener: Listener, broken?: Error) => Promise<Backend>;

/** A reader that drags calls experiments off faster than so many milliseconds one after the other. */
const DRAG = 250;
/** While one does, the whole experiment runs only after such a rest: previews and plots have the processor to themselves. */
const REST = 80;

/**
 * Runs experiments on one backend. Each has its preview as soon as possible, then the rest in the order in which they were
 * asked for. What is called off leaves nothing behind: runs are not queued but chosen among those still wanted.
 */
export class Lab {
  readonly #start: StartBackend;
  #backend: Promise<Backend> | undefined;
  #ready: Backend | undefined;
  #experiments: Experiment[] = [];
  #running: {experiment: Experiment; run: Run; urgent: boolean} | undefined;
  #lastId = 0;
  #calledOffAt = Number.NEGATIVE_INFINITY;
  #restUntil = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #opening: number;

  /** `opening`: for so many milliseconds after the very first preview a page that opens draws it, undisturbed by full runs. */
  constructor(start: StartBackend, {opening = 0} = {}) {
    this.#start = start;
    this.#opening = opening;
  }

  /** Which kernels run, and where; starts them if need be. */
  async status(): Promise<LabStatus> {
    return (await this.#begin()).status;
  }

  /** Enters an experiment. */
  run(net: Stack, telling: Telling, wantsPreview = true): Experiment {
    const experiment = new Experiment(net, telling, wantsPreview);
    this.#experiments.push(experiment);
    const now = performance.now();
    if (now - this.#calledOffAt < DRAG) this.#restUntil = now + REST;
    void this.#begin().then(
      () => this.#choose(),
      (error) => {
        this.#leave(experiment);
        telling.failed(error);
      },
    );
    return experiment;
  }

  #begin(broken?: Error): Promise<Backend> {
    this.#backend ??= this.#start(this.#listener, broken).then((backend) => (this.#ready = backend));
    return this.#backend;
  }

  /** Ends an experiment that nobody wants any more. */
  callOff(experiment: Experiment): void {
    if (!this.#leave(experiment) || experiment.isDone) return;
    this.#calledOffAt = performance.now();
    if (this.#running?.experiment === experiment) {
      this.#running = undefined;
      this.#choose();
      if (!this.#running) this.#ready?.stop();
    }
  }

  #leave(experiment: Experiment): boolean {
    const before = this.#experiments.length;
    this.#experiments = this.#experiments.filter((other) => other !== experiment);
    return this.#experiments.length < before;
  }

  /** Begins the most urgent run, if the present one is less so. */
  #choose(): void {
    if (!this.#ready) return;
    const urgent = this.#experiments.find((experiment) => experiment.isUrgent);
    const wanted = urgent ?? this.#experiments[0];
    if (!wanted) return;
    if (this.#running && (this.#running.urgent || !urgent)) return;
    const rest = this.#restUntil - performance.now();
    clearTimeout(this.#rest);
    if (!urgent && rest > 0) {
      this.#rest = setTimeout(() => this.#choose(), rest);
      return;
    }
    const run: Run = {id: ++this.#lastId, net: wanted.net, phase: wanted.phase};
    this.#running = {experiment: wanted, run, urgent: wanted.isUrgent};
    wanted.begin(this.#ready.shards);
    this.#ready.begin(run);
  }

  readonly #listener: Listener = {
    reported: (id, reports) => {
      if (this.#running?.run.id !== id) return;
      const {experiment} = this.#running;
      for (const report of reports) experiment.add(report);
    },
    done: (id) => {
      if (this.#running?.run.id !== id) return;
      const {experiment} = this.#running;
      if (!experiment.shardDone()) return;
      if (this.#opening > 0) this.#restUntil = performance.now() + this.#opening;
      this.#opening = 0;
      this.#running = undefined;
      if (experiment.isDone) this.#leave(experiment);
      this.#choose();
    },
    failed: (id, error) => {
      if (this.#running?.run.id !== id) return;
      const {experiment} = this.#running;
      this.#running = undefined;
      this.#leave(experiment);
      experiment.telling.failed(error);
      this.#choose();
      if (!this.#running) this.#ready?.stop(); // The other shard may be waiting for this one.
    },
    broke: (error) => {
      this.#ready?.dispose();
      this.#ready = undefined;
      this.#backend = undefined;
      this.#running = undefined;
      void this.#begin(error).then(
        () => this.#choose(),
        (reason) => {
          for (const {telling} of this.#experiments.splice(0)) telling.failed(reason);
        },
      );
    },
  };
}
