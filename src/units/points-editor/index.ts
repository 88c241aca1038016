export {drawAxes, indexed, type Plane, plane, ticksOf} from "./plane.ts";
export {
  countText,
  type PointsEditorElement,
  type PointsEditorOptions,
  placeText,
  pointsEditor,
} from "./points-editor.ts";
