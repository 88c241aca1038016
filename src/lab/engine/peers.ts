import type {Exchange} from "./protocol.ts";

/** The line to the other worker, over which the two add their sums up. */
export interface Peers {
  /** Own sums and the other's, added; undefined when the run was given up meanwhile. */
  exchange(id: number, step: number, sums: Float64Array): Promise<Float64Array | undefined>;
  /** Gives up whatever waits for another run than `id`, and forgets what came of earlier ones. */
  forget(id?: number): void;
}

export function peers(port: MessagePort, index: number): Peers {
  /** What has come before it was asked for: the other worker may be ahead. */
  const arrived = new Map<string, Exchange>();
  let waiting: {key: string; id: number; resolve: (sums: Float64Array | undefined) => void} | undefined;
  let oldest = 0;

  port.onmessage = ({data}: MessageEvent<Exchange>) => {
    if (data.id < oldest) return;
    const key = `${data.id}/${data.step}`;
    if (waiting?.key === key) {
      const {resolve} = waiting;
      waiting = undefined;
      resolve(data.sums);
    } else {
      arrived.set(key, data);
    }
  };

  return {
    async exchange(id, step, sums) {
      port.postMessage({id, step, sums} satisfies Exchange);
      const key = `${id}/${step}`;
      const early = arrived.get(key)?.sums;
      arrived.delete(key);
      const theirs =
        early ?? (await new Promise<Float64Array | undefined>((resolve) => (waiting = {key, id, resolve})));
      if (!theirs) return undefined;
      // Both add in the same order, so that both get the same bits.
      const [a, b] = index === 0 ? [sums, theirs] : [theirs, sums];
      return a.map((x, i) => x + (b[i] as number));
    },
    forget(id) {
      oldest = id ?? oldest;
      for (const [key, exchange] of arrived) if (exchange.id < oldest) arrived.delete(key);
      if (waiting && waiting.id !== id) {
        const {resolve} = waiting;
        waiting = undefined;
        resolve(undefined);
      }
    },
  };
}
