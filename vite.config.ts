import {fileURLToPath} from "node:url";
import {defineConfig} from "vite";
import {contentSecurityPolicy} from "./src/site/shell/csp.ts";
import {assembly} from "./src/vite/assembly.ts";
import {htlHandlers} from "./src/vite/htl-handlers.ts";
import {course} from "./src/vite/index.ts";

export default defineConfig({
  // Relative URLs throughout: the built site works wherever it is put.
  base: "./",
  resolve: {alias: {"d3-geo": fileURLToPath(new URL("src/site/library/no-maps.ts", import.meta.url))}},
  // All that cells may load lazily is prepared when the dev server starts: found only later, it would reload the page.
  // What editing a cell needs is prepared at the start: to find it at the first edit would load the page anew.
  optimizeDeps: {
    entries: ["src/site/main.ts", "src/reader/edit/code-mirror.ts"],
    include: ["@observablehq/notebook-kit", "acorn", "acorn-walk", "globals"],
  },
  // What README asks of a host that can set headers.
  preview: {headers: {"content-security-policy": contentSecurityPolicy()}},
  plugins: [
    course({
      library: "src/site/library.ts",
      names: "src/reader/names.ts",
      shell: "src/site/shell.ts",
      entry: "src/site/main.ts",
      exercises: "src/site/exercise/run.ts",
      serviceWorker: "src/site/offline/service-worker.ts",
    }),
    htlHandlers(),
    assembly("src/core/numeric/kernels/assembly/kernels.ts"),
  ],
});
