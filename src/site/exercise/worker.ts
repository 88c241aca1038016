import * as core from "../../core/index.ts";
import {type ExerciseScope, serveExercise} from "../../reader/exercises/worker/serve.ts";

// What new-worker.ts starts.
serveExercise(globalThis as unknown as ExerciseScope & typeof globalThis, core);
