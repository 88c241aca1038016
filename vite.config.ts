import {fileURLToPath} from "node:url";
import {defineConfig} from "vite";
import {assembly} from "./src/vite/assembly.ts";
import {course} from "./src/vite/index.ts";

export default defineConfig({
  // Relative URLs throughout: the built site works wherever it is put.
  base: "./",
  resolve: {alias: {"d3-geo": fileURLToPath(new URL("src/site/library/no-maps.ts", import.meta.url))}},
  // All that cells may load lazily is prepared when the dev server starts: found only later, it would reload the page.
  optimizeDeps: {entries: ["src/site/main.ts"]},
  plugins: [
    course({
      library: "src/site/library.ts",
      names: "src/reader/names.ts",
      shell: "src/site/shell.ts",
      entry: "src/site/main.ts",
    }),
    assembly("src/core/numeric/kernels/assembly/kernels.ts"),
  ],
});
