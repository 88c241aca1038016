import * as array from "d3-array";
import * as format from "d3-format";
import * as scale from "d3-scale";
import * as shape from "d3-shape";

/** The parts of D3 that a drawing needs: arrays, scales, shapes and number formats. */
export const d3: object = {...array, ...format, ...scale, ...shape};
