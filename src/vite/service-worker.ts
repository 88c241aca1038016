import {createHash} from "node:crypto";
import {build, type Rolldown} from "vite";
import {shortHash} from "./modules.ts";

/** The files of a built site: SHA-256 in hexadecimal by path. */
export type FileList = Record<string, string>;

/** Every file of the site with the hash of its content, sorted, so that the same site gives the same list. */
export function listFiles(bundle: Rolldown.OutputBundle): FileList {
  const files = Object.values(bundle).map((file): [string, string] => {
    const content = file.type === "chunk" ? file.code : file.source;
    return [file.fileName, createHash("sha256").update(content).digest("hex")];
  });
  return Object.fromEntries(files.filter(([name]) => !name.endsWith(".map")).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The service worker as one script that imports nothing, with the list of the site's files and a name for their state. */
export async function writeServiceWorker(file: string, files: FileList): Promise<string> {
  const version = shortHash(JSON.stringify(files));
  const result = await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    define: {__SITE_FILES__: JSON.stringify(files), __SITE_VERSION__: JSON.stringify(version)},
    build: {write: false, lib: {entry: file, formats: ["iife"], name: "serviceWorker"}, target: "es2022"},
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !("output" in output)) throw new Error(`${file}: the service worker could not be built.`);
  return output.output[0].code;
}
