import {cpus, loadavg} from "node:os";
import {type Browser, chromium} from "@playwright/test";
import {findBrowser, launchOptions} from "../browser.ts";
import {buildTimes} from "./build.ts";
import {circuitStep} from "./circuit.ts";
import {drag} from "./drag.ts";
import {hotUpdate} from "./hot-update.ts";
import {initialization} from "./initialization/index.ts";
import {type Measure, print} from "./measure.ts";
import {pageLoad} from "./page.ts";
import {playground} from "./playground/index.ts";

/**
 * `npm run bench`: what the course costs a reader and an instructor, and how fast its numbers are beside their peers.
 * Machines differ and are noisy: read the ratios. `-- --json` prints one JSON object a line; `-- initialization` and the
 * like measure only what is named.
 */
type Bench = (browser: Browser, note: (line: string) => void) => Promise<Measure[]>;

// The dev server comes first: a build turns the process to production.
const benches: Record<string, Bench> = {hotUpdate, circuitStep, pageLoad, buildTimes, initialization, drag, playground};

const say = (line: string) => console.error(line);
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = wanted.find((name) => !Object.hasOwn(benches, name));
if (unknown) {
  say(`There is no bench "${unknown}"; there are ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}

const browser = await chromium.launch(launchOptions((await findBrowser()) || undefined));
const measures: Measure[] = [];
const notes: string[] = [];
try {
  for (const [name, measure] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    say(`measuring ${name} …`);
    measures.push(...(await measure(browser, (line) => notes.push(line))));
  }
} finally {
  await browser.close();
}
const processors = cpus();
notes.push(
  `${processors.length} × ${processors[0]?.model.trim() ?? "a processor"}; load ${loadavg()[0]!.toFixed(1)} at the end: ` +
    "what else ran makes single times longer, and ratios less so.",
);
print(measures);
for (const line of notes) say(line);
