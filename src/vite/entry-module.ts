export interface EntryModuleOptions {
  /** The page's Markdown file, relative to the root. */
  path: string;
  /** The module that exports `start`. */
  entry: string;
  /** Set in development: the module that exports `followShell`, `reloadIfStale` and `reloadIfBehind`. */
  client?: string;
}

/** The source of the module that starts a page, and in development keeps it up to date. */
export function writeEntryModule({path, entry, client}: EntryModuleOptions): string {
  const page = JSON.stringify(`/${path}`);
  const start = `import {start} from ${JSON.stringify(entry)};\nimport {page} from ${page};\n`;
  if (client === undefined) return `${start}start(page);\n`;
  return `${start}import {followShell, reloadIfBehind, reloadIfStale} from ${JSON.stringify(client)};
reloadIfStale(page.version);
const refresh = followShell("main .prose");
const opened = start(page);
let shown = page;
import.meta.hot?.accept(${page}, (module) => {
  // A module may fail to load, which Vite reports, and two that follow closely may arrive in the wrong order.
  if (!module || module.page.revision < shown.revision) return;
  opened.update(module.page);
  if (module.page.outline !== shown.outline) refresh();
  shown = module.page;
});
const catchUp = () => void reloadIfBehind(() => shown.version);
import.meta.hot?.on("vite:ws:connect", catchUp);
catchUp();
`;
}
