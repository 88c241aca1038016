import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, join, resolve} from "node:path";
import {build} from "vite";
import {assembly} from "../../src/vite/assembly.ts";
import {serve} from "../server.ts";

/**
 * Builds a script of the bench into a page, as a course is built, and serves each at "NAME.html". The `peers` come along
 * under "peers/": files as they are, or texts by name.
 */
export async function servePages(
  scripts: Readonly<Record<string, string>>,
  peers: {files?: readonly string[]; texts?: Readonly<Record<string, string>>} = {},
): Promise<{url: string; close(): void}> {
  const outDir = mkdtempSync(join(tmpdir(), "course-bench-"));
  await build({
    configFile: false,
    logLevel: "silent",
    base: "./",
    resolve: {alias: {"d3-geo": resolve("src/site/library/no-maps.ts")}},
    plugins: [assembly("src/core/numeric/kernels/assembly/kernels.ts")],
    build: {
      outDir,
      emptyOutDir: true,
      target: "esnext",
      modulePreload: {polyfill: false},
      rolldownOptions: {input: {...scripts}, output: {entryFileNames: "[name].js"}},
    },
  });
  for (const name of Object.keys(scripts)) writeFileSync(join(outDir, `${name}.html`), html(name));
  const folder = join(outDir, "peers");
  mkdirSync(folder);
  for (const file of peers.files ?? []) cpSync(file, join(folder, basename(file)));
  for (const [name, text] of Object.entries(peers.texts ?? {})) writeFileSync(join(folder, name), text);
  const {url, close} = await serve(outDir);
  return {
    url,
    close() {
      close();
      rmSync(outDir, {recursive: true});
    },
  };
}

function html(name: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8"><link rel="icon" href="data:,"><title>${name}</title>
<body><script type="module" src="./${name}.js"></script></body>
</html>
`;
}
