import {rmSync} from "node:fs";
import {join} from "node:path";
import type {Browser} from "@playwright/test";
import {createServer} from "vite";
import {type Measure, median} from "./measure.ts";
import {syntheticProject} from "./sites.ts";
import {openTab} from "./tab.ts";

/** A sigmoid neuron of 50 weights: 101 inputs, 50 multiply gates, 50 additions and σ make 202 nodes. */
function wideExpression(): {expression: string; inputs: Record<string, number>} {
  const terms: string[] = [];
  const inputs: Record<string, number> = {b: 0.5};
  for (let i = 0; i < 50; i++) {
    terms.push(`w${i}*x${i}`);
    inputs[`w${i}`] = (i % 7) / 10;
    inputs[`x${i}`] = (i % 5) / 10;
  }
  return {expression: `sigmoid(${terms.join(" + ")} + b)`, inputs};
}

/** One step of the stepper on a circuit of 200 nodes, style and layout included, against a frame of 1/60 s. */
export async function circuitStep(browser: Browser): Promise<Measure[]> {
  const {expression, inputs} = wideExpression();
  const root = syntheticProject({
    "probe.md": `---\ntitle: Probe\n---\n\n\`\`\`js\nconst c = view(circuit(${JSON.stringify(expression)}, ${JSON.stringify(inputs)}))\n\`\`\`\n\nStep \${c.step}\n`,
  });
  const server = await createServer({
    root,
    configFile: join(root, "vite.config.ts"),
    logLevel: "silent",
    server: {port: 0, open: false},
  });
  await server.listen();
  const page = await openTab(browser);
  await page.goto(new URL("probe.html", server.resolvedUrls!.local[0]).href);
  const next = page.getByRole("button", {name: "Next step"});
  await next.waitFor();
  const times = await next.evaluate(async (button: HTMLButtonElement) => {
    const each: number[] = [];
    for (let step = 0; step < 120; step++) {
      const start = performance.now();
      button.click();
      document.body.getBoundingClientRect();
      each.push(performance.now() - start);
      await new Promise(requestAnimationFrame);
    }
    return each;
  });
  await page.context().close();
  await server.close();
  rmSync(root, {recursive: true});
  return [{name: "step of a 200-node circuit", value: median(times), unit: "ms", peer: 16, peerName: "one frame"}];
}
