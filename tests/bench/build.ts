import {rmSync} from "node:fs";
import {join} from "node:path";
import {build} from "vite";
import type {Measure} from "./measure.ts";
import {builtCourse, syntheticLesson, syntheticProject} from "./sites.ts";

/** Build time of the course, and whether that of synthetic lessons grows linearly. */
export async function buildTimes(): Promise<Measure[]> {
  const course = await timed(async () => rmSync(await builtCourse(), {recursive: true}));
  const [few, many] = [await synthetic(50), await synthetic(200)];
  return [
    {name: "build of this course", value: course, unit: "s", peer: 10, peerName: "budget for the whole course"},
    {name: "build of 200 synthetic lessons", value: many, unit: "s", peer: 4 * few, peerName: "four times that of 50"},
  ];
}

async function synthetic(count: number): Promise<number> {
  const texts = Array.from({length: count}, (_, n) => [`lesson-${n}.md`, syntheticLesson(n)]);
  const root = syntheticProject(Object.fromEntries(texts));
  const time = await timed(() =>
    build({root, configFile: join(root, "vite.config.ts"), logLevel: "silent", build: {outDir: join(root, "dist")}}),
  );
  rmSync(root, {recursive: true});
  return time;
}

/** Seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
