/**
 * A function that lets one task of the event loop run: a message, an event, a frame. Timers would wait for 4 ms after a few
 * of them, and promises let nothing in between.
 */
export function macrotask(): () => Promise<void> {
  if (typeof setImmediate === "function") return () => new Promise((resolve) => void setImmediate(resolve));
  const {port1, port2} = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}
