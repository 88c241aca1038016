export type {Library, LiveCell, LiveEmbed, LivePage} from "./live-page.ts";
export {builtinNames} from "./names.ts";
export {type OpenPage, openPage} from "./open-page.ts";
