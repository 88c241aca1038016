import {macrotask} from "../engine/macrotask.ts";
import type {FromTrainer, ToTrainer} from "./protocol.ts";
import {Runner} from "./runner.ts";

/** What a worker sees of the page. */
export interface TrainerScope {
  onmessage: ((event: MessageEvent<ToTrainer>) => void) | null;
  postMessage(message: FromTrainer, transfer: Transferable[]): void;
}

/** Milliseconds between two looks at the clock when there is nothing to do. */
const REST = 4;

/** Lets other work in: at once, or after a rest. */
export function pauser(): (idle: boolean) => Promise<void> {
  const next = macrotask();
  return (idle) => (idle ? new Promise((resolve) => setTimeout(resolve, REST)) : next());
}

/** Trains in a worker for all playgrounds of a page. */
export function serveTrainer(scope: TrainerScope): void {
  const runners = new Map<number, Runner>();
  const pause = pauser();
  scope.onmessage = ({data: message}) => {
    const {id} = message;
    const runner =
      runners.get(id) ?? new Runner(id, (reply, transfer = []) => scope.postMessage(reply, transfer), {pause});
    runners.set(id, runner);
    if (message.kind === "close") runners.delete(id);
    runner.receive(message);
  };
  scope.postMessage({id: 0, kind: "ready"}, []);
}
