import {defineConfig} from "vite";
import {course} from "./src/vite/index.ts";

export default defineConfig({
  // Relative URLs throughout: the built site works wherever it is put.
  base: "./",
  plugins: [
    course({
      library: "src/site/library.ts",
      names: "src/reader/names.ts",
      shell: "src/site/shell.ts",
      entry: "src/site/main.ts",
    }),
  ],
});
