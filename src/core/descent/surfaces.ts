import {type PlaneFunction, type Point, planeFunction} from "./plane-function.ts";

/** A landscape to go down. */
export interface Surface {
  readonly name: string;
  readonly f: PlaneFunction;
  readonly start: Point;
  /** What a picture shows: the ranges of x and y. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** The least value of f. */
  readonly minimum: number;
  /** Where it is taken. */
  readonly minima: readonly Point[];
}

const described = {
  bowl: {
    expression: "0.5*(x^2 + y^2)",
    start: [-8, 5],
    x: [-10, 10],
    y: [-7, 7],
    minimum: 0,
    minima: [[0, 0]],
  },
  // λ = 1 and 20.
  ravine: {
    expression: "0.5*(x^2 + 20*y^2)",
    start: [-10, 1],
    x: [-12, 4],
    y: [-2, 2],
    minimum: 0,
    minima: [[0, 0]],
  },
  // A pass at the origin between two hollows at (0, ±2).
  saddle: {
    expression: "0.5*x^2 - 0.5*y^2 + 0.0625*y^4",
    start: [-4, 0.01],
    x: [-5, 5],
    y: [-3.5, 3.5],
    minimum: -1,
    minima: [
      [0, 2],
      [0, -2],
    ],
  },
  // A hollow in a plain that is ever flatter.
  plateau: {
    expression: "1 - exp(-(x^2 + y^2)/4)",
    start: [-4, 2],
    x: [-6, 6],
    y: [-4.2, 4.2],
    minimum: 0,
    minima: [[0, 0]],
  },
  // Rosenbrock (1960): a curved valley with an almost flat floor.
  rosenbrock: {
    expression: "(1 - x)^2 + 100*(y - x^2)^2",
    start: [-1.2, 1],
    x: [-2, 2],
    y: [-1, 3],
    minimum: 0,
    minima: [[1, 1]],
  },
} as const;

export type SurfaceName = keyof typeof described;

export const SURFACES = Object.keys(described) as readonly SurfaceName[];

/** One of the five landscapes. @throws {RangeError} naming them */
export function surface(name: SurfaceName): Surface {
  if (!Object.hasOwn(described, name))
    throw new RangeError(`There is no surface "${String(name)}". There are ${SURFACES.join(", ")}.`);
  const {expression, ...rest} = described[name];
  return {name, f: planeFunction(expression), ...rest};
}
