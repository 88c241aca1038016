import {batchSizeRace} from "./batch-size-race.ts";
import {convnetTraining} from "./convnet-training.ts";
import {descentMap} from "./descent-map.ts";
import {dropoutTraining} from "./dropout-training.ts";
import {trainingSweep} from "./training-sweep.ts";

/**
 * The trainings that may run in a worker: async generators of plain data, from plain options. The worker's script holds
 * them all, so what is not listed here stays out of it.
 */
export const tasks = {batchSizeRace, convnetTraining, descentMap, dropoutTraining, trainingSweep};

export type Tasks = typeof tasks;
