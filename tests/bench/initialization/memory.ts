import type {Browser, CDPSession} from "@playwright/test";

/**
 * What each worker of the open pages named `name` holds, in bytes: its objects, and the memory of its buffers and of
 * WebAssembly. Garbage is collected first.
 */
export async function workerMemory(browser: Browser, name: string): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  try {
    const {targetInfos} = await session.send("Target.getTargets");
    const found: number[] = [];
    for (const {type, title, targetId} of targetInfos)
      if (type === "worker" && title === name) found.push(await memoryOf(session, targetId));
    return found;
  } finally {
    await session.detach();
  }
}

async function memoryOf(browser: CDPSession, targetId: string): Promise<number> {
  const {sessionId} = await browser.send("Target.attachToTarget", {targetId, flatten: false});
  // Playwright speaks to pages only; a worker's messages go through the browser, in letters.
  let lastId = 0;
  const ask = async (method: string, params: object = {}): Promise<Answer> => {
    const id = ++lastId;
    const answer = new Promise<Answer>((resolve, reject) => {
      const hear = (event: {sessionId: string; message: string}) => {
        const {id: of, result, error} = JSON.parse(event.message);
        if (event.sessionId !== sessionId || of !== id) return;
        browser.off("Target.receivedMessageFromTarget", hear);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      };
      browser.on("Target.receivedMessageFromTarget", hear);
    });
    await browser.send("Target.sendMessageToTarget", {sessionId, message: JSON.stringify({id, method, params})});
    return answer;
  };
  await ask("HeapProfiler.collectGarbage");
  const {usedSize, backingStorageSize} = await ask("Runtime.getHeapUsage");
  // Buffers are counted there, WebAssembly's memories are not.
  const prototype = await ask("Runtime.evaluate", {expression: "WebAssembly.Memory.prototype"});
  const memories = await ask("Runtime.queryObjects", {prototypeObjectId: prototype.result!.objectId});
  const compiled = await ask("Runtime.callFunctionOn", {
    objectId: memories.objects!.objectId,
    functionDeclaration: "function () { return this.reduce((sum, {buffer}) => sum + buffer.byteLength, 0); }",
    returnByValue: true,
  });
  await browser.send("Target.detachFromTarget", {sessionId});
  return usedSize! + backingStorageSize! + compiled.result!.value!;
}

/** What we read of the answers. */
interface Answer {
  usedSize?: number;
  backingStorageSize?: number;
  result?: {objectId?: string; value?: number};
  objects?: {objectId: string};
}
