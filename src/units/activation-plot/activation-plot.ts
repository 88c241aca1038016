import {html, svg} from "../shared/element.ts";
import {drawActivation, heightOf} from "./draw.ts";
import {type Model, modelOf} from "./model.ts";
import type {Activation} from "./saturation.ts";
import {tablesOf} from "./tables.ts";
import {describe} from "./text.ts";

export interface ActivationOptions {
  /** The pre-activations z whose outputs and slopes are counted. */
  inputs: ArrayLike<number>;
  /** z is shown from −range to range. Default 6. */
  range?: number;
}

export interface ActivationPlotOptions extends ActivationOptions {
  /** In CSS pixels. Default 640. */
  width?: number;
  /** Whether a strip below shows how the inputs spread. Default true. */
  strip?: boolean;
}

/**
 * A function φ at work: its curve with the histogram of what comes out, and below, on the same axis, its derivative with
 * the histogram of the slopes that gradients meet on their way back. Where φ is saturated a band is shaded. The same in
 * numbers: {@link activationTables}.
 * @throws {TypeError} when phi lacks `value` or `derivative`, or the inputs are missing
 */
export function activationPlot(phi: Activation, options: ActivationPlotOptions): HTMLElement {
  const model = checkedModel("activationPlot", phi, options);
  const {width = 640, strip = true} = options;
  const height = heightOf(strip);
  const viewBox = `0 0 ${width} ${height}`;
  const picture = svg(
    "svg",
    {class: "activation-picture", role: "img", viewBox, width, height, "aria-label": describe(model)},
    drawActivation(model, width, strip),
  );
  return html("div", {class: "activation-plot"}, picture);
}

/**
 * What `activationPlot` shows, as tables: the curve at some places, and both histograms in eight bins.
 * @throws {TypeError} as `activationPlot` does
 */
export function activationTables(phi: Activation, options: ActivationOptions): HTMLElement {
  return tablesOf(checkedModel("activationTables", phi, options));
}

function checkedModel(caller: string, phi: Activation, options: ActivationOptions): Model {
  if (typeof phi?.value !== "function" || typeof phi.derivative !== "function") {
    throw new TypeError(`${caller}() takes a function with its derivative: {value: (z) => …, derivative: (z) => …}.`);
  }
  const {inputs, range = 6} = options ?? {};
  if (typeof inputs?.length !== "number") {
    throw new TypeError(`${caller}() needs inputs, an array of numbers: ${caller}(phi, {inputs: [-1, 0, 1]}).`);
  }
  if (!(range > 0 && range < Infinity)) throw new RangeError(`${caller}(): range is above 0, not ${range}.`);
  return modelOf(phi, inputs, range);
}
