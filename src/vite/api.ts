import {build, createServer, type InlineConfig, mergeConfig, type ViteDevServer} from "vite";
import type {CourseOptions} from "./options.ts";
import {course} from "./plugin.ts";

/** A dev server for the course in `root`, not listening yet. `inline` is Vite's own configuration, e.g. a port. */
export function createCourseServer(
  root: string,
  options: CourseOptions,
  inline: InlineConfig = {},
): Promise<ViteDevServer> {
  return createServer(mergeConfig(configOf(root, options), inline));
}

/** Builds the course in `root` into `outDir`. Rejects with a `CourseError` if the course has errors. */
export async function buildCourse(
  root: string,
  outDir: string,
  options: CourseOptions,
  inline: InlineConfig = {},
): Promise<void> {
  await build(mergeConfig({...configOf(root, options), build: {outDir, emptyOutDir: true}}, inline));
}

function configOf(root: string, options: CourseOptions): InlineConfig {
  return {root, base: "./", configFile: false, logLevel: "warn", plugins: [course({...options, root})]};
}
