export type {Library, LiveCell, LiveEmbed, LiveExercise, LivePage, LiveQuiz} from "./live-page.ts";
export {builtinNames} from "./names.ts";
export {type OpenPage, openPage} from "./open-page.ts";
