import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import type {Browser} from "@playwright/test";
import {transformWithOxc} from "vite";
import {servePages} from "../browser-pages.ts";
import type {Measure} from "../measure.ts";
import {minima} from "../rounds.ts";
import {openTab} from "../tab.ts";
import {SHAPES, type Shape, WORKLOAD} from "./workload.ts";

/** The file of TensorFlow Playground that holds its network; it is in no registry, so whoever has it names it. */
const VARIABLE = "PLAYGROUND_NN";
const EPOCHS = 100;

/** How many epochs a second the trainer does in the browser, on networks that a playground has. */
export async function playground(browser: Browser, note: (line: string) => void): Promise<Measure[]> {
  note(WORKLOAD);
  const file = process.env[VARIABLE];
  const texts: Record<string, string> = file ? {"playground.js": await asScript(file)} : {};
  const main = fileURLToPath(new URL("browser/main.ts", import.meta.url));
  const site = await servePages({main}, {texts});
  try {
    const page = await openTab(browser);
    await page.goto(`${site.url}main.html`);
    await page.waitForFunction(() => "playground" in window);
    const train = (whose: "ours" | "theirs", shape: Shape) => async () => {
      const options = [whose, shape, EPOCHS] as const;
      const {ms, loss} = await page.evaluate((options) => window.playground.train(...options), options);
      if (!Number.isFinite(loss)) throw new Error(`${whose}: the loss is ${loss}`);
      return ms;
    };
    const measures: Measure[] = [];
    for (const shape of SHAPES) {
      const best = await minima(
        {ours: train("ours", shape), theirs: file ? train("theirs", shape) : undefined},
        {rounds: 15, warmUp: 3},
      );
      const rate = (milliseconds: number) => (1000 * EPOCHS) / milliseconds;
      measures.push({
        name: `training ${shape.inputs}/${shape.hidden.join("-")}`,
        value: rate(best.ours!),
        unit: "epochs/s",
        peer: best.theirs === undefined ? undefined : rate(best.theirs),
        peerName: file ? "TensorFlow Playground's nn.ts" : `TensorFlow Playground's src/nn.ts, if ${VARIABLE} names it`,
        reach: {atLeast: 2.5},
      });
    }
    await page.context().close();
    return measures;
  } finally {
    site.close();
  }
}

/** As the playground itself compiles it: fields that are only declared are not set. */
async function asScript(file: string): Promise<string> {
  const {code} = await transformWithOxc(readFileSync(file, "utf8"), file, {
    assumptions: {setPublicClassFields: true},
    typescript: {removeClassFieldsWithoutInitializer: true},
  });
  return code;
}
