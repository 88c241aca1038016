import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {findBrowser} from "./browser.ts";

/** `npm test`: types, lint, unit tests and fixtures, then the browser. Ends with `N passed, N failed`. */

interface Count {
  passed: number;
  failed: number;
}

const folder = mkdtempSync(join(tmpdir(), "course-tests-"));
const total: Count = {passed: 0, failed: 0};

function add({passed, failed}: Count): void {
  total.passed += passed;
  total.failed += failed;
}

function run(command: string[], env: Record<string, string> = {}): boolean {
  console.log(`\n▸ ${command.join(" ")}`);
  const [program = "", ...args] = command;
  return spawnSync(program, args, {stdio: "inherit", env: {...process.env, ...env}}).status === 0;
}

/** A report's counts; a runner that died before its report, or failed outside a test, counts as one failure. */
function counted(ok: boolean, read: () => Count): Count {
  let count: Count;
  try {
    count = read();
  } catch {
    return {passed: 0, failed: 1};
  }
  return ok || count.failed > 0 ? count : {...count, failed: 1};
}

function report(name: string) {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}

for (const step of [
  ["npx", "tsx", "tests/types.ts"],
  ["npx", "biome", "check", "--error-on-warnings", "."],
])
  add(run(step) ? {passed: 1, failed: 0} : {passed: 0, failed: 1});

const unit = join(folder, "unit.json");
add(
  counted(run(["npx", "vitest", "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${unit}`]), () => {
    const {numPassedTests, numFailedTests} = report("unit.json");
    return {passed: numPassedTests, failed: numFailedTests};
  }),
);

try {
  const browser = await findBrowser();
  const ok = run(["npx", "playwright", "test", "-c", "tests/playwright.config.ts", "--reporter=list,json"], {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(folder, "browser.json"),
  });
  add(
    counted(ok, () => {
      const {expected, unexpected, flaky} = report("browser.json").stats;
      return {passed: expected, failed: unexpected + flaky};
    }),
  );
} catch (error) {
  console.error((error as Error).message);
  add({passed: 0, failed: 1});
}

rmSync(folder, {recursive: true});
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
