import {realpathSync} from "node:fs";
import {dirname, join} from "node:path";
import {searchForWorkspaceRoot, type UserConfig} from "vite";
import {woff2Only} from "./katex-fonts.ts";
import type {ResolvedCourseOptions} from "./options.ts";

/** The folder of the modules that the plugin itself sends to browsers in development. */
export const clientFolder = join(import.meta.dirname, "client");

/** What Vite must know to serve or build a course. `input` names the HTML files of a build. */
export function courseConfig(options: ResolvedCourseOptions, input: Record<string, string> | undefined): UserConfig {
  const {root, entry, shell, content, notebooks} = options;
  return {
    appType: "mpa",
    // A cleared screen would take the list of problems with it.
    clearScreen: false,
    css: {postcss: {plugins: [woff2Only as never]}},
    // Files that lessons offer for download are assets, as their pictures are.
    html: {
      additionalAssetSources: {
        a: {srcAttributes: ["href"], filter: ({value}) => [content, notebooks].some((f) => value.startsWith(`/${f}/`))},
      },
    },
    resolve: {
      // The compiler runs in the browser too, where cells of TypeScript cannot be edited: its compiler is 1 MB (gz).
      alias: [{find: /^typescript$/, replacement: join(clientFolder, "typescript.ts")}],
    },
    server: {
      fs: {
        allow: [searchForWorkspaceRoot(root), root, clientFolder, dirname(entry), dirname(shell), ...packages(root)],
      },
    },
    build: {
      // `light-dark()` must reach the browser as it is: what replaces it for older ones follows the system only.
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      modulePreload: {polyfill: false},
      reportCompressedSize: false,
      // A font in the style sheet would be loaded by all, needed or not.
      assetsInlineLimit: (file) => (/\.woff2$/.test(file) ? false : undefined),
      // In development this is where Vite looks for packages to prepare.
      rolldownOptions: {input: input ?? {entry}, checks: {pluginTimings: false}},
    },
  };
}

/** Packages may lie elsewhere, behind a link. */
function packages(root: string): string[] {
  try {
    return [realpathSync(join(root, "node_modules"))];
  } catch {
    return [];
  }
}
