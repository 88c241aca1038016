/**
 * The names that the reader itself gives to a cell, beside those of the site's library. Plain data: the compiler checks
 * pages against it, in Node and in the browser.
 */
export const builtinNames: readonly string[] = [
  "display",
  "view",
  "invalidation",
  "visibility",
  "Mutable",
  "Generators",
  "width",
  "dark",
  "FileAttachment",
];
