export {initializationName, type Run} from "./groups.ts";
export {type SweepPlotOptions, sweepPlot} from "./sweep-plot.ts";
export {sweepStatus} from "./sweep-status.ts";
export {sweepTable} from "./sweep-table.ts";
