import {type Matrix, matrix} from "../../core/numeric/index.ts";

/** What a network may be given of a point, in the order in which the playground lists it. */
export const FEATURES = {
  x1: (x1: number, _x2: number) => x1,
  x2: (_x1: number, x2: number) => x2,
  x1x1: (x1: number, _x2: number) => x1 * x1,
  x2x2: (_x1: number, x2: number) => x2 * x2,
  x1x2: (x1: number, x2: number) => x1 * x2,
  sinx1: (x1: number, _x2: number) => Math.sin(x1),
  sinx2: (_x1: number, x2: number) => Math.sin(x2),
} as const;

export type FeatureName = keyof typeof FEATURES;

/** How features are written: X₁, X₁², sin(X₁). */
export const FEATURE_TEXT: Readonly<Record<FeatureName, string>> = {
  x1: "x₁",
  x2: "x₂",
  x1x1: "x₁²",
  x2x2: "x₂²",
  x1x2: "x₁x₂",
  sinx1: "sin x₁",
  sinx2: "sin x₂",
};

/** One row of features for each point (n × 2). */
export function featureMatrix(points: Matrix, names: readonly FeatureName[]): Matrix {
  const result = matrix(points.rows, names.length);
  names.forEach((name, j) => {
    const feature = FEATURES[name];
    for (let i = 0; i < points.rows; i++) {
      result.data[i * names.length + j] = feature(points.data[2 * i]!, points.data[2 * i + 1]!);
    }
  });
  return result;
}

/** How far the pictures reach from the origin, to all four sides. */
export const REACH = 6;

/** The points in the middle of each cell of a picture of density × density cells: row by row, from the upper left. */
export function gridPoints(density: number): Matrix {
  const grid = matrix(density * density, 2);
  for (let row = 0, at = 0; row < density; row++) {
    for (let column = 0; column < density; column++) {
      grid.data[at++] = REACH * ((2 * (column + 0.5)) / density - 1);
      grid.data[at++] = REACH * (1 - (2 * (row + 0.5)) / density);
    }
  }
  return grid;
}
