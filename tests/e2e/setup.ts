import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {build} from "vite";
import {contentSecurityPolicy} from "../../src/site/shell/csp.ts";
import {serve} from "../server.ts";

/** A path that no code could have expected: the site must work wherever it is put. */
const BASE = "/some/sub-path/";

/** Builds the course once and serves it to all tests as `SITE_URL`. */
export default async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "course-"));
  const {NODE_ENV} = process.env;
  await build({logLevel: "warn", build: {outDir: folder, emptyOutDir: true}});
  // A build turns this process, and the workers that inherit from it, to production; tests of the dev server are not.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  // All tests run under the policy that README gives: a violation is an error in the console, and fails its test.
  const {url, close} = await serve(folder, BASE, {"content-security-policy": contentSecurityPolicy()});
  process.env.SITE_URL = url;
  process.env.SITE_FOLDER = folder;
  return () => {
    close();
    rmSync(folder, {recursive: true});
  };
}
