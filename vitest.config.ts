import {defineConfig} from "vitest/config";
import {assembly} from "./src/vite/assembly.ts";

// jsdom is asked for file by file, with `// @vitest-environment jsdom`: core, page and compiler run without a DOM.
export default defineConfig({
  plugins: [assembly("src/core/numeric/kernels/assembly/kernels.ts")],
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/e2e/**"],
    environment: "node",
    testTimeout: 20_000,
    // By default one core stays idle: on two that is half of the machine.
    maxWorkers: 2,
  },
});
