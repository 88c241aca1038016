import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {Session, type Snapshot} from "../../src/lab/playground/session.ts";
import {type PlaygroundState, readState} from "../../src/lab/playground/state.ts";

interface Experiment {
  readonly name: string;
  readonly settings?: Partial<PlaygroundState>;
}

/** The experiments as the notebook's own cell lists them. */
const experiments: Experiment[] = (() => {
  const text = readFileSync("notebooks/playground.md", "utf8");
  const cell = text.match(/```js id=experiments\n([\s\S]+?)```/)?.[1];
  return new Function(`${cell}; return experiments;`)() as Experiment[];
})();

function trained(name: string, epochs: number, change: Partial<PlaygroundState> = {}): Snapshot {
  const experiment = experiments.find((each) => each.name === name);
  if (!experiment?.settings) throw new Error(`no experiment “${name}”`);
  const {state, problems} = readState({...experiment.settings, ...change});
  expect(problems).toEqual([]);
  const session = new Session({state});
  for (let i = 0; i < epochs; i++) session.trainEpoch();
  return session.snapshot(20);
}

const right = ({train}: Snapshot) => train.accuracy!;

// Each for more than the notebook's own seed, as its sentences say more.
describe.each([1, 2, 3])("the experiments of the playground, seed %i", (seed) => {
  it("a straight edge gets about half of a circle right; of squares, a single unit gets all", () => {
    expect(right(trained("A circle, without hidden units", 200, {seed}))).toBeLessThan(0.7);
    expect(right(trained("A circle, without hidden units, from squares", 200, {seed}))).toBeGreaterThan(0.98);
  });

  it("two edges do not close a ring, three do", () => {
    expect(right(trained("A circle from two hidden units", 400, {seed}))).toBeLessThan(0.93);
    expect(right(trained("A circle from two hidden units", 400, {seed, hidden: [3]}))).toBeGreaterThan(0.98);
  });

  it("the right feature makes xor trivial", () => {
    expect(right(trained("Xor from one feature", 50, {seed}))).toBeGreaterThan(0.98);
  });

  it("from zeros nothing is learned", () => {
    const {train, numbers} = trained("All weights zero", 200, {seed});
    expect(train.loss).toBeGreaterThan(0.49);
    expect(numbers.slice(0, -1).every((w) => w === 0)).toBe(true);
  });

  it("few noisy points: the losses part, and L2 or dropout bring the test loss down", () => {
    const name = "Twenty-five noisy points a class";
    const free = trained(name, 800, {seed});
    expect(free.test.loss).toBeGreaterThan(5 * free.train.loss);
    expect(trained(name, 800, {seed, regularization: "l2", regularizationRate: 0.03}).test.loss).toBeLessThan(
      free.test.loss,
    );
    expect(trained(name, 800, {seed, dropout: 0.2}).test.loss).toBeLessThan(free.test.loss);
  });

  it("six layers of sigmoids learn nothing without batch normalization", () => {
    const {train, layers} = trained("Six layers of sigmoids", 300, {seed});
    expect(train.loss).toBeGreaterThan(0.49);
    expect(layers[0]!.gradientNorm!).toBeLessThan(layers.at(-1)!.gradientNorm! / 50);
    expect(trained("Six layers of sigmoids", 300, {seed, batchNorm: true}).train.loss).toBeLessThan(0.2);
  });

  it("three arms: Adam is quicker than gradient descent at the same rate", () => {
    const adam = trained("Three arms of a spiral", 300, {seed});
    expect(right(adam)).toBeGreaterThan(0.95);
    expect(trained("Three arms of a spiral", 300, {seed, optimizer: "sgd"}).train.loss).toBeGreaterThan(
      3 * adam.train.loss,
    );
  });

  it("a step too long ends in a number that is none", () => {
    expect(trained("A step too long", 20, {seed}).stopped?.reason).toMatch(/^At step \d+, .+ became/);
  });
});

it("every experiment can be begun", () => {
  expect(experiments.length).toBeGreaterThan(8);
  for (const {settings = {}} of experiments) expect(readState(settings).problems).toEqual([]);
});
