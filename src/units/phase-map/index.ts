export {type PhaseMapElement, type PhaseMapOptions, type PhaseMapValue, phaseMap} from "./phase-map.ts";
