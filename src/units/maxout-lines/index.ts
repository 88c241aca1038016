export type {Lines} from "./lines-text.ts";
export {type MaxoutLinesElement, type MaxoutLinesOptions, maxoutLines} from "./maxout-lines.ts";
