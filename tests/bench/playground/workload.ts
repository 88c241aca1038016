/** A network of tanh units, the output too. */
export interface Shape {
  /** 2: x₁ and x₂. 7: all features that the playground offers. */
  inputs: 2 | 7;
  hidden: readonly number[];
}

export const SHAPES: readonly Shape[] = [
  {inputs: 2, hidden: [4, 2]},
  {inputs: 7, hidden: [4, 2]},
  {inputs: 2, hidden: [8, 8]},
  {inputs: 7, hidden: [8, 8]},
];

/** Points of the circle, half of each class, all of them for training. */
export const POINTS = 500;
export const BATCH = 10;
export const RATE = 0.03;

/** What it is, for whoever would set it beside another. */
export const WORKLOAD =
  `Playground: ${POINTS} training points of the circle, batches of ${BATCH}, rate ${RATE}, squared error ½(o − t)², tanh ` +
  "hidden layers and one tanh output, plain gradient descent; an epoch is 50 steps and no evaluation. Ours reshuffles and " +
  "checks each step for numbers that are not finite.";

/** The playground's features of a point, in its order. */
export function features(x: number, y: number, count: 2 | 7): number[] {
  return count === 2 ? [x, y] : [x, y, x * x, y * y, x * y, Math.sin(x), Math.sin(y)];
}
