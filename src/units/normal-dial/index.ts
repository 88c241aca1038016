export {type NormalDialElement, type NormalDialOptions, type NormalDialValue, normalDial} from "./normal-dial.ts";
