export type {Library, LiveCell, LiveEmbed, LiveExercise, LivePage, LiveQuiz} from "./live-page.ts";
export {builtinNames} from "./names.ts";
export {type OpenPage, openPage, type SeenValue} from "./open-page.ts";
export type {OutputObserver} from "./page-scope.ts";
