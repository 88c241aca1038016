import {createHash} from "node:crypto";
import {themeScript} from "./theme.ts";

/**
 * The content security policy under which the whole site works: nothing from elsewhere, and no more than this besides.
 *
 * - 'unsafe-eval': a cell that the reader edits, and an exercise, become functions in the browser. It also allows the
 *   WebAssembly of the experiments.
 * - the hash: the one inline script, which sets the theme before the first paint.
 * - 'unsafe-inline' for styles: KaTeX writes style attributes into the pages, Plot and CodeMirror style elements.
 * - blob: and data:: workers are part of the scripts that start them; a picture may be made on the page.
 */
export function contentSecurityPolicy(): string {
  const theme = createHash("sha256").update(themeScript).digest("base64");
  return [
    "default-src 'self'",
    `script-src 'self' 'unsafe-eval' 'sha256-${theme}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}
