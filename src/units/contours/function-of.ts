import {type PlaneFunction, planeFunction} from "../../core/descent/index.ts";

/** A function of the plane, or the text of one. */
export function functionOf(f: PlaneFunction | string): PlaneFunction {
  return typeof f === "string" ? planeFunction(f) : f;
}
