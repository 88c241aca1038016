import type {Report} from "../layers/reports.ts";
import type {Stack} from "../options.ts";
import {needsPreview, type Phase, previewSamples} from "./drive.ts";
import type {Telling} from "./latest.ts";
import {Gathered, type LayerStatistics} from "./statistics.ts";

/** One experiment while it is wanted: what of it is known, and what is to be run next. */
export class Experiment {
  readonly net: Stack;
  readonly telling: Telling;
  /** Whether the whole takes longer than a preview. */
  readonly #isLong: boolean;
  #phase: Phase;
  #isDone = false;
  /** What was known when the present run began. */
  #before: LayerStatistics[] = [];
  #gathered: Gathered | undefined;
  #shardsLeft = 0;

  constructor(net: Stack, telling: Telling, wantsPreview = true) {
    this.net = net;
    this.telling = telling;
    this.#isLong = needsPreview(net);
    this.#phase = this.#isLong && wantsPreview ? "preview" : "full";
  }

  /** The run under way, or to be begun. */
  get phase(): Phase {
    return this.#phase;
  }

  /** Whether its next run takes no longer than a preview does, and goes before those that take longer. */
  get isUrgent(): boolean {
    return this.#phase === "preview" || !this.#isLong;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  /** Begins the phase's run, anew if it was interrupted. */
  begin(shards: number): void {
    this.#before = this.layers();
    const preview = this.#phase === "preview";
    const samples = preview ? previewSamples(this.net) : this.net.samples;
    this.#gathered = new Gathered(this.net, {shards, samples, preview});
    this.#shardsLeft = shards;
  }

  add(report: Report): void {
    if (this.#gathered?.add(report) && this.#phase === "full") this.telling.changed();
  }

  /** One shard is through; returns whether it was the last. */
  shardDone(): boolean {
    if (--this.#shardsLeft > 0) return false;
    if (this.#phase === "preview") {
      this.telling.changed();
      this.#before = this.layers();
      this.#gathered = undefined;
      this.#phase = "full";
    } else {
      this.#isDone = true;
      this.telling.finished();
    }
    return true;
  }

  /** The layers that are known, from 1 on: as the whole experiment gives them, or its preview. */
  layers(): LayerStatistics[] {
    return this.#gathered?.layers(this.#before) ?? this.#before;
  }

  /** The fraction of the whole experiment that is done. */
  get progress(): number {
    return this.#phase === "full" ? (this.#gathered?.progress ?? 0) : 0;
  }
}
