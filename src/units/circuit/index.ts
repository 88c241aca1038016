export {type CircuitElement, type CircuitValue, circuit} from "./circuit.ts";
export {type CircuitInputElement, type CircuitInputOptions, circuitInput} from "./input.ts";
export type {CircuitOptions} from "./options.ts";
