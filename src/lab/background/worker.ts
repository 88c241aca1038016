import {tasks} from "../tasks.ts";
import {serveTasks, type TaskScope} from "./serve.ts";

// What new-worker.ts starts.
serveTasks(self as unknown as TaskScope, tasks);
