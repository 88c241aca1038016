export {type AlexNetOptions, alexnet} from "./alexnet.ts";
export {type ArchitectureElement, type ArchitectureValue, architecture} from "./architecture.ts";
export type {Dial, Layer, LayerList, LayerOptions, LayerType, Shape} from "./layer.ts";
export type {ArchitectureOptions} from "./network.ts";
export {type NeuralTuringMachineOptions, neuralTuringMachine} from "./neural-turing-machine.ts";
export {inferShapes, type LayerSummary, shapeText, totals} from "./shapes.ts";
