import {readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import type {Browser} from "@playwright/test";
import {pages} from "../e2e/site.ts";
import {serve} from "../server.ts";
import {type Measure, median} from "./measure.ts";
import {type Load, load} from "./page-load.ts";
import {builtCourse} from "./sites.ts";

const RUNS = 5;

/** A page's medians. */
interface Weighed extends Omit<Load, "scripts" | "early"> {
  file: string;
  /** Bytes of script, gzipped: all of it, and what comes before the first view is live. */
  script: number;
  early: number;
  hasPlot: boolean;
  hasCircuit: boolean;
}

/** Script weight (gz), and LCP, TBT and CLS with the CPU slowed down four times: each of the page that does worst in it. */
export async function pageLoad(browser: Browser): Promise<Measure[]> {
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

  const peerName = "budget";
  const script = {unit: "kB", peer: 130, peerName: "budget for a lesson with plots"};
  const rows: Measure[] = [];
  const heaviest = worst(all, "script");
  const plain = all.filter(({hasPlot, hasCircuit}) => hasPlot && !hasCircuit);
  rows.push({name: `script gz, heaviest page (${heaviest.file})`, value: heaviest.script / 1000, ...script});
  if (plain.length > 0) {
    const {file, script: bytes} = worst(plain, "script");
    rows.push({name: `script gz, heaviest with plots and no circuit (${file})`, value: bytes / 1000, ...script});
  }
  const early = worst(all, "early");
  rows.push({name: `script gz before the first view is live (${early.file})`, value: early.early / 1000, ...script});
  const [lcp, tbt, cls] = [worst(all, "lcp"), worst(all, "tbt"), worst(all, "cls")];
  return [
    ...rows,
    {name: `LCP, CPU ×4, slowest page (${lcp.file})`, value: lcp.lcp, unit: "ms", peer: 1000, peerName},
    {name: `TBT, CPU ×4, slowest page (${tbt.file})`, value: tbt.tbt, unit: "ms", peer: 150, peerName},
    {name: `CLS, worst page (${cls.file})`, value: cls.cls, unit: "", peer: 0.02, peerName},
  ];
}

function weigh(file: string, loads: Load[], folder: string): Weighed {
  const middle = (of: (load: Load) => number) => median(loads.map(of));
  const weight = (paths: string[]) =>
    paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path)), {level: 9}).length, 0);
  // Rolldown names a chunk after its module.
  const has = (chunk: string) => loads[0]!.scripts.some((path) => new RegExp(`/${chunk}-[\\w-]{8}\\.js$`).test(path));
  return {
    file,
    lcp: middle(({lcp}) => lcp),
    tbt: middle(({tbt}) => tbt),
    cls: middle(({cls}) => cls),
    script: middle(({scripts}) => weight(scripts)),
    early: middle(({early}) => weight(early)),
    hasPlot: has("plot"),
    hasCircuit: has("circuit"),
  };
}

function worst(all: Weighed[], key: "lcp" | "tbt" | "cls" | "script" | "early"): Weighed {
  return all.reduce((most, each) => (each[key] > most[key] ? each : most));
}
