import {type Breakdown, signs, Trainer} from "../../core/nn/index.ts";
import {type Matrix, random} from "../../core/numeric/index.ts";
import {featureMatrix} from "./features.ts";
import {HeatmapMaker, type Heatmaps} from "./heatmaps.ts";
import {type LayerReport, layerReports} from "./layer-report.ts";
import {type CurvePoints, LossCurve} from "./loss-curve.ts";
import {type BuiltNetwork, buildNetwork, type Head, headOf, lossOf, optimizerOf, regularizationOf} from "./network.ts";
import {type Points, placesBetween, pointsOf, type SplitPoints} from "./points.ts";
import type {PlaygroundState} from "./state.ts";
import {NetworkVector, type Plan} from "./vector.ts";

/** What a run begins with. Plain data. */
export interface SessionSpec {
  readonly state: PlaygroundState;
  /** What the data set "own" stands for. */
  readonly own?: Points;
  /** The network's numbers, in the order of its plan; drawn from the seed where they are not given. */
  readonly numbers?: Float64Array;
}

/** How right the network is on some points, at test time. */
export interface Score {
  /** NaN where there are no points. */
  readonly loss: number;
  /** The share of points told right; undefined where targets are numbers. */
  readonly accuracy: number | undefined;
}

/** All that is shown of a run at one moment. Plain data. */
export interface Snapshot {
  readonly epochs: number;
  readonly steps: number;
  readonly train: Score;
  readonly test: Score;
  readonly curve: CurvePoints;
  /** In the order of the plan. */
  readonly numbers: Float64Array;
  readonly layers: readonly LayerReport[];
  readonly maps: Heatmaps;
  /** Why it stopped by itself. */
  readonly stopped: Breakdown | undefined;
}

/** A run of the playground: data, network and trainer of one state. Knows no clock and no screen. */
export class Session {
  readonly points: SplitPoints;
  readonly head: Head;
  readonly #state: PlaygroundState;
  readonly #maker: HeatmapMaker;
  readonly #vector: NetworkVector;
  readonly #built: BuiltNetwork;
  readonly #trainer: Trainer | undefined;
  readonly #train: Side;
  readonly #test: Side;
  readonly #curve = new LossCurve();

  /** @throws RangeError for numbers that do not fit the network, or data that are not finite */
  constructor({state, own, numbers}: SessionSpec) {
    this.#state = state;
    this.points = pointsOf(state, own);
    this.head = headOf(state, this.points);
    const {trainCount, targets} = this.points;
    this.#train = this.#side(0, trainCount);
    this.#test = this.#side(trainCount, targets.length);
    let built: BuiltNetwork | undefined;
    const build = (streams: ReturnType<typeof random>) => (built = buildNetwork(state, this.head, streams)).network;
    if (trainCount > 0) {
      this.#trainer = new Trainer({
        network: build,
        loss: lossOf(this.head),
        optimizer: optimizerOf(state),
        inputs: this.#train.inputs,
        targets: this.#train.targets,
        batchSize: state.batchSize,
        regularization: regularizationOf(state),
        seed: state.seed,
      });
    } else build(random(state.seed));
    this.#built = built!;
    this.#vector = new NetworkVector(this.#built);
    if (numbers) this.#vector.write(numbers);
    this.#maker = new HeatmapMaker(this.#built, {...state, head: this.head});
    this.#record();
  }

  get plan(): Plan {
    return this.#vector.plan;
  }

  get epochs(): number {
    return this.#trainer?.epochs ?? 0;
  }

  get stepsPerEpoch(): number {
    return Math.max(1, Math.ceil(this.points.trainCount / (this.#trainer?.batchSize ?? 1)));
  }

  /** Whether it can train on. */
  get canTrain(): boolean {
    return this.#trainer !== undefined && !this.#trainer.stopped;
  }

  /** Takes over settings that a run under way can: the rate, the size of a batch, the penalty. */
  adjust({rate, momentum, batchSize, regularization, regularizationRate}: PlaygroundState): void {
    const trainer = this.#trainer;
    if (!trainer) return;
    trainer.optimizer.rate = rate;
    if ("momentum" in trainer.optimizer) trainer.optimizer.momentum = momentum;
    trainer.batchSize = batchSize;
    trainer.regularization = regularizationOf({...this.#state, regularization, regularizationRate});
  }

  /** @throws RangeError for a place that is none, or a number that is not finite */
  setNumber(offset: number, value: number): void {
    this.#vector.writeOne(offset, value);
  }

  /** At most so many steps, and no longer than until `isOver` says so. Returns how many it took. */
  train(steps: number, isOver: () => boolean): number {
    const trainer = this.#trainer;
    if (!trainer) return 0;
    let taken = 0;
    while (taken < steps && !trainer.stopped) {
      const {epochs} = trainer;
      trainer.step();
      taken++;
      if (trainer.epochs !== epochs) this.#record();
      if (isOver()) break;
    }
    return taken;
  }

  /** To the end of the current epoch. */
  trainEpoch(): void {
    const until = this.epochs + 1;
    this.train(Number.POSITIVE_INFINITY, () => this.epochs >= until);
  }

  /** @param density cells to a side of the pictures */
  snapshot(density: number): Snapshot {
    const test = this.#score(this.#test);
    const train = this.#score(this.#train); // Last, as the report reads what it leaves in the layers.
    const hasGradients = (this.#trainer?.steps ?? 0) > 0;
    const layers =
      this.points.trainCount === 0
        ? []
        : layerReports(this.#built, {
            activation: this.#state.activation,
            outputActivation: this.head.activation,
            hasGradients,
          });
    return {
      epochs: this.epochs,
      steps: this.#trainer?.steps ?? 0,
      train,
      test,
      curve: this.#curve.points(),
      numbers: this.#vector.read(),
      layers,
      maps: this.#maker.make(density),
      stopped: this.#trainer?.stopped,
    };
  }

  #side(from: number, to: number): Side {
    const {kind, targets} = this.points;
    const part = targets.slice(from, to);
    return {
      inputs: featureMatrix(placesBetween(this.points, from, to), this.#state.features),
      targets: kind === "classes" && this.head.outputs === 1 ? signs(part) : part,
    };
  }

  #score({inputs, targets}: Side): Score {
    if (!this.#trainer || inputs.rows === 0) return {loss: Number.NaN, accuracy: undefined};
    const {loss, accuracy} = this.#trainer.evaluate(inputs, targets);
    return {loss, accuracy: this.points.kind === "classes" ? accuracy : undefined};
  }

  #record(): void {
    const {epochs} = this;
    if (this.#trainer && this.#curve.wants(epochs))
      this.#curve.add(epochs, this.#score(this.#train).loss, this.#score(this.#test).loss);
  }
}

/** One side of the split, as the trainer wants it. */
interface Side {
  readonly inputs: Matrix;
  readonly targets: Float64Array;
}
