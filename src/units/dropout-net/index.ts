export {type DropoutNetElement, type DropoutNetOptions, type DropoutNetValue, dropoutNet} from "./dropout-net.ts";
export {type DropoutNetSettings, type Passes, passes} from "./passes.ts";
