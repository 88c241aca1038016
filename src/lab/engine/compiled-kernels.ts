/** The kernels in WebAssembly: a module by itself, loaded where no worker runs: the workers' script has its own. */
export {default} from "virtual:kernels";
