import {defineConfig} from "vitest/config";

// jsdom is asked for file by file, with `// @vitest-environment jsdom`: core, page and compiler run without a DOM.
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/e2e/**"],
    environment: "node",
    testTimeout: 20_000,
  },
});
