import {serveTrainer, type TrainerScope} from "./serve.ts";

// What new-worker.ts starts.
serveTrainer(self as unknown as TrainerScope);
