/** The kernels in WebAssembly: a module by itself, loaded when the first experiment begins. */
export {default} from "virtual:kernels";
