export type {LabStatus} from "./engine/backend.ts";
export type {Bin, LayerStatistics} from "./engine/statistics.ts";
export {type LayerList, labStatus, layerStatistics} from "./layer-statistics.ts";
export {type MeanFieldLayer, meanFieldTheory} from "./mean-field.ts";
export type {Initialization, LayerOptions} from "./options.ts";
export {type SweepRow, type TrainingSweepOptions, trainingSweep} from "./training-sweep.ts";
