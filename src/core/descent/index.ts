export {type DescendOptions, type Descent, type DescentPoint, descend, type Outcome} from "./descend.ts";
export {type Lowest, lowestValue} from "./lowest.ts";
export {
  MAX_FUNCTION_GATES,
  MAX_FUNCTION_LENGTH,
  type PlaneFunction,
  type Point,
  planeFunction,
} from "./plane-function.ts";
export {
  bestGradientDescent,
  bestMomentum,
  convergenceFactor,
  isStable,
  oscillates,
  type Setting,
} from "./quadratic.ts";
export {dualNorm, firstOrderChange, NORMS, type Norm, normOf, steepestStep, stepAt} from "./steepest.ts";
export {SURFACES, type Surface, type SurfaceName, surface} from "./surfaces.ts";
export {type Tape, tape} from "./tape.ts";
export {ClimbWatch, FAR, isLost, type Walk, walk} from "./walk.ts";
