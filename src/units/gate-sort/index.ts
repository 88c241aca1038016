export {type GateSortElement, type GateSortOptions, type GateSortValue, gateSort} from "./gate-sort.ts";
