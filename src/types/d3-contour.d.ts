/** What the pictures use of d3-contour, whose own types are not installed. */
declare module "d3-contour" {
  export interface Contour {
    readonly type: "MultiPolygon";
    readonly value: number;
    /** Polygons of rings of points, in cells of the grid: the value at column i, row j stands at (i + 0.5, j + 0.5). */
    readonly coordinates: [number, number][][][];
  }
  export interface Contours {
    (values: ArrayLike<number>): Contour[];
    size(size: readonly [number, number]): Contours;
    thresholds(thresholds: readonly number[]): Contours;
    contour(values: ArrayLike<number>, threshold: number): Contour;
  }
  export function contours(): Contours;
}
