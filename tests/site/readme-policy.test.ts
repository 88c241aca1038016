import {readFileSync} from "node:fs";
import {expect, it} from "vitest";
import {contentSecurityPolicy} from "../../src/site/shell/csp.ts";

it("README gives the policy that the tests and the preview serve", () => {
  expect(readFileSync("README.md", "utf8")).toContain(`\n${contentSecurityPolicy()}\n`);
});
