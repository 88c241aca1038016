export {type DescentRaceElement, type DescentRaceOptions, type DescentRaceValue, descentRace} from "./descent-race.ts";
export type {RaceRun, Racer} from "./run.ts";
