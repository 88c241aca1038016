/** The names that the reader itself gives to a cell. They are listed in src/page, for the compiler knows them too. */
export {builtinNames} from "../page/index.ts";
