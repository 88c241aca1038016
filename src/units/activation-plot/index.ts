export {
  type ActivationOptions,
  type ActivationPlotOptions,
  activationPlot,
  activationTables,
} from "./activation-plot.ts";
export {type Activation, saturation} from "./saturation.ts";
