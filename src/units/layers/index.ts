export {type ComparisonTable, comparisonTables} from "./comparison.ts";
export {type HistogramLayer, type LayerHistogramsOptions, layerHistograms} from "./layer-histograms.ts";
export {type LayerTableOptions, layerTable} from "./layer-table.ts";
export {type OverDepthOptions, overDepth} from "./over-depth.ts";
export type {LayerFigures, QuantityName} from "./quantity.ts";
export {type Engine, type RunLayer, runStatus} from "./run-status.ts";
