import {chromium} from "@playwright/test";
import {findBrowser, launchOptions} from "../browser.ts";
import {buildTimes} from "./build.ts";
import {circuitStep} from "./circuit.ts";
import {hotUpdate} from "./hot-update.ts";
import {type Measure, print} from "./measure.ts";
import {pageLoad} from "./page.ts";

/**
 * `npm run bench`: what the course costs a reader and an instructor. Machines differ and are noisy: read the ratios.
 * `-- --json` prints one JSON object a line.
 */
const say = (line: string) => console.error(line);
const browser = await chromium.launch(launchOptions((await findBrowser()) || undefined));
const measures: Measure[] = [];
try {
  // The dev server comes first: a build turns the process to production.
  for (const [name, measure] of Object.entries({hotUpdate, circuitStep, pageLoad, buildTimes})) {
    say(`measuring ${name} …`);
    measures.push(...(await measure(browser)));
  }
} finally {
  await browser.close();
}
print(measures);
