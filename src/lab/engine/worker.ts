import kernels from "virtual:kernels";
import {type Scope, serve} from "./serve.ts";

// What src/lab/engine/new-worker.ts starts.
serve(self as unknown as Scope, kernels);
