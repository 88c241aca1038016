import {readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import type {Browser} from "@playwright/test";
import {pages} from "../e2e/site.ts";
import {serve} from "../server.ts";
import {type Measure, median} from "./measure.ts";
import {type Load, load} from "./page-load.ts";
import {builtCourse} from "./sites.ts";

const RUNS = 3;

/** A page's medians. `script`: bytes, gzipped. */
interface Weighed extends Omit<Load, "scripts"> {
  file: string;
  script: number;
}

/**
 * What opening costs a reader who does nothing yet: weight of the scripts (gz), and LCP, TBT and CLS with the CPU slowed
 * down four times. Each of the page that does worst in it; the notes say it of every page.
 */
export async function pageLoad(browser: Browser, note: (line: string) => void): Promise<Measure[]> {
  const folder = await builtCourse();
  const {url, close} = await serve(folder);
  const all: Weighed[] = [];
  for (const file of pages) {
    const loads: Load[] = [];
    for (let run = 0; run < RUNS; run++) loads.push(await load(browser, new URL(file, url).href));
    all.push(weigh(file, loads, folder));
  }
  close();
  rmSync(folder, {recursive: true});

  note("page, opened and not touched                kB gz  TBT ms  LCP ms  live ms     CLS  cells that run");
  for (const {file, script, tbt, lcp, live, cls, ran, cells} of all) {
    const numbers = [(script / 1000).toFixed(1), tbt.toFixed(0), lcp.toFixed(0), live.toFixed(0), cls.toFixed(4)];
    note(`${file.padEnd(41)}${numbers.map((text) => text.padStart(8)).join("")}  ${ran} of ${cells}`);
  }
  const row = (name: string, key: "script" | "lcp" | "tbt" | "live" | "cls", unit: string, peer: number): Measure => {
    const most = all.reduce((worst, each) => (each[key] > worst[key] ? each : worst));
    const value = key === "script" ? most.script / 1000 : most[key];
    return {name: `${name} (${most.file})`, value, unit, peer, peerName: "budget"};
  };
  return [
    row("script gz, heaviest page", "script", "kB", 130),
    row("LCP, CPU ×4, slowest page", "lcp", "ms", 1000),
    row("TBT, CPU ×4, slowest page", "tbt", "ms", 150),
    row("first view live, CPU ×4, slowest page", "live", "ms", 2500),
    row("CLS, worst page", "cls", "", 0.02),
  ];
}

function weigh(file: string, loads: Load[], folder: string): Weighed {
  const middle = (of: (load: Load) => number) => median(loads.map(of));
  const weight = (paths: string[]) =>
    paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path)), {level: 9}).length, 0);
  return {
    file,
    lcp: middle(({lcp}) => lcp),
    tbt: middle(({tbt}) => tbt),
    live: middle(({live}) => live),
    cls: middle(({cls}) => cls),
    script: middle(({scripts}) => weight(scripts)),
    ran: loads[0]!.ran,
    cells: loads[0]!.cells,
  };
}
